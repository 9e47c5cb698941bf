package dev.stet.cli.load.report;

import dev.stet.cli.load.Observer;
import dev.stet.cli.load.Sample;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows how a run goes, a line a second. Confined to the thread of the run. */
public final class RunDisplay implements Observer {
    private final PrintWriter err;

    /** Shows it there. */
    public RunDisplay(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void phase(String what) {
        err.println("  " + what);
        err.flush();
    }

    @Override
    public void second(Sample sample) {
        err.printf(
                Locale.ROOT,
                "  %5.0f s %,9.0f/s   p50 %7.2f ms   p99 %7.2f ms%s%s%s%n",
                sample.atSeconds(),
                sample.perSecond(),
                sample.p50(),
                sample.p99(),
                sample.remoteP99() > 0 ? String.format(Locale.ROOT, "   remote p99 %7.2f ms", sample.remoteP99()) : "",
                sample.serverCores() >= 0 ? String.format(Locale.ROOT, "   server %.2f cpu", sample.serverCores()) : "",
                sample.warmUp() ? "   warm-up" : "");
        err.flush();
    }
}
