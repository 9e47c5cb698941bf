package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader that does not read costs nobody anything, and is told the truth when it reads again. */
class SlowReaderTest extends InBothEncodings {
    private static final int SMALL_BUFFER = 4096;
    /** Long enough to fill what the operating system buffers for a socket. */
    private static final int TEXT_LENGTH = 20_000;

    @TempDir
    Path folder;

    StetServer server;
    RawClient writer;
    RawClient reader;
    WireSocket slow;

    private void start(int tailOperations) throws Exception {
        Limits limits = new Limits(1 << 20, 1 << 19, 1 << 28, 16, 1024, 100_000, 1000, tailOperations, 64 << 20, 1000);
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder)
                .with(limits)
                .with(new Timing(
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(1),
                        100_000,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1))));
    }

    @AfterEach
    void stop() throws Exception {
        slow.close();
        writer.close();
        reader.close();
        server.close();
    }

    private void connect() throws Exception {
        writer = RawClient.connect(server, "writer-01");
        reader = RawClient.connect(server, "reader-01");
        slow = WireSocket.connect(server, "slow-0001", SMALL_BUFFER);
        writer.open("minutes");
        slow.text("{\"type\":\"doc:open\",\"doc\":\"minutes\"}");
        slow.expect("doc:opened");
        reader.open("minutes");
    }

    /** Writes and takes back a long text so often, while {@code slow} does not read. */
    private void write(int pairs) throws Exception {
        String insert = "[\"" + "x".repeat(TEXT_LENGTH) + "\"]";
        String delete = "[{\"d\":" + TEXT_LENGTH + "}]";
        for (int revision = 0; revision < 2 * pairs; revision++) {
            writer.submit("minutes", revision, revision + 1, revision % 2 == 0 ? insert : delete);
            assertThat(writer.expect("op:ack")).containsEntry("revision", revision + 1);
        }
        long seen = 0;
        while (seen < 2L * pairs) {
            seen = ((Number) reader.expect("op:applied").get("revision")).longValue();
        }
    }

    @Test
    void whatIsStillInMemoryComesInOrderWhenItReadsAgain() throws Exception {
        start(10_000);
        connect();
        write(300);
        long at = 0;
        while (at < 600) {
            Map<String, Object> applied = slow.expect("op:applied");
            at += ((List<?>) applied.get("operations")).size();
            assertThat(applied).containsEntry("revision", (int) at);
        }
    }

    @Test
    void aReaderThatFellOffTheTailIsSentToResume() throws Exception {
        start(20);
        connect();
        write(350);
        long at = 0;
        Map<String, Object> closed = Map.of();
        while (closed.isEmpty()) {
            for (Map<String, Object> message : slow.messages()) {
                if (message.get("type").equals("op:applied")) {
                    at += ((List<?>) message.get("operations")).size();
                    assertThat(message).containsEntry("revision", (int) at);
                } else if (message.get("type").equals("doc:closed")) {
                    closed = message;
                }
            }
        }
        assertThat(closed).containsEntry("reason", "resume").containsEntry("doc", "minutes");
        slow.text("{\"type\":\"doc:open\",\"doc\":\"minutes\",\"since\":" + at + "}");
        assertThat(slow.expect("doc:opened"))
                .containsEntry("revision", (int) at)
                .doesNotContainKey("snapshot");
        while (at < 700) {
            Map<String, Object> applied = slow.expect("op:applied");
            at += ((List<?>) applied.get("operations")).size();
            assertThat(applied).containsEntry("revision", (int) at);
        }
    }
}
