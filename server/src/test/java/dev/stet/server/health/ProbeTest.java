package dev.stet.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A part counts as stuck when it does not get round to what it is given. */
class ProbeTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // it may overflow
    private final List<Runnable> given = new ArrayList<>();
    private final Probe probe = new Probe(nanos::get, Duration.ofSeconds(30), given::add);

    @Test
    void isPatientForAsLongAsItIsTold() {
        assertThat(probe.problem()).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(probe.problem()).isEmpty();
        nanos.addAndGet(1);
        assertThat(probe.problem()).hasValue("no progress, seconds=30");
    }

    @Test
    void givesNothingMoreToAPartThatIsStuck() {
        for (int i = 0; i < 10; i++) {
            probe.problem();
        }
        assertThat(given).hasSize(1);
    }

    @Test
    void isContentAsSoonAsThePartMovesAgainAndThenStartsAfresh() {
        probe.problem();
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(probe.problem()).isPresent();
        given.getFirst().run();
        assertThat(probe.problem()).isEmpty();
        assertThat(given).hasSize(2);
    }

    @Test
    void aPartThatTakesNoWorkIsSaidToAndAskedAgain() {
        Probe refusing = new Probe(nanos::get, Duration.ofSeconds(30), task -> {
            throw new RejectedExecutionException();
        });
        assertThat(refusing.problem()).hasValue("takes no work");
        assertThat(refusing.problem()).hasValue("takes no work");
    }
}
