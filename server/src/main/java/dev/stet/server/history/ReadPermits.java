package dev.stet.server.history;

import dev.stet.server.history.HistoryException.Reason;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a few read the past at the same time, first come, first served: the store has few connections, and whoever writes
 * needs one at once. What is read is also in memory, so this bounds that, too.
 *
 * <p>Threads: thread-safe; waits.
 */
final class ReadPermits {
    /** Something that is read. */
    @FunctionalInterface
    interface Read<T> {
        T read() throws HistoryException;
    }

    private final Semaphore permits;
    private final HistoryLimits limits;

    ReadPermits(HistoryLimits limits) {
        this.limits = limits;
        this.permits = new Semaphore(limits.readers(), true);
    }

    /**
     * Reads, when it is this reader's turn. A read within a read would wait for itself.
     *
     * @throws HistoryException if the turn does not come in time, or as the read does
     */
    <T> T reading(Read<T> read) throws HistoryException {
        try {
            if (!permits.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HistoryException(
                        Reason.OVERLOADED,
                        "too many read the past of documents now, waitedMs="
                                + limits.patience().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException(Reason.OVERLOADED, "the server stops");
        }
        try {
            return read.read();
        } finally {
            permits.release();
        }
    }
}
