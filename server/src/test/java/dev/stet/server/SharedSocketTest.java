package dev.stet.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What the server says by itself, pongs and closings, never gets into the middle of a frame that a slow client has half of. */
class SharedSocketTest {
    private static final int SMALL_BUFFER = 4096;
    /** Short enough to be sent with one write, and much more than the client's buffer. */
    private static final int TEXT_LENGTH = 60_000;

    private static final int PAIRS = 100;

    @TempDir
    Path folder;

    StetServer server;
    RawClient writer;
    WireSocket slow;

    @BeforeEach
    void start() throws Exception {
        server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(folder));
        writer = RawClient.connect(server, "writer-01");
        slow = WireSocket.connect(server, "slow-0001", SMALL_BUFFER);
        writer.open("minutes");
        slow.text("{\"type\":\"doc:open\",\"doc\":\"minutes\"}");
        slow.expect("doc:opened");
    }

    @AfterEach
    void stop() throws Exception {
        slow.close();
        writer.close();
        server.close();
    }

    /** Writes and takes back a text until the slow client has a part of a frame, and the rest does not fit. */
    private void write() throws Exception {
        String insert = "[\"" + "x".repeat(TEXT_LENGTH) + "\"]";
        String delete = "[{\"d\":" + TEXT_LENGTH + "}]";
        for (int revision = 0; revision < 2 * PAIRS; revision++) {
            writer.submit("minutes", revision, revision + 1, revision % 2 == 0 ? insert : delete);
            writer.expect("op:ack");
        }
    }

    private static boolean isMessage(WireSocket.Frame frame) {
        return frame.last() && JsonMapper.shared().readTree(frame.payload()).isContainer();
    }

    @Test
    void pongsComeBetweenWholeFrames() throws Exception {
        write();
        List<String> asked = List.of("one", "two", "three");
        for (String ping : asked) {
            slow.frame(WireSocket.PING, ping.getBytes(UTF_8));
        }
        List<String> answered = new ArrayList<>();
        while (answered.size() < asked.size()) {
            WireSocket.Frame frame = slow.read();
            switch (frame.opcode()) {
                case WireSocket.PONG -> answered.add(new String(frame.payload(), UTF_8));
                case WireSocket.TEXT -> assertThat(isMessage(frame)).isTrue();
                case WireSocket.PING -> slow.frame(WireSocket.PONG, frame.payload());
                default -> throw new AssertionError("nothing else was to come, opcode=" + frame.opcode());
            }
        }
        assertThat(answered).isEqualTo(asked);
    }

    @Test
    void theEndComesAfterAWholeFrame() throws Exception {
        write();
        slow.frame(WireSocket.CLOSE, new byte[] {0x03, (byte) 0xe8});
        while (true) {
            WireSocket.Frame frame = slow.read();
            if (frame.opcode() == WireSocket.CLOSE) {
                break;
            }
            if (frame.opcode() == WireSocket.PING) {
                continue;
            }
            assertThat(isMessage(frame)).isTrue();
        }
        slow.awaitEnd();
        await().until(() -> server.openSessions() == 1);
    }
}
