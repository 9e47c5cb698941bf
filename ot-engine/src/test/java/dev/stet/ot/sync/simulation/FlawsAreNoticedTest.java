package dev.stet.ot.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the tester: a simulation that cannot fail shows nothing. */
final class FlawsAreNoticedTest {
    private static final int MOST_SCHEDULES = 20_000;

    /** Every flaw with texts, and those that show in the type's own functions with every type. */
    static List<Arguments> flaws() {
        List<Arguments> flaws = new ArrayList<>();
        for (Flaw flaw : Flaw.values()) {
            flaws.add(Arguments.of(flaw, SimulatedTypes.named(new SimulatedText())));
        }
        for (SimulatedType<?, ?> type : SimulatedTypes.all()) {
            if (!(type instanceof SimulatedText)) {
                flaws.add(Arguments.of(Flaw.AUTHORITY_TAKES_WRONG_SIDE, SimulatedTypes.named(type)));
                flaws.add(Arguments.of(Flaw.CLIENT_TAKES_WRONG_SIDE, SimulatedTypes.named(type)));
            }
        }
        return flaws;
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void aFlawedModelFails(Flaw flaw, SimulatedType<?, ?> type) {
        Optional<String> failure = Optional.empty();
        int schedules = 0;
        while (failure.isEmpty() && schedules < MOST_SCHEDULES) {
            failure = failure(type, schedules++, flaw);
        }
        System.out.println(
                "flaw: " + flaw + " type=" + type.type().name() + " schedules=" + schedules + " " + failure.orElse(""));
        assertThat(failure)
                .as("noticed within %d schedules: %s", MOST_SCHEDULES, flaw)
                .isPresent();
    }

    private static Optional<String> failure(SimulatedType<?, ?> type, long seed, Flaw flaw) {
        try {
            Schedule.run(type, seed, new Tally(), flaw);
            return Optional.empty();
        } catch (RuntimeException | Violation e) {
            return Optional.of(e.toString());
        }
    }
}
