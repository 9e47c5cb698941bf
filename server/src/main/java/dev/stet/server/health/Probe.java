package dev.stet.server.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Gives a part of the server something to do, and looks whether it gets done: the next thing only when the last one is done.
 *
 * <p>Threads: thread-safe.
 */
public final class Probe implements Part {
    private final LongSupplier nanos;
    private final long patienceNanos;
    private final Consumer<Runnable> work;

    private boolean underWay; // guarded by this
    private long begunNanos; // guarded by this

    /**
     * @param nanos a clock that nobody sets
     * @param patience how long it may take
     * @param work has the part run what it is given, once; does not wait for that
     */
    public Probe(LongSupplier nanos, Duration patience, Consumer<Runnable> work) {
        this.nanos = nanos;
        this.patienceNanos = patience.toNanos();
        this.work = work;
    }

    @Override
    public Optional<String> problem() {
        if (begin()) {
            try {
                work.accept(this::done);
            } catch (RejectedExecutionException e) {
                done();
                return Optional.of("takes no work");
            }
        }
        return look();
    }

    private synchronized boolean begin() {
        if (underWay) {
            return false;
        }
        underWay = true;
        begunNanos = nanos.getAsLong();
        return true;
    }

    private synchronized void done() {
        underWay = false;
    }

    private synchronized Optional<String> look() {
        long since = nanos.getAsLong() - begunNanos;
        return underWay && since > patienceNanos
                ? Optional.of("no progress, seconds=" + Duration.ofNanos(since).toSeconds())
                : Optional.empty();
    }
}
