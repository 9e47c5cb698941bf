package dev.stet.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StealTest {
    @Test
    void isTheEighthNumberOfAllProcessorsInHundredthsOfASecond() {
        assertThat(Steal.in("cpu  3981847 956926 872221 3620592 179835 0 187564 139255 0 0\n"
                        + "cpu0 1680717 448047 354505 2043265 52119 0 51673 59658 0 0\n"))
                .contains(Duration.ofMillis(1_392_550));
    }

    @Test
    void isTheWholeNumberWhereNothingComesAfterIt() {
        assertThat(Steal.in("cpu  1 2 3 4 5 6 7 89")).contains(Duration.ofMillis(890));
    }

    @Test
    void isNotKnownWhereTheSystemIsTooOldOrNotOfThatKind() {
        assertThat(Steal.in("cpu  1 2 3 4 5 6 7\nintr 1 2 3 4 5 6 7 8 9\n")).isEmpty();
        assertThat(Steal.in("")).isEmpty();
    }
}
