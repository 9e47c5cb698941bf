package dev.stet.cli.replay;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets so many transactions a second through, evenly.
 *
 * <p>Threads: thread-safe; all authors share one.
 */
final class Pacer {
    private final long intervalNs;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    /** @param perSecond how many; 0 for as many as come */
    Pacer(double perSecond) {
        intervalNs = perSecond > 0 ? (long) (TimeUnit.SECONDS.toNanos(1) / perSecond) : 0;
    }

    /** Waits for the caller's turn. */
    void await() {
        if (intervalNs == 0) {
            return;
        }
        long turn = next.getAndAdd(intervalNs);
        for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
