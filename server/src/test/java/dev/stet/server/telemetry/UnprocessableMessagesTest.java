package dev.stet.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A few messages are kept, for a while. */
class UnprocessableMessagesTest {
    private Instant now = Instant.EPOCH;
    private final UnprocessableMessages kept = new UnprocessableMessages(() -> now);

    private UnprocessableMessage message(int bytes, String shape) {
        return new UnprocessableMessage(now, "s-1", "ada", Optional.empty(), "bad_json", "no JSON", bytes, shape);
    }

    @Test
    void theNewestAreKept() {
        for (int i = 1; i <= UnprocessableMessages.MAX_MESSAGES; i++) {
            kept.keep(message(i, ""));
        }
        assertThat(kept.messages()).hasSize(UnprocessableMessages.MAX_MESSAGES);
        kept.keep(message(1_000, ""));
        assertThat(kept.messages()).hasSize(UnprocessableMessages.MAX_MESSAGES);
        assertThat(kept.messages().getFirst().bytes()).isEqualTo(2);
        assertThat(kept.messages().getLast().bytes()).isEqualTo(1_000);
    }

    @Test
    void theyAreForgottenInTime() {
        kept.keep(message(1, ""));
        now = now.plus(UnprocessableMessages.MAX_AGE);
        assertThat(kept.messages()).hasSize(1);
        now = now.plusNanos(1);
        assertThat(kept.messages()).isEmpty();
    }

    @Test
    void theyAreShort() {
        kept.keep(message(1, "x".repeat(UnprocessableMessages.MAX_SHAPE)));
        assertThatThrownBy(() -> kept.keep(message(1, "x".repeat(UnprocessableMessages.MAX_SHAPE + 1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
