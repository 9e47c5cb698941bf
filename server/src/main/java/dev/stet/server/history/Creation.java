package dev.stet.server.history;

import dev.stet.ot.sync.OperationId;
import dev.stet.server.document.EditRefusedException;
import dev.stet.server.document.OpenFailedException;
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
