package dev.stet.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.server.history.HistoryException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Few read the past at the same time. */
class ReadPermitsTest {
    private final ReadPermits permits = new ReadPermits(new HistoryLimits(1, 1, Duration.ofMillis(20)));

    @Test
    void whoWaitsTooLongIsTurnedAway() throws Exception {
        permits.reading(() -> {
            assertThatThrownBy(() -> permits.reading(() -> 1))
                    .isInstanceOfSatisfying(
                            HistoryException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED));
            return 2;
        });
    }

    @Test
    void whoFailedMakesRoomForOthers() throws Exception {
        assertThatThrownBy(() -> permits.reading(() -> {
                    throw new IllegalStateException("it failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(permits.reading(() -> 3)).isEqualTo(3);
    }
}
