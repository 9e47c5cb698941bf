package dev.stet.server.history;

import dev.stet.ot.sync.OperationId;
import dev.stet.server.document.EditRefusedException;
import dev.stet.server.document.OpenFailedException;
import dev.stet.server.storage.LastSequence;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Lets one create a document at a time: whether there is one is looked up before. Threads: thread-safe; waits.
 */
final class Creation {
    /** What the first content of a document is in the log as: where two servers create it at once, one content stays. */
    static final OperationId FIRST = new OperationId("create", 1);

    private static final int LOCKS = 64;

    private final ReentrantLock[] locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    /** Returns the revision of a document's first content, if it is in the log as this operation. */
    static Optional<Long> again(Storage storage, StoredDocument document, OperationId first) {
        Optional<LastSequence> squashed = storage.lastSquashed(document, first.client());
        return squashed.isPresent()
                ? squashed.map(LastSequence::revision)
                : storage.read(document, 0, 1).stream()
                        .filter(entry -> entry.revision() == 1
                                && entry.client().equals(first.client())
                                && entry.sequence() == first.sequence())
                        .map(LogEntry::revision)
                        .findFirst();
    }

    /** What is done alone. */
    @FunctionalInterface
    interface Work {
        long run() throws HistoryException, OpenFailedException, EditRefusedException;
    }

    /** Does something that nobody else does for the same id meanwhile. */
    long alone(String id, Work work) throws HistoryException, OpenFailedException, EditRefusedException {
        ReentrantLock lock = locks[Math.floorMod(id.hashCode(), LOCKS)];
        lock.lock();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }
}
