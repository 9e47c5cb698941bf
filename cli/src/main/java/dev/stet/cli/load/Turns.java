package dev.stet.cli.load;

import java.time.Duration;

/**
 * When the operations of one writer are due, of whom one is in flight at a time. At a fixed pace an operation is due when its
 * time has come, whether or not those before it are acknowledged: what it then waits for its turn is part of its latency, so
 * that a stall of the server counts for every operation that fell into it, and not once.
 *
 * <pre>
 *   due      1     2     3     4     5     6
 *   sent     1 ────── stall ──────2─3─4    5     6
 *   latency  ├────────────────────┤
 *                  ├────────────────┤
 *                        ├────────────┤
 * </pre>
 *
 * <p>Times are nanoseconds of one clock. Threads: confined to the writer's client's thread.
 */
final class Turns {
    private final Pace pace;
    private final Window window;
    private long nextNs;
    private long dueNs;

    /**
     * @param firstNs the first operation is due then
     * @param window nothing is due at its end or later
     */
    Turns(Pace pace, long firstNs, Window window) {
        this.pace = pace;
        this.nextNs = firstNs;
        this.window = window;
    }

    /**
     * Begins the next operation; the one before, if any, is acknowledged.
     *
     * @return whether there is one: no if the window is over before it could be sent
     */
    boolean next(long nowNs) {
        if (pace instanceof Pace.AfterAck(Duration think) && nowNs > nextNs) {
            nextNs = nowNs + think.toNanos();
        }
        if (Math.max(nextNs, nowNs) >= window.endNs() || !window.takeOne()) {
            return false;
        }
        dueNs = nextNs;
        if (pace instanceof Pace.Fixed fixed) {
            nextNs += fixed.intervalNs();
        }
        return true;
    }

    /** Returns when the operation begun last is or was due. */
    long dueNs() {
        return dueNs;
    }

    /** Tells of each operation that was not begun and should have been before the window was over. */
    void overdue(Overdue told) {
        long endNs = window.endNs();
        if (pace instanceof Pace.Fixed fixed) {
            for (; nextNs < endNs && window.takeOne(); nextNs += fixed.intervalNs()) {
                told.overdue(nextNs, endNs);
            }
        }
    }

    /** Hears of operations that were due at one time and not sent until another. */
    @FunctionalInterface
    interface Overdue {
        void overdue(long dueNs, long endNs);
    }
}
