package dev.stet.cli.load;

import java.util.concurrent.atomic.LongAdder;

/**
 * What went other than smoothly, of all clients together.
 *
 * <p>Threads: thread-safe.
 */
final class Counts {
    private final LongAdder delayed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder reconnects = new LongAdder();
    private final LongAdder lost = new LongAdder();

    /** The server said to try again later. */
    void delayed() {
        delayed.increment();
    }

    /** The server refused an operation for good. */
    void refused() {
        refused.increment();
    }

    /** A client came back, and went on where it was. */
    void reconnected() {
        reconnects.increment();
    }

    /** A client cannot go on. */
    void lost() {
        lost.increment();
    }

    Trouble trouble(long overdue) {
        return new Trouble(delayed.sum(), refused.sum(), reconnects.sum(), lost.sum(), overdue);
    }
}
