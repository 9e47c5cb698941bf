package dev.stet.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When operations are due, and what a stall does to latencies; in a time that the test makes. */
class TurnsTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;

    @Test
    void atAFixedPaceAStallOfASecondCountsForEveryOperationThatFellIntoIt() {
        Latencies latencies = stalled(new Pace.Fixed(100));
        assertThat(latencies.count()).isEqualTo(1_000);
        assertThat(latencies.max()).isBetween(990.0, 1_010.0);
        // a hundred operations were due in that second, and waited 500 ms on average
        assertThat(latencies.p99()).isBetween(880.0, 1_000.0);
        assertThat(latencies.curve())
                .filteredOn(point -> point.percentile() == 95)
                .allSatisfy(point -> assertThat(point.millis()).isBetween(440.0, 620.0));
        assertThat(latencies.p50()).isBetween(0.9, 1.1);
    }

    @Test
    void inAClosedLoopAStallOfASecondIsOneSlowOperation() {
        Latencies latencies = stalled(new Pace.AfterAck(Duration.ofMillis(9)));
        assertThat(latencies.max()).isBetween(990.0, 1_010.0);
        assertThat(latencies.p99()).isBetween(0.9, 1.1);
    }

    @Test
    void whatWasDueAndNotSentAtTheEndCountsWithTheTimeItHadWaited() {
        Window window = new Window(0, 0, SECOND, Long.MAX_VALUE);
        Turns turns = new Turns(new Pace.Fixed(100), 0, window);
        Meter meter = new Meter();
        meter.countFrom(0);
        assertThat(turns.next(0)).isTrue();
        // the server never answers the first one
        turns.overdue(meter::overdue);
        assertThat(meter.overdue()).isEqualTo(99);
        assertThat(Latencies.of(meter.acks().total()).max()).isBetween(985.0, 995.0);
    }

    @Test
    void operationsThatAreDueInTheWarmUpAreNotMeasured() {
        Meter meter = new Meter();
        meter.countFrom(SECOND);
        meter.acknowledged(SECOND - 1, 3 * SECOND);
        meter.acknowledged(SECOND, SECOND + MS);
        assertThat(Latencies.of(meter.acks().total()).count()).isEqualTo(1);
        assertThat(meter.acks().happened()).isEqualTo(2);
    }

    @Test
    void noMoreOperationsAreBegunThanTheWindowHas() {
        Window window = new Window(0, 0, SECOND, 2);
        Turns turns = new Turns(new Pace.AfterAck(Duration.ZERO), 0, window);
        assertThat(turns.next(1)).isTrue();
        assertThat(window.isOver(2)).isFalse();
        assertThat(turns.next(2)).isTrue();
        assertThat(turns.next(3)).isFalse();
        assertThat(window.isOver(3)).isTrue();
    }

    @Test
    void aWindowThatIsEndedEarlyBeginsNothingMore() {
        Window window = new Window(0, 0, SECOND, Long.MAX_VALUE);
        Turns turns = new Turns(new Pace.Fixed(1_000), 0, window);
        assertThat(turns.next(0)).isTrue();
        window.end(MS / 2);
        assertThat(turns.next(MS / 4)).isFalse();
    }

    /** Ten seconds against a server that answers in 1 ms, and once, at 4.0 s, in a second. */
    private static Latencies stalled(Pace pace) {
        Window window = new Window(0, 0, 10 * SECOND, Long.MAX_VALUE);
        Turns turns = new Turns(pace, 0, window);
        Meter meter = new Meter();
        meter.countFrom(0);
        boolean stalled = false;
        long now = 0;
        while (turns.next(now)) {
            now = Math.max(now, turns.dueNs());
            boolean stalls = !stalled && now >= 4 * SECOND;
            stalled |= stalls;
            now += stalls ? SECOND : MS;
            meter.acknowledged(turns.dueNs(), now);
        }
        return Latencies.of(meter.acks().total());
    }
}
