package dev.stet.cli.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * What is measured: of operations due in the warm-up nothing but their number, so that the warm-up is seen and not
 * counted. Latencies are kept in microseconds with three digits.
 *
 * <p>Threads: thread-safe; samples are taken by one thread.
 */
final class Meter {
    private static final int DIGITS = 3;

    private final Stream acks = new Stream();
    private final Stream remotes = new Stream();
    private final Stream opens = new Stream();
    private final Stream joins = new Stream();
    private final LongAdder overdue = new LongAdder();

    private volatile long fromNs = Long.MAX_VALUE;

    /** What is due earlier is warm-up; before this is said, everything is. */
    void countFrom(long ns) {
        fromNs = ns;
    }

    /** An operation was acknowledged to its writer. */
    void acknowledged(long dueNs, long nowNs) {
        acks.count(dueNs, nowNs, dueNs >= fromNs);
    }

    /** An operation is shown at another client. */
    void delivered(long dueNs, long nowNs) {
        remotes.count(dueNs, nowNs, dueNs >= fromNs);
    }

    /** A client that set out to connect and open a document has it, before the writing starts. */
    void opened(long begunNs, long nowNs) {
        opens.count(begunNs, nowNs, true);
    }

    /** A visitor has the document that is being written. */
    void joined(long begunNs, long nowNs) {
        joins.count(begunNs, nowNs, begunNs >= fromNs);
    }

    /** An operation was due and not sent when the run ended: it counts with the time it had waited till then. */
    void overdue(long dueNs, long endNs) {
        overdue.increment();
        if (dueNs >= fromNs) {
            acks.record(dueNs, endNs);
        }
    }

    Stream acks() {
        return acks;
    }

    Stream remotes() {
        return remotes;
    }

    Stream opens() {
        return opens;
    }

    Stream joins() {
        return joins;
    }

    /** Returns how many operations were due and never sent. */
    long overdue() {
        return overdue.sum();
    }

    /** One kind of event: how many there were, and how long the measured ones took. */
    static final class Stream {
        private final LongAdder happened = new LongAdder();
        private final Recorder warmUp = new Recorder(DIGITS);
        private final Recorder measured = new Recorder(DIGITS);
        private final Histogram total = new Histogram(DIGITS);

        private void count(long fromNs, long toNs, boolean counts) {
            happened.increment();
            (counts ? measured : warmUp).recordValue(micros(fromNs, toNs));
        }

        private void record(long fromNs, long toNs) {
            measured.recordValue(micros(fromNs, toNs));
        }

        /** Returns how many there were, warm-up included. */
        long happened() {
            return happened.sum();
        }

        /** Returns the latencies since the last call, those of the warm-up too. */
        Histogram interval() {
            Histogram since = measured.getIntervalHistogram();
            total.add(since);
            since.add(warmUp.getIntervalHistogram());
            return since;
        }

        /** Returns the latencies of all that counts. */
        Histogram total() {
            interval();
            return total.copy();
        }

        private static long micros(long fromNs, long toNs) {
            return Math.max(0, TimeUnit.NANOSECONDS.toMicros(toNs - fromNs));
        }
    }
}
