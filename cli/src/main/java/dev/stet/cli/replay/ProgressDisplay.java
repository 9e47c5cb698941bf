package dev.stet.cli.replay;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far a replay is: a bar with rate and time left on a terminal, otherwise a line for every tenth.
 *
 * <p>Threads: confined to one thread.
 */
public final class ProgressDisplay {
    private static final int WIDTH = 30;
    private static final int TENTHS = 10;
    private static final int PERCENT = 100;

    private final PrintWriter err;
    private final boolean terminal;
    private final long startNs = System.nanoTime();
    private int tenths;

    /** @param terminal whether a line may be drawn again and again */
    public ProgressDisplay(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Shows the present state. */
    void show(int done, int total) {
        double seconds = (double) (System.nanoTime() - startNs) / TimeUnit.SECONDS.toNanos(1);
        double rate = done / Math.max(seconds, 1e-3);
        if (terminal) {
            int filled = total == 0 ? WIDTH : (int) ((long) WIDTH * done / total);
            long leftSeconds = rate == 0 ? 0 : Math.round((total - done) / rate);
            err.printf(
                    Locale.ROOT,
                    "\r  %s%s %3d %%  %,.0f/s  %d:%02d left \u001b[K",
                    "█".repeat(filled),
                    "░".repeat(WIDTH - filled),
                    percent(done, total),
                    rate,
                    leftSeconds / 60,
                    leftSeconds % 60);
        } else if (percent(done, total) / TENTHS > tenths) {
            tenths = percent(done, total) / TENTHS;
            err.printf(Locale.ROOT, "  %d %% of %,d transactions, %,.0f/s%n", tenths * TENTHS, total, rate);
        }
        err.flush();
    }

    /** Shows the last state, and leaves the line. */
    void end(int done, int total) {
        if (terminal) {
            err.print("\r\u001b[K");
            err.flush();
        } else {
            show(done, total);
        }
    }

    private static int percent(int done, int total) {
        return total == 0 ? PERCENT : (int) ((long) PERCENT * done / total);
    }
}
