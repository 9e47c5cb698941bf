package dev.stet.server.document;

import dev.stet.ot.sync.AuthorityLimits;
import dev.stet.server.journal.Journal;
import dev.stet.server.storage.Storage;
import dev.stet.server.telemetry.Telemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What documents are given from outside. Immutable.
 *
 * @param storage read, and given snapshots, by the storage executor only
 * @param storageExecutor threads for blocking on storage; never interrupted
 * @param executor threads for mailboxes, which nothing may block
 * @param handsOver whether a thread that brings something to a mailbox and has other work leaves it to the executor. With one
 *     processor it does not: another thread would only take its place, and to switch costs more than most tasks
 * @param scheduler time
 * @param clock what the time is
 * @param random randomness, from any thread
 * @param telemetry told of what becomes of operations
 * @param policy when things are done
 */
public record Environment(
        Storage storage,
        Journal journal,
        Executor storageExecutor,
        Executor executor,
        boolean handsOver,
        Scheduler scheduler,
        InstantSource clock,
        RandomGenerator random,
        Telemetry telemetry,
        Policy policy) {

    /**
     * When things are done, and how much is kept.
     *
     * @param authority what an authority takes
     * @param maxWaiting operations of one document that wait to be stored
     * @param tailOperations log entries kept in memory
     * @param tailBytes bytes of such entries
     * @param snapshotEvery operations between two stored snapshots, at the least
     * @param snapshotBytes bytes of operations after which a snapshot is stored even if they are fewer
     * @param snapshotPause time between two stored snapshots, at the least
     * @param snapshots which stored snapshots are kept
     * @param storageRetry pause before storage that failed is tried again
     * @param evictAfter how long a document without readers is kept
     * @param poll pause between two looks at the logs of a store that other nodes write too
     * @param pace least time between two times a reader is told of what others did; whole milliseconds, none for each time
     */
    public record Policy(
            AuthorityLimits authority,
            int maxWaiting,
            int tailOperations,
            long tailBytes,
            int snapshotEvery,
            long snapshotBytes,
            Duration snapshotPause,
            SnapshotPolicy snapshots,
            Duration storageRetry,
            Duration evictAfter,
            Duration poll,
            Duration pace) {}
}
