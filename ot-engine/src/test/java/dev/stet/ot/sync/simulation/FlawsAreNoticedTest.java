package dev.stet.ot.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the tester: a simulation that cannot fail shows nothing. */
final class FlawsAreNoticedTest {
    private static final int MOST_SCHEDULES = 3_000;

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void aFlawedModelFails(Flaw flaw) {
        Optional<String> failure = Optional.empty();
        int schedules = 0;
        while (failure.isEmpty() && schedules < MOST_SCHEDULES) {
            failure = failure(schedules++, flaw);
        }
        System.out.println("flaw: " + flaw + " schedules=" + schedules + " " + failure.orElse(""));
        assertThat(failure)
                .as("noticed within %d schedules: %s", MOST_SCHEDULES, flaw)
                .isPresent();
    }

    private static Optional<String> failure(long seed, Flaw flaw) {
        try {
            Schedule.run(seed, new Tally(), flaw);
            return Optional.empty();
        } catch (RuntimeException | Violation e) {
            return Optional.of(e.toString());
        }
    }
}
