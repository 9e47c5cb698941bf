package dev.stet.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An operation's way to the others is measured once for each of them, whoever hears of it first. */
class DeliveriesTest {
    private static final long MS = 1_000_000;

    private final Meter meter = new Meter();
    private final Deliveries deliveries = new Deliveries(meter, 2);

    DeliveriesTest() {
        meter.countFrom(0);
    }

    @Test
    void arrivalsAfterTheAckAreMeasuredFromWhenTheOperationWasDue() {
        deliveries.acknowledged(1, 0);
        deliveries.arrived(1, 1, -1, 2 * MS);
        deliveries.arrived(1, 1, -1, 3 * MS);
        assertThat(latencies().count()).isEqualTo(2);
        assertThat(latencies().max()).isBetween(2.99, 3.01);
        assertThat(deliveries.incomplete()).isZero();
    }

    @Test
    void arrivalsBeforeTheAckAreMeasuredToo() {
        deliveries.arrived(1, 1, -1, 2 * MS);
        assertThat(latencies().count()).isZero();
        deliveries.acknowledged(1, MS);
        assertThat(latencies().count()).isEqualTo(1);
        assertThat(latencies().max()).isBetween(0.99, 1.01);
        assertThat(deliveries.incomplete()).isEqualTo(1);
    }

    @Test
    void whatComesTogetherIsMeasuredOneByOneWithoutOnesOwn() {
        deliveries.acknowledged(1, 0);
        deliveries.acknowledged(2, 0);
        deliveries.acknowledged(3, 0);
        deliveries.arrived(1, 3, 2, MS);
        assertThat(latencies().count()).isEqualTo(2);
    }

    private Latencies latencies() {
        return Latencies.of(meter.remotes().total());
    }
}
