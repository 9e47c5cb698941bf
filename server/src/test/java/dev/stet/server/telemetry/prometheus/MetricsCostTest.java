package dev.stet.server.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nothing is allocated for an operation. */
class MetricsCostTest {
    private static final int OPERATIONS = 20_000;

    @Test
    void anOperationAllocatesNothing() {
        MetricsCost cost = MetricsCost.ofMetrics();
        cost.measure(OPERATIONS); // cells and histograms grow at first
        assertThat(cost.measure(OPERATIONS).bytes()).isLessThan(OPERATIONS);
    }
}
