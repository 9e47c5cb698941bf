package dev.stet.cli.load;

import java.util.concurrent.atomic.AtomicLong;

/**
 * From when to when writers write, and how much at most.
 *
 * <pre>
 *   startNs ──── warm-up ──── fromNs ──── measured ──── endNs
 * </pre>
 *
 * <p>Times are those of {@link System#nanoTime}, or of another clock in tests. Threads: thread-safe.
 */
final class Window {
    private final long startNs;
    private final long fromNs;
    private final AtomicLong operationsLeft;
    private volatile long endNs;

    /** @param operations no more are begun, warm-up included */
    Window(long startNs, long fromNs, long endNs, long operations) {
        this.startNs = startNs;
        this.fromNs = fromNs;
        this.endNs = endNs;
        this.operationsLeft = new AtomicLong(operations);
    }

    long startNs() {
        return startNs;
    }

    long fromNs() {
        return fromNs;
    }

    long endNs() {
        return endNs;
    }

    /** Ends it earlier. */
    void end(long nowNs) {
        endNs = Math.min(endNs, nowNs);
    }

    /** Returns whether one more operation may be begun, and counts it. */
    boolean takeOne() {
        return operationsLeft.get() > 0 && operationsLeft.getAndDecrement() > 0;
    }

    /** Returns whether nothing more is to be waited for. */
    boolean isOver(long nowNs) {
        return nowNs >= endNs || operationsLeft.get() <= 0;
    }
}
