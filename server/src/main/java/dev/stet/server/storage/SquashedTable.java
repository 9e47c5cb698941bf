package dev.stet.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Rows of the squashed part of logs. A handle belongs to its caller. */
final class SquashedTable {
    private SquashedTable() {}

    /** Somebody else squashed the same. */
    private static final class OutrunException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    static void requireWellFormed(List<Slice> slices, StoredSnapshot end) {
        long expected = slices.isEmpty() ? 0 : slices.getFirst().firstRevision();
        for (Slice slice : slices) {
            if (slice.firstRevision() != expected) {
                throw new IllegalArgumentException(
                        "slices follow one another, firstRevision=" + slice.firstRevision() + ", expected=" + expected);
            }
            expected = slice.lastRevision() + 1;
        }
        if (slices.isEmpty() || end.revision() != expected - 1) {
            throw new IllegalArgumentException("a snapshot at the end of the slices goes with them, revision="
                    + end.revision() + ", slices=" + slices.size());
        }
    }

    /** Squashes in one transaction, in which {@code also} is done too; or does nothing and returns false. */
    static boolean squash(Handle handle, StoredDocument document, List<Slice> slices, Consumer<Handle> also) {
        try {
            handle.useTransaction(transaction -> {
                long from = slices.getFirst().firstRevision();
                long upTo = slices.getLast().lastRevision();
                if (upTo(transaction, document.key()) != from - 1) {
                    throw new OutrunException();
                }
                rememberClients(transaction, document.key(), upTo);
                insert(transaction, document, slices);
                int deleted = transaction.execute(
                        "delete from operation where document = ? and revision <= ?", document.key(), upTo);
                if (deleted != upTo - from + 1) {
                    throw new OutrunException();
                }
                also.accept(transaction);
            });
            return true;
        } catch (OutrunException e) {
            return false;
        } catch (JdbiException e) {
            if (SqlState.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    private static void rememberClients(Handle handle, long document, long upTo) {
        handle.execute("""
                delete from squashed_client where document = ? and client in (select w.client from operation o
                    join writer w on w.writer = o.writer where o.document = ? and o.revision <= ?)""", document, document, upTo);
        handle.execute("""
                insert into squashed_client (document, client, sequence, revision)
                select o.document, w.client, max(o.sequence), max(o.revision) from operation o
                    join writer w on w.writer = o.writer where o.document = ? and o.revision <= ?
                group by o.document, w.client""", document, upTo);
    }

    private static void insert(Handle handle, StoredDocument document, List<Slice> slices) {
        ChainHash seal = lastSeal(handle, document.key()).orElseGet(() -> ChainHash.start(document.id()));
        try (PreparedBatch rows = handle.prepareBatch("""
                insert into squashed (document, slice_last, position, slice_first, first_revision, last_revision,
                    from_ms, to_ms, entries, author, payload, log_hash, seal)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (Slice slice : slices) {
                ChainHash logHash = logHash(handle, document.key(), slice.lastRevision());
                seal = slice.seal(seal, logHash);
                int position = 0;
                for (SquashedRun run : slice.runs()) {
                    boolean last = position == slice.runs().size() - 1;
                    rows.bind(0, document.key())
                            .bind(1, slice.lastRevision())
                            .bind(2, position++)
                            .bind(3, slice.firstRevision())
                            .bind(4, run.firstRevision())
                            .bind(5, run.lastRevision())
                            .bind(6, run.fromMs())
                            .bind(7, run.toMs())
                            .bind(8, run.count())
                            .bind(9, run.author())
                            .bind(10, run.operation().array())
                            .bind(11, last ? logHash.toBytes() : null)
                            .bind(12, last ? seal.toBytes() : null)
                            .add();
                }
            }
            rows.execute();
        }
    }

    private static ChainHash logHash(Handle handle, long document, long revision) {
        return handle.createQuery("select hash from operation where document = ? and revision = ?")
                .bind(0, document)
                .bind(1, revision)
                .map((row, context) -> ChainHash.of(row.getBytes(1)))
                .findOne()
                .orElseThrow(OutrunException::new);
    }

    private static Optional<ChainHash> lastSeal(Handle handle, long document) {
        return handle.createQuery("""
                        select seal from squashed where document = ?
                        order by document desc, slice_last desc, position desc limit 1""")
                .bind(0, document)
                .map((row, context) -> ChainHash.of(row.getBytes(1)))
                .findOne();
    }

    static long upTo(Handle handle, long document) {
        return handle.createQuery("""
                        select slice_last from squashed where document = ?
                        order by document desc, slice_last desc limit 1""")
                .bind(0, document)
                .mapTo(long.class)
                .findOne()
                .orElse(0L);
    }

    /** Returns the end of the newest slice that was over at a time; 0 if none was. */
    static long revisionAt(Handle handle, long document, long timeMs) {
        return handle.createQuery("""
                        select coalesce(max(slice_last), 0) from squashed where document = ? and slice_last <
                            coalesce((select min(slice_last) from squashed where document = ? and to_ms > ?), ?)""")
                .bind(0, document)
                .bind(1, document)
                .bind(2, timeMs)
                .bind(3, Long.MAX_VALUE)
                .mapTo(long.class)
                .one();
    }

    static List<SealedSlice> slices(Handle handle, long document, long afterRevision, int limit) {
        List<SealedSlice> slices = new ArrayList<>();
        List<SquashedRun> runs = new ArrayList<>();
        return handle.createQuery("""
                        select slice_first, slice_last, first_revision, last_revision, author, from_ms, to_ms, entries,
                            payload, log_hash, seal
                        from squashed where document = ? and slice_last in (
                            select slice_last from squashed where document = ? and slice_last > ?
                            group by slice_last order by slice_last limit ?)
                        order by slice_last, position""")
                .bind(0, document)
                .bind(1, document)
                .bind(2, afterRevision)
                .bind(3, limit)
                .scanResultSet((rows, context) -> {
                    try (context) {
                        var row = rows.get();
                        while (row.next()) {
                            runs.add(new SquashedRun(
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getString(5),
                                    row.getLong(6),
                                    row.getLong(7),
                                    row.getInt(8),
                                    Bytes.wrap(row.getBytes(9))));
                            byte[] seal = row.getBytes(11);
                            if (seal != null) { // the last row of a slice
                                slices.add(sealed(row, runs, seal));
                                runs.clear();
                            }
                        }
                        return slices;
                    }
                });
    }

    private static SealedSlice sealed(ResultSet row, List<SquashedRun> runs, byte[] seal) throws SQLException {
        byte[] logHash = row.getBytes(10);
        long first = row.getLong(1);
        if (logHash == null
                || logHash.length != ChainHash.BYTES
                || seal.length != ChainHash.BYTES
                || first < 1
                || first > row.getLong(2)) {
            throw new DamagedRowException(
                    row.getLong(2), "The last row of a slice makes no sense, lastRevision=" + row.getLong(2));
        }
        return new SealedSlice(new Slice(first, row.getLong(2), runs), ChainHash.of(logHash), ChainHash.of(seal));
    }

    static Optional<LastSequence> last(Handle handle, long document, String client) {
        return handle.createQuery("select sequence, revision from squashed_client where document = ? and client = ?")
                .bind(0, document)
                .bind(1, client)
                .map((row, context) -> new LastSequence(row.getLong(1), row.getLong(2)))
                .findOne();
    }
}
