package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stet.server.limits.AddressPolicy;
import dev.stet.server.limits.TrafficLimits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How much users, addresses and documents may use, at the edge and past it. What was used comes back by a clock that the test
 * moves, so that no test depends on how fast the machine is.
 */
class TrafficTest extends WithTrafficLimits {
    private static final TrafficLimits NONE = TrafficLimits.NONE;

    @Test
    void theWelcomeTellsHowMuchThereIs() throws Exception {
        start(TrafficLimits.DEFAULT);
        try (WireSocket wire = asked("ada-0001", "ada", Map.of())) {
            Map<?, ?> limits = (Map<?, ?>) wire.expect("session:welcome").get("limits");
            assertThat(limits.get("savedUpMs")).isEqualTo(2_000);
            assertThat(limits.get("maxMessagesPerSecond")).isEqualTo(10_000);
            assertThat(limits.get("maxBytesPerSecond")).isEqualTo(16 << 20);
            assertThat(limits.get("maxTransformPerSecond")).isEqualTo(50 << 20);
            assertThat(limits.get("maxOperationsPerSecond")).isEqualTo(50_000);
            assertThat(limits.get("maxConnections")).isEqualTo(1_000);
        }
    }

    @Test
    void oneMessageTooManyComesBackToItsAuthorAndIsTakenLater() throws Exception {
        start(rates(1, 0, 0, 0, 0)); // ten are saved up
        try (RawClient ada = connect("ada-0001", "ada");
                RawClient grace = connect("grace-01", "grace")) {
            ada.open("minutes");
            for (int sequence = 1; sequence <= 9; sequence++) {
                ada.submit("minutes", sequence - 1, sequence, "[\"x\"]");
                ada.expect("op:ack");
            }
            ada.submit("minutes", 9, 10, "[\"y\"]");
            Map<String, Object> error = ada.expectError("rate_limited");
            assertThat(error)
                    .containsEntry("doc", "minutes")
                    .containsEntry("seq", 10)
                    .containsEntry("retryable", true);
            assertThat(retryAfterMs(error)).isBetween(1L, 1_000L);
            grace.open("minutes");
            grace.submit("minutes", 9, 1, "[\"g\"]");
            assertThat(grace.expect("op:ack")).containsEntry("revision", 10);
            // it does not wait: it is heard when the time is over, and not before
            passes(Duration.ofSeconds(1));
            ada.submit("minutes", 10, 10, "[\"y\"]");
            assertThat(ada.expect("op:ack")).containsEntry("seq", 10).containsEntry("revision", 11);
        }
    }

    @Test
    void connectionsOfAUserShareWhatTheyMaySend() throws Exception {
        start(rates(1, 0, 0, 0, 0));
        try (RawClient one = connect("ada-0001", "ada");
                RawClient two = connect("ada-0002", "ada")) {
            for (int i = 0; i < 10; i++) {
                one.untilPong();
            }
            two.send("{\"type\":\"ping\",\"id\":\"p\"}");
            assertThat(two.expectError("rate_limited")).containsEntry("re", "p");
        }
    }

