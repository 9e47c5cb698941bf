package dev.stet.server.telemetry.prometheus;

import dev.stet.server.telemetry.Telemetry;

/** Prints what the meters of one operation cost, in one thread, and what it costs to count nothing. */
final class MetricsCostMeasurement {
    private static final int OPERATIONS = 1_000_000;
    private static final int ROUNDS = 5;

    private MetricsCostMeasurement() {}

    /** Runs the measurement. */
    public static void main(String[] arguments) {
        MetricsCost metrics = MetricsCost.ofMetrics();
        MetricsCost nothing = new MetricsCost(Telemetry.NONE);
        for (int round = 1; round <= ROUNDS; round++) {
            MetricsCost.Cost counted = metrics.measure(OPERATIONS);
            MetricsCost.Cost silent = nothing.measure(OPERATIONS);
            System.out.printf(
                    "round %d: metrics %.0f ns and %.3f bytes an operation, none %.1f ns%n",
                    round, counted.nanos(), (double) counted.bytes() / OPERATIONS, silent.nanos());
        }
    }
}
