package dev.stet.server.health;

import dev.stet.server.health.Health.Report;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether the server can do its work: the store can be written, and it neither shuts down nor has to rehearse first. The store
 * is asked by one at a time, and not again within a second of its saying yes, however often somebody wants to know.
 *
 * <p>Threads: thread-safe.
 */
public final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    /** How long the store may take to answer before it counts as away. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How long a good answer holds. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final LongSupplier nanos;
    private final Executor executor;
    private final Runnable check;
    private final BooleanSupplier draining;
    private final BooleanSupplier rehearsing;

    private CompletableFuture<Void> checked = CompletableFuture.failedFuture(new IllegalStateException("not yet"));
    private long begunNanos; // guarded by this, as is checked

    /**
     * @param nanos a clock that nobody sets
     * @param executor where the store is asked
     * @param check asks the store, which may block, and throws what is wrong
     * @param draining whether the server shuts down
     * @param rehearsing whether it is still to be rehearsed before it counts as ready
     */
    public Readiness(
            LongSupplier nanos,
            Executor executor,
            Runnable check,
            BooleanSupplier draining,
            BooleanSupplier rehearsing) {
        this.nanos = nanos;
        this.executor = executor;
        this.check = check;
        this.draining = draining;
        this.rehearsing = rehearsing;
    }

    /** Returns what is the matter with each part. Waits for a second at most. */
    public Report look() {
        Map<String, String> parts = new LinkedHashMap<>();
        if (draining.getAsBoolean()) {
            parts.put("drain", "draining"); // the store is about to be closed
            return new Report(parts);
        }
        parts.put("drain", Report.GOOD);
        if (rehearsing.getAsBoolean()) {
            parts.put("rehearsal", "rehearsing");
        }
        parts.put("store", store());
        return new Report(parts);
    }

    private String store() {
        try {
            checked().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Report.GOOD;
        } catch (TimeoutException e) {
            LOG.warn("storage does not answer, waitedMs={}", PATIENCE.toMillis());
            return "storage does not answer";
        } catch (ExecutionException e) {
            LOG.warn("storage is not ready", e.getCause());
            return "storage unavailable";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    private synchronized CompletableFuture<Void> checked() {
        boolean fresh = nanos.getAsLong() - begunNanos < GOOD_FOR.toNanos();
        if (checked.isDone() && (checked.isCompletedExceptionally() || !fresh)) {
            begunNanos = nanos.getAsLong();
            checked = CompletableFuture.runAsync(check, executor);
        }
        return checked;
    }
}