    @Test
    void whoGoesOnSendingIsClosedAndNotLetInForAWhile() throws Exception {
        start(rates(5, 0, 0, 0, 3)); // fifty are saved up
        try (RawClient ada = connect("ada-0001", "ada");
                RawClient grace = connect("grace-01", "grace")) {
            grace.open("minutes");
            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                try {
                    ada.send("{\"type\":\"ping\"}");
                    return false;
                } catch (Exception closed) {
                    return true;
                }
            });
            assertThat(ada.closeCode()).isEqualTo(4008);
            grace.submit("minutes", 0, 1, "[\"x\"]");
            grace.expect("op:ack");
        }
        try (WireSocket again = asked("ada-0001", "ada", Map.of())) {
            assertThat(again.status()).isEqualTo(429);
            assertThat(again.head()).contains("Retry-After: ");
        }
        try (WireSocket other = asked("other-01", "grace", Map.of())) {
            assertThat(other.status()).isEqualTo(101);
        }
    }

    @Test
    void whoWaitsWhenToldIsNeverClosed() throws Exception {
        start(rates(50, 0, 0, 0, 1));
        try (RawClient ada = connect("ada-0001", "ada")) {
            int refused = 0;
            while (refused < 4) {
                ada.send("{\"type\":\"ping\",\"id\":\"p\"}");
                Map<String, Object> answer = ada.next();
                if ("error".equals(answer.get("type"))) {
                    refused++;
                    passes(Duration.ofMillis(retryAfterMs(answer)));
                    long until = System.nanoTime()
                            + Duration.ofMillis(retryAfterMs(answer) + 50).toNanos();
                    await().pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> System.nanoTime() > until);
                }
            }
            ada.untilPong();
        }
    }

    @Test
    void aDocumentTakesSoManyOperationsWhoeverSendsThem() throws Exception {
        start(rates(0, 0, 0, 1, 0));
        try (RawClient ada = connect("ada-0001", "ada");
                RawClient grace = connect("grace-01", "grace")) {
            ada.open("minutes");
            grace.open("minutes");
            for (int i = 0; i < 5; i++) {
                ada.submit("minutes", 2 * i, i + 1, "[\"a\"]");
                ada.expect("op:ack");
                grace.submit("minutes", 2 * i + 1, i + 1, "[\"g\"]");
                grace.expect("op:ack");
            }
            grace.submit("minutes", 10, 6, "[\"g\"]");
            assertThat(grace.expectError("rate_limited"))
                    .containsEntry("seq", 6)
                    .containsEntry("doc", "minutes");
            Http.Answer answer = new Http(server)
                    .send(
                            "POST",
                            "/api/v1/documents/minutes/operations",
                            "{\"revision\":10,\"op\":[\"h\"]}",
                            Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token("ada")));
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.code()).isEqualTo("rate_limited");
            grace.open("other");
            grace.submit("other", 0, 1, "[\"g\"]");
            grace.expect("op:ack");
        }
    }

    @Test
    void workThatOperationsMakeIsCounted() throws Exception {
        start(rates(0, 0, 1_000, 0, 0)); // ten thousand are saved up
        try (RawClient ada = connect("ada-0001", "ada");
                RawClient late = connect("late-001", "late")) {
            ada.open("minutes");
            late.open("minutes");
            for (int sequence = 1; sequence <= 40; sequence++) {
                ada.submit("minutes", sequence - 1, sequence, "[\"a\"]");
                ada.expect("op:ack");
            }
            String paste = "[\"" + "p".repeat(1_000) + "\"]";
            late.submit("minutes", 0, 1, paste); // forty times a thousand: all there is, and it is let through
            late.expect("op:ack");
            late.submit("minutes", 1, 2, paste);
            Map<String, Object> error = late.expectError("rate_limited");
            assertThat(error).containsEntry("seq", 2);
            assertThat(retryAfterMs(error)).isBetween(1_000L, 10_000L);
            // when it has caught up it is no work at all
            late.submit("minutes", 41, 2, paste);
            assertThat(late.expect("op:ack")).containsEntry("seq", 2);
        }
    }

    @Test
    void bytesBeyondTheLimitAreReadLaterAndNothingIsLost() throws Exception {
        start(rates(0, 4_000, 0, 0, 0), AddressPolicy.DEFAULT, System::nanoTime); // forty thousand are saved up
        try (RawClient ada = connect("ada-0001", "ada")) {
            ada.open("minutes");
            long from = System.nanoTime();
            for (int sequence = 1; sequence <= 5; sequence++) {
                ada.submit("minutes", sequence - 1, sequence, "[\"" + "x".repeat(9_000) + "\"]");
                ada.expect("op:ack");
            }
            ada.untilPong(); // the frame before it was five thousand too many
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(1_000));
        }
    }
}
