package dev.stet.cli.replay;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What came of a replay. Immutable, but for the histogram, which is read only.
 *
 * @param endings everybody's text at the end
 * @param tookNs from the first transaction to the last ack, in nanoseconds
 * @param ackMicros from submitting an operation to its ack, in microseconds
 */
public record ReplayReport(Replay replay, List<Ending> endings, long tookNs, Histogram ackMicros) {
    private static final double MEDIAN = 50;
    private static final double NEARLY_ALL = 99;
    private static final double MICROS_PER_MILLI = 1000;
    private static final int CONTEXT = 20;

    /** The text that somebody ended with. */
    public record Ending(String whose, String text) {}

    public ReplayReport {
        endings = List.copyOf(endings);
    }

    /** Returns whether everybody ended with exactly the trace's text. */
    public boolean isExact() {
        return endings.stream()
                .allMatch(ending -> ending.text().equals(replay.trace().endContent()));
    }

    /** Prints the result, and where each differing text first differs. */
    public void print(PrintWriter out) {
        double seconds = (double) tookNs / TimeUnit.SECONDS.toNanos(1);
        long operations = ackMicros.getTotalCount();
        out.printf(
                Locale.ROOT,
                "  typed       %,d transactions as %,d operations in %.1f s%n",
                replay.trace().transactions().size(),
                operations,
                seconds);
        out.printf(Locale.ROOT, "  speed       %,.0f operations/s%n", operations / seconds);
        out.printf(
                Locale.ROOT,
                "  ack         p50 %.2f ms   p99 %.2f ms   max %.2f ms%n",
                millis(MEDIAN),
                millis(NEARLY_ALL),
                ackMicros.getMaxValue() / MICROS_PER_MILLI);
        endings.forEach(ending -> print(ending, out));
        out.flush();
    }

    private void print(Ending ending, PrintWriter out) {
        String expected = replay.trace().endContent();
        if (ending.text().equals(expected)) {
            out.printf(Locale.ROOT, "  equal       %s, %,d code units%n", ending.whose(), expected.length());
        } else {
            out.println("  DIFFERENT   " + ending.whose() + ", " + difference(expected, ending.text()));
        }
    }

    private double millis(double percentile) {
        return ackMicros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    private static String difference(String expected, String actual) {
        int at = 0;
        while (at < Math.min(expected.length(), actual.length()) && expected.charAt(at) == actual.charAt(at)) {
            at++;
        }
        return "first difference at=" + at + " expected=" + excerpt(expected, at) + " actual=" + excerpt(actual, at)
                + " expectedLength=" + expected.length() + " actualLength=" + actual.length();
    }

    private static String excerpt(String text, int at) {
        String part = text.substring(at, Math.min(text.length(), at + CONTEXT));
        return "\"" + part.replace("\n", "\\n") + "\"";
    }
}
