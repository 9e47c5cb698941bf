package dev.stet.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.document.SteppedTime;
import dev.stet.server.protocol.CloseCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sessions cost whose clients say nothing, counted: timers and pings. No time passes but what a test lets pass. */
class PulseRoundsTest {
    private static final int MANY = 2_000;
    private static final int HEARTBEAT_MS = 15_000;
    private static final int IDLE_TIMEOUT_MS = 40_000;
    private static final int ROUND_MS = IDLE_TIMEOUT_MS / 5;

    @TempDir
    Path folder;

    final SteppedTime time = new SteppedTime();
    final List<QuietClient> clients = new ArrayList<>();
    int timers;
    SessionsInOneThread server;

    @BeforeEach
    void start() {
        server = new SessionsInOneThread(
                folder,
                (delay, task) -> {
                    timers++;
                    time.after(delay, task);
                },
                time);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void come(int count) {
        for (int i = 0; i < count; i++) {
            come(new QuietClient());
        }
    }

    private void come(QuietClient client) {
        Session session = server.open("client-%04d".formatted(clients.size()), client);
        client.session = session;
        server.sessions.start(session);
        clients.add(client);
    }

    private void pass(int ms) {
        time.passes(ms);
    }

    private int pings() {
        return clients.stream().mapToInt(client -> client.pings).sum();
    }

    @Test
    void thoseWhoAreSilentTogetherArePingedOneSmallPartAfterTheOther() {
        come(MANY);
        int most = 0;
        for (int ms = 0; ms < 3 * ROUND_MS; ms++) {
            int before = pings();
            pass(1);
            most = Math.max(most, pings() - before);
        }
        assertThat(clients).extracting(client -> client.pings).containsOnly(1);
        assertThat(most).isBetween(1, MANY / PulseRounds.MOST_LOOKS);
    }

    @Test
    void thatNobodySaysAnythingTakesFewTimersHoweverManyTheyAre() {
        come(MANY);
        pass(ROUND_MS);
        timers = 0;
        pass(10 * ROUND_MS);
        assertThat(timers).isLessThanOrEqualTo(10 * PulseRounds.MOST_LOOKS);
    }

    @Test
    void aFewTakeOneTimerARound() {
        come(PulseRounds.AT_A_TIME);
        pass(ROUND_MS);
        timers = 0;
        pass(10 * ROUND_MS);
        // and one a round for documents, of which there is none
        assertThat(timers)
                .isBetween(10, 10 + 10 * ROUND_MS / (int) Duration.ofSeconds(30).toMillis());
    }

    @Test
    void whoAnswersIsPingedOnceAHeartbeatAtTheMostAndKept() {
        come(MANY);
        clients.forEach(client -> client.answers = true);
        int rounds = 20;
        pass(rounds * ROUND_MS);
        assertThat(clients)
                .extracting(client -> client.pings)
                .allSatisfy(pings -> assertThat(pings).isBetween(1, rounds * ROUND_MS / HEARTBEAT_MS));
        assertThat(server.sessions.size()).isEqualTo(MANY);
    }

    @Test
    void whoDoesNotAnswerIsClosed() {
        come(MANY);
        pass(IDLE_TIMEOUT_MS + ROUND_MS + 1);
        assertThat(server.sessions.size()).isZero();
        assertThat(clients).extracting(client -> client.closed).containsOnly(CloseCode.GOING_AWAY);
    }

    @Test
    void whoComesInTheMiddleOfARoundIsLookedAtInTheNext() {
        come(MANY);
        clients.forEach(client -> client.answers = true);
        pass(ROUND_MS / 2);
        come(1);
        pass(IDLE_TIMEOUT_MS + ROUND_MS + 1);
        assertThat(clients.getLast().closed).isEqualTo(CloseCode.GOING_AWAY);
        assertThat(server.sessions.size()).isEqualTo(MANY);
    }

    @Test
    void oneThatFailsDoesNotEndTheRounds() {
        QuietClient broken = new QuietClient() {
            @Override
            public void ping() {
                throw new IllegalStateException("cannot be pinged");
            }
        };
        come(broken);
        come(2 * PulseRounds.AT_A_TIME);
        int failed = 0;
        for (int ms = 0; ms < IDLE_TIMEOUT_MS + 2 * ROUND_MS; ms++) {
            try {
                pass(1);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("cannot be pinged");
                failed++;
            }
        }
        assertThat(failed).isPositive();
        assertThat(clients.subList(1, clients.size()))
                .extracting(client -> client.closed)
                .containsOnly(CloseCode.GOING_AWAY);
    }

    @Test
    void nobodyIsLookedAtAfterTheEnd() {
        come(1);
        server.sessions.close();
        pass(10 * IDLE_TIMEOUT_MS);
        assertThat(clients.getFirst().pings).isZero();
    }
}
