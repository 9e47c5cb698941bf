package dev.stet.server.storage;

import java.util.Collection;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Rows that were moved aside. The database moves them as they are, without looking at what is in them, so that what
 * cannot be read can be moved too. A handle belongs to its caller and is in a transaction.
 */
final class QuarantineTable {
    private QuarantineTable() {}

    /** Moves what comes after a revision, and these snapshots, all in the handle's transaction. */
    static Quarantined move(
            Handle handle, long document, long afterRevision, Collection<Long> snapshots, String reason, long nowMs) {
        long act = handle.createUpdate("insert into quarantine (document, time_ms, reason) values (?, ?, ?)")
                .bind(0, document)
                .bind(1, nowMs)
                .bind(2, reason)
                .executeAndReturnGeneratedKeys("quarantine")
                .mapTo(Long.class)
                .one();
        long movedSnapshots = moveAfter(handle, SNAPSHOT, act, document, afterRevision);
        for (long revision : new TreeSet<>(snapshots)) {
            movedSnapshots += move(handle, SNAPSHOT, " and revision = ?", act, document, revision);
        }
        return new Quarantined(
                moveAfter(handle, OPERATION, act, document, afterRevision)
                        + move(handle, SQUASHED, " and slice_last > ?", act, document, afterRevision),
                movedSnapshots,
                moveAfter(handle, VERSION, act, document, afterRevision));
    }

    private static final Rows OPERATION = new Rows(
            "operation", "quarantine_operation", "document, revision, sequence, time_ms, writer, hash, payload");
    private static final Rows SQUASHED = new Rows(
            "squashed",
            "quarantine_squashed",
            "document, slice_last, position, slice_first, first_revision, last_revision, from_ms, to_ms, entries,"
                    + " author, log_hash, seal, payload");
    private static final Rows SNAPSHOT =
            new Rows("snapshot", "quarantine_snapshot", "document, revision, time_ms, checksum, content");
    private static final Rows VERSION =
            new Rows("named_version", "quarantine_version", "document, name, revision, created_ms, author");

    private record Rows(String table, String quarantine, String columns) {}

    private static long moveAfter(Handle handle, Rows rows, long act, long document, long revision) {
        return move(handle, rows, " and (revision < 0 or revision > ?)", act, document, revision);
    }

    private static long move(Handle handle, Rows rows, String which, long act, long document, long revision) {
        String from = " from " + rows.table() + " where document = ?" + which;
        handle.createUpdate("insert into " + rows.quarantine() + " (quarantine, " + rows.columns() + ") select "
                        + "cast(? as bigint), " + rows.columns() + from)
                .bind(0, act)
                .bind(1, document)
                .bind(2, revision)
                .execute();
        return handle.createUpdate("delete" + from)
                .bind(0, document)
                .bind(1, revision)
                .execute();
    }
}
