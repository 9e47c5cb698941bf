package dev.stet.server.telemetry.prometheus;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The bounds between which times and sizes are told apart. */
final class Buckets {
    private static final List<Duration> TIMES = Stream.of(
                    100,
                    250,
                    500,
                    1_000,
                    2_500,
                    5_000,
                    10_000,
                    25_000,
                    50_000,
                    100_000,
                    250_000,
                    500_000,
                    1_000_000,
                    2_500_000,
                    5_000_000,
                    10_000_000)
            .map(micros -> Duration.ofNanos(micros * 1_000L))
            .toList();

    private Buckets() {}

    /** From a tenth of a millisecond to ten seconds, about three for each power of ten. */
    static Duration[] times() {
        return TIMES.toArray(Duration[]::new);
    }

    /** From 1 to 4,096 by powers of two. */
    static double[] counts() {
        return powers(1, 2, 13);
    }

    /** From 64 bytes to 4 MiB by powers of four. */
    static double[] bytes() {
        return powers(64, 4, 9);
    }

    private static double[] powers(double first, double factor, int count) {
        double[] bounds = new double[count];
        double bound = first;
        for (int i = 0; i < count; i++) {
            bounds[i] = bound;
            bound *= factor;
        }
        return bounds;
    }
}
