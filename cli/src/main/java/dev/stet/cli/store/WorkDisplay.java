package dev.stet.cli.store;

import dev.stet.server.maintenance.MaintenanceProgress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows how far a long work on a store is: one line that is drawn again and again, on a terminal only.
 *
 * <p>Threads: called by one at a time, as {@link MaintenanceProgress} says.
 */
final class WorkDisplay implements MaintenanceProgress, AutoCloseable {
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final long startNs;
    private long shownNs;

    /** @param terminal whether there is anybody to see it */
    WorkDisplay(PrintWriter err, boolean terminal) {
        this(err, terminal, System::nanoTime);
    }

    WorkDisplay(PrintWriter err, boolean terminal, LongSupplier nanoTime) {
        this.err = err;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.startNs = nanoTime.getAsLong();
        this.shownNs = startNs;
    }

    @Override
    public void at(long documents, long entries) {
        long nowNs = nanoTime.getAsLong();
        if (terminal && nowNs - shownNs >= PAUSE_NS) {
            shownNs = nowNs;
            double seconds = (double) (nowNs - startNs) / TimeUnit.SECONDS.toNanos(1);
            err.printf(
                    Locale.ROOT,
                    "\r  %,d documents  %,d operations  %,.0f/s\u001b[K",
                    documents,
                    entries,
                    entries / seconds);
            err.flush();
        }
    }

    /** Leaves the line empty. */
    @Override
    public void close() {
        if (terminal) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
