package dev.stet.server.storage;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Rows of snapshots. A handle belongs to its caller. */
final class SnapshotTable {
    private SnapshotTable() {}

    /** Returns the newest snapshot up to a revision; throws if it does not fit its checksum. */
    static Optional<StoredSnapshot> newest(Handle handle, StoredDocument document, long maxRevision) {
        return handle.createQuery("""
                        select revision, checksum, content from snapshot where document = ? and revision <= ?
                        order by document desc, revision desc limit 1""")
                .bind(0, document.key())
                .bind(1, maxRevision)
                .map((row, context) -> {
                    StoredSnapshot snapshot = new StoredSnapshot(row.getLong(1), Bytes.wrap(row.getBytes(3)));
                    if (checksum(snapshot.content()) != row.getLong(2)) {
                        throw new DamagedRowException(
                                snapshot.revision(),
                                "A snapshot does not fit its checksum, document=" + document.id() + ", revision="
                                        + snapshot.revision());
                    }
                    return snapshot;
                })
                .findOne();
    }

    /** Stores a snapshot in place of one at its revision. Returns false if another server stored one meanwhile. */
    static boolean replace(Handle handle, long document, StoredSnapshot snapshot, long nowMs) {
        try {
            handle.useTransaction(transaction -> write(transaction, document, snapshot, nowMs));
            return true;
        } catch (JdbiException e) {
            if (SqlState.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Stores a snapshot in place of one at its revision, within the handle's transaction. */
    static void write(Handle transaction, long document, StoredSnapshot snapshot, long nowMs) {
        transaction.execute("delete from snapshot where document = ? and revision = ?", document, snapshot.revision());
        transaction.execute(
                "insert into snapshot (document, revision, time_ms, checksum, content) values (?, ?, ?, ?, ?)",
                document,
                snapshot.revision(),
                nowMs,
                checksum(snapshot.content()),
                snapshot.content().array());
    }

    static List<SnapshotInfo> list(Handle handle, long document) {
        return handle.createQuery("""
                        select revision, time_ms, octet_length(content) from snapshot where document = ?
                        order by revision""")
                .bind(0, document)
                .map((row, context) -> new SnapshotInfo(row.getLong(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    static void drop(Handle handle, long document, Collection<Long> revisions) {
        if (revisions.isEmpty()) {
            return;
        }
        try (PreparedBatch rows = handle.prepareBatch("delete from snapshot where document = ? and revision = ?")) {
            revisions.forEach(
                    revision -> rows.bind(0, document).bind(1, revision).add());
            rows.execute();
        }
    }

    /** Drops the snapshots at revisions that squashing makes none: those inside of slices. */
    static void dropInside(Handle handle, long document, List<Slice> slices) {
        drop(
                handle,
                document,
                list(handle, document).stream()
                        .map(SnapshotInfo::revision)
                        .filter(revision -> slices.stream().anyMatch(slice -> slice.isInside(revision)))
                        .toList());
    }

    private static long checksum(Bytes content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content.array());
        return checksum.getValue();
    }
}
