package dev.stet.server.storage;

import dev.stet.server.storage.Storage.Append;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Rows of the operation logs, with their writers by number.
 *
 * <p>Threads: thread-safe; a handle belongs to its caller.
 */
final class OperationTable {
    private static final int MAX_PAGE = 1_000;

    private final WriterTable writers = new WriterTable();

    /**
     * Makes sure that all writers of a batch have their numbers. Commits on its own, before the entries, so that a number
     * that is remembered is one that is stored.
     */
    void internWriters(Handle handle, List<Append> batch) {
        writers.intern(
                handle,
                batch.stream().flatMap(append -> append.entries().stream()).map(Writer::of));
    }

    /** Returns the rows of entries whose writers have their numbers. */
    List<OperationRow> rows(Handle handle, List<HashedAppend> appends) {
        List<OperationRow> rows = new ArrayList<>();
        for (HashedAppend append : appends) {
            long document = append.document().key();
            for (StoredEntry stored : append.entries()) {
                rows.add(new OperationRow(document, stored, writers.number(handle, Writer.of(stored.entry()))));
            }
        }
        return rows;
    }

    /** Reads up to {@code limit} entries from {@code afterRevision + 1} on. */
    List<StoredEntry> read(Handle handle, long document, long afterRevision, int limit) {
        return handle.createQuery("""
                        select revision, sequence, time_ms, writer, hash, payload from operation
                        where document = ? and revision > ? order by document, revision limit ?""")
                .bind(0, document)
                .bind(1, afterRevision)
                .bind(2, limit)
                .map((row, context) -> entry(handle, row))
                .list();
    }

    /** Reads whose up to {@code limit} entries are from {@code afterRevision + 1} on. */
    List<LogMark> marks(Handle handle, long document, long afterRevision, int limit) {
        return handle.createQuery("""
                        select revision, time_ms, writer from operation
                        where document = ? and revision > ? order by document, revision limit ?""")
                .bind(0, document)
                .bind(1, afterRevision)
                .bind(2, limit)
                .map((row, context) -> {
                    long revision = row.getLong(1);
                    return new LogMark(
                            revision, writer(handle, revision, row.getInt(3)).author(), row.getLong(2));
                })
                .list();
    }

    private Writer writer(Handle handle, long revision, int number) {
        return writers.writer(handle, number)
                .orElseThrow(() -> new DamagedRowException(
                        revision,
                        "The log names a writer that is not stored, revision=" + revision + ", writer=" + number));
    }

    /** Reads entries from {@code afterRevision + 1} on, one or as many as have {@code maxBytes}. */
    List<StoredEntry> page(Handle handle, long document, long afterRevision, long maxBytes) {
        List<Long> lengths = handle.createQuery("""
                        select octet_length(payload) from operation
                        where document = ? and revision > ? order by document, revision limit ?""")
                .bind(0, document)
                .bind(1, afterRevision)
                .bind(2, MAX_PAGE)
                .mapTo(Long.class)
                .list();
        int count = 0;
        long bytes = 0;
        while (count < lengths.size() && (count == 0 || bytes + lengths.get(count) <= maxBytes)) {
            bytes += lengths.get(count++);
        }
        return count == 0 ? List.of() : read(handle, document, afterRevision, count);
    }

    private StoredEntry entry(Handle handle, ResultSet row) throws SQLException {
        long revision = row.getLong(1);
        Writer writer = writer(handle, revision, row.getInt(4));
        byte[] hash = row.getBytes(5);
        if (hash.length != ChainHash.BYTES) {
            throw new DamagedRowException(
                    revision, "The hash of an entry has not " + ChainHash.BYTES + " bytes, revision=" + revision);
        }
        LogEntry entry = new LogEntry(
                revision,
                writer.client(),
                row.getLong(2),
                writer.author(),
                row.getLong(3),
                Bytes.wrap(row.getBytes(6)));
        return new StoredEntry(entry, ChainHash.of(hash));
    }

    /** Returns the end of a document's log, be it an entry or a slice. */
    Head head(Handle handle, StoredDocument document) {
        return handle.createQuery("""
                        select revision, hash from operation where document = ?
                        order by document desc, revision desc limit 1""")
                .bind(0, document.key())
                .map((row, context) -> new Head(row.getLong(1), ChainHash.of(row.getBytes(2))))
                .findOne()
                .or(() -> SquashedTable.head(handle, document.key()))
                .orElseGet(() -> Head.ofEmpty(document));
    }

    /** Returns the newest revision of each log; those that are empty are absent. */
    Map<Long, Long> heads(Handle handle, Collection<Long> documents) {
        return documents.isEmpty()
                ? Map.of()
                : handle.createQuery("""
                        select d.document, coalesce(
                            (select o.revision from operation o where o.document = d.document
                                order by o.document desc, o.revision desc limit 1),
                            (select s.slice_last from squashed s where s.document = d.document
                                order by s.document desc, s.slice_last desc limit 1))
                        from document d where d.document in (<documents>)""")
                        .bindList("documents", List.copyOf(documents))
                        .reduceRows(new HashMap<Long, Long>(), (heads, row) -> {
                            Long head = row.getColumn(2, Long.class);
                            if (head != null) {
                                heads.put(row.getColumn(1, Long.class), head);
                            }
                            return heads;
                        });
    }

    /** Returns the time of an entry, or of the next one there is after it. */
    OptionalLong timeFrom(Handle handle, long document, long revision) {
        return handle.createQuery("""
                        select time_ms from operation where document = ? and revision >= ?
                        order by document, revision limit 1""")
                .bind(0, document)
                .bind(1, revision)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }
}
