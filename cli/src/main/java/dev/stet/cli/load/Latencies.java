package dev.stet.cli.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long something took, in milliseconds. Immutable.
 *
 * @param count how often it was measured
 * @param curve percentiles for drawing, ever closer to 100
 */
public record Latencies(
        long count, double mean, double p50, double p90, double p99, double p999, double max, List<Point> curve) {
    private static final double MICROS_PER_MILLI = 1000;
    private static final double[] CURVE = {
        0, 10, 25, 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 97, 98, 99, 99.3, 99.5, 99.7, 99.8, 99.9, 99.95, 99.97, 99.99,
        99.999
    };

    /**
     * A point of the curve: so many per cent took so long or less. Immutable.
     *
     * @param percentile from 0 to 100
     */
    public record Point(double percentile, double millis) {}

    public Latencies {
        curve = List.copyOf(curve);
    }

    /** Returns what a histogram of microseconds says. */
    static Latencies of(Histogram micros) {
        List<Point> curve = new ArrayList<>();
        long count = micros.getTotalCount();
        for (double percentile : CURVE) {
            if (count > 0 && (100 - percentile) * count >= 100) {
                curve.add(new Point(percentile, millis(micros, percentile)));
            }
        }
        return new Latencies(
                count,
                count == 0 ? 0 : micros.getMean() / MICROS_PER_MILLI,
                millis(micros, 50),
                millis(micros, 90),
                millis(micros, 99),
                millis(micros, 99.9),
                micros.getMaxValue() / MICROS_PER_MILLI,
                curve);
    }

    static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
