package dev.stet.server.storage;

import dev.stet.server.storage.Storage.Append;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Rows of the operation logs, with their writers by number.
 *
 * <p>Threads: thread-safe; a handle belongs to its caller.
 */
final class OperationTable {

    /** Rows handed to the database at once, to bound what it holds before it has written any. */
    static final int MAX_ROWS_AT_ONCE = 1_000;

    private final WriterTable writers = new WriterTable();

    /**
     * Makes sure that all writers of a batch have their numbers. Commits on its own, before the entries, so that a number
     * that is remembered is one that is stored.
     */
    void internWriters(Handle handle, List<Append> batch) {
        for (Append append : batch) {
            for (LogEntry entry : append.entries()) {
                writers.intern(handle, Writer.of(entry));
            }
        }
    }

    /** Inserts the entries, within the handle's transaction. */
    void insert(Handle handle, List<Append> appends) {
        try (PreparedBatch rows = handle.prepareBatch("""
                insert into operation (document, revision, sequence, time_ms, writer, payload)
                values (?, ?, ?, ?, ?, ?)""")) {
            for (Append append : appends) {
                for (LogEntry entry : append.entries()) {
                    rows.bind(0, append.document().key())
                            .bind(1, entry.revision())
                            .bind(2, entry.sequence())
                            .bind(3, entry.timeMs())
                            .bind(4, writers.number(handle, Writer.of(entry)))
                            .bind(5, entry.operation().array())
                            .add();
                    if (rows.size() == MAX_ROWS_AT_ONCE) {
                        rows.execute();
                    }
                }
            }
            if (rows.size() > 0) {
                rows.execute();
            }
        }
    }

    /** Reads up to {@code limit} entries from {@code afterRevision + 1} on. */
    List<LogEntry> read(Handle handle, long document, long afterRevision, int limit) {
        return handle.createQuery("""
                        select revision, sequence, time_ms, writer, payload from operation
                        where document = ? and revision > ? order by document, revision limit ?""")
                .bind(0, document)
                .bind(1, afterRevision)
                .bind(2, limit)
                .map((row, context) -> entry(handle, row))
                .list();
    }

    private LogEntry entry(Handle handle, ResultSet row) throws SQLException {
        Writer writer = writers.writer(handle, row.getInt(4));
        return new LogEntry(
                row.getLong(1),
                writer.client(),
                row.getLong(2),
                writer.author(),
                row.getLong(3),
                Bytes.wrap(row.getBytes(5)));
    }

    /** Returns the newest revision of the log; 0 if it is empty. */
    long head(Handle handle, long document) {
        return handle.createQuery("""
                        select revision from operation where document = ?
                        order by document desc, revision desc limit 1""")
                .bind(0, document)
                .mapTo(long.class)
                .findOne()
                .orElse(0L);
    }
}
