package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a connection lives: replaced, silent, kept alive, cut. */
class ConnectionTest extends InBothEncodings {
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    StetServer server;

    private void start(Duration heartbeat) throws Exception {
        Timing timing =
                new Timing(heartbeat, Duration.ofMinutes(1), 1000, Duration.ofMillis(100), Duration.ofSeconds(5));
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder)
                .with(timing));
    }

    @AfterEach
    void stop() {
        server.close();
        assertThat(server.openSessions()).isZero();
    }

    @Test
    void aSecondConnectionOfAClientReplacesTheFirst() throws Exception {
        start(Timing.DEFAULT.heartbeat());
        try (RawClient first = RawClient.connect(server, "ada-0001");
                RawClient other = RawClient.connect(server, "grace-01")) {
            first.open("minutes");
            String participant = String.valueOf(other.open("minutes").get("participants"));
            assertThat(participant).contains(first.user());
            try (RawClient second = RawClient.connect(server, "ada-0001")) {
                assertThat(first.closeCode()).isEqualTo(4009);
                second.open("minutes");
                second.submit("minutes", 0, 1, "[\"x\"]");
                second.expect("op:ack");
                other.expect("op:applied");
                assertThat(server.openSessions()).isEqualTo(2);
            }
        }
    }

    @Test
    void aClientThatSaysNothingIsClosedAfterTwoAndAHalfHeartbeats() throws Exception {
        start(HEARTBEAT);
        long from = System.nanoTime();
        try (WireSocket silent = WireSocket.connect(server, "silent-client")) {
            assertThat(silent.expect("session:welcome")).containsEntry("heartbeatMs", 1_000);
            assertThat(silent.closeCode()).isEqualTo(1001);
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(HEARTBEAT.multipliedBy(2));
            // it does not answer the close frame either
            silent.awaitEnd();
        }
    }

    @Test
    void aClientThatIsClosedAndTalksOnIsCut() throws Exception {
        start(HEARTBEAT);
        try (WireSocket late = WireSocket.connect(server, "late-client")) {
            assertThat(late.closeCode()).isEqualTo(1001);
            try {
                late.text("{\"type\":\"ping\"}");
                late.text("{\"type\":\"ping\"}");
                late.frame(WireSocket.CLOSE, new byte[] {0x03, (byte) 0xe9});
            } catch (SocketException cutWhileTalking) {
                return;
            }
            late.awaitEnd();
        }
    }

    @Test
    void aClientThatPingsIsKept() throws Exception {
        start(HEARTBEAT);
        try (RawClient client = RawClient.connect(server, "lively-client")) {
            await().pollInterval(Duration.ofMillis(100))
                    .during(HEARTBEAT.multipliedBy(4))
                    .untilAsserted(() -> {
                        client.send("{\"type\":\"ping\",\"id\":\"17\"}");
                        assertThat(client.expect("pong")).containsEntry("re", "17");
                    });
        }
    }

    @Test
    void aClientThatIsCutLeavesItsDocuments() throws Exception {
        start(Timing.DEFAULT.heartbeat());
        try (RawClient other = RawClient.connect(server, "grace-01")) {
            other.open("minutes");
            RawClient cut = RawClient.connect(server, "ada-0001");
            Object participant = cut.open("minutes").get("participant");
            other.expect("presence:changed");
            cut.cut();
            assertThat(other.expect("presence:changed")).containsEntry("left", java.util.List.of(participant));
        }
    }
}
