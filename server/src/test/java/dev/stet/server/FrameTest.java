package dev.stet.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection takes, below the messages: handshakes, frames, fragments, closing. */
class FrameTest {
    private static final int MAX_FRAME_BYTES = 4096;
    private static final int MAX_OPERATION_BYTES = 2048;
    private static final byte[] PING_MESSAGE = "{\"type\":\"ping\"}".getBytes(UTF_8);

    @TempDir
    Path folder;

    StetServer server;
    RawClient honest;

    @BeforeEach
    void start() throws Exception {
        Limits limits =
                new Limits(MAX_FRAME_BYTES, MAX_OPERATION_BYTES, 1 << 20, 16, 1024, 1000, 1000, 1000, 1 << 20, 1000);
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder)
                .with(limits));
        honest = RawClient.connect(server, "honest-client");
        honest.open("minutes");
    }

    @AfterEach
    void everybodyElseWorksOn() throws Exception {
        honest.submit("minutes", 0, 1, "[\"still here\"]");
        honest.expect("op:ack");
        await().untilAsserted(() -> assertThat(server.openSessions()).isEqualTo(1));
        honest.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ws?client=short",
                "/ws?client=",
                "/ws?client=not%20allowed",
                "/ws?client=%ff%fe%fd%fc%fb%fa%f9%f8",
                "/ws?client=%zz%zz%zz%zz",
                "/ws?client=0123456789012345678901234567890123456789012345678901234567890123x"
            })
    void aMalformedClientIdIsRefusedBeforeTheWebSocketBegins(String target) throws Exception {
        try (WireSocket wire = WireSocket.ask(server, target, "stet.v1.json")) {
            assertThat(wire.status()).isEqualTo(400);
        }
    }

    @Test
    void anUnknownSubprotocolIsRefusedAndNoneIsTheDefault() throws Exception {
        try (WireSocket wire = WireSocket.ask(server, "/ws?client=abcdefgh", "stet.v9.json, chat")) {
            assertThat(wire.status()).isEqualTo(400);
        }
        try (WireSocket wire = WireSocket.ask(server, "/ws?client=abcdefgh", "")) {
            assertThat(wire.status()).isEqualTo(101);
            assertThat(wire.expect("session:welcome")).containsEntry("client", "abcdefgh");
        }
        try (WireSocket wire = WireSocket.ask(server, "/ws", "chat, stet.v1.json")) {
            assertThat(wire.status()).isEqualTo(101);
            assertThat(wire.expect("session:welcome")).containsKey("client");
        }
    }

    @Test
    void whatTheClientPrefersOfWhatIsKnownIsSpoken() throws Exception {
        try (WireSocket wire = WireSocket.ask(server, "/ws", "stet.v9.xml, stet.v1.cbor, stet.v1.json")) {
            assertThat(wire.head()).contains("Sec-WebSocket-Protocol: stet.v1.cbor");
            assertThat(wire.read().opcode()).isEqualTo(WireSocket.BINARY);
        }
        try (WireSocket wire = WireSocket.ask(server, "/ws", "stet.v1.json, stet.v1.cbor")) {
            assertThat(wire.head()).contains("Sec-WebSocket-Protocol: stet.v1.json");
            assertThat(wire.read().opcode()).isEqualTo(WireSocket.TEXT);
        }
    }

    @Test
    void aTextFrameIsNotTakenWhereCborIsSpoken() throws Exception {
        try (WireSocket wire = WireSocket.ask(server, "/ws", "stet.v1.cbor")) {
            wire.read();
            wire.frame(WireSocket.BINARY, Encoding.CBOR.frame("{\"type\":\"ping\",\"id\":\"1\"}"));
            assertThat(Encoding.CBOR.read(wire.read().payload())).isEqualTo(Map.of("type", "pong", "re", "1"));
            wire.frame(WireSocket.TEXT, PING_MESSAGE);
            assertThat(wire.closeCode()).isEqualTo(1003);
        }
    }

    /** What is one byte in CBOR is six in JSON, which is how an operation is stored. */
    @Test
    void anOperationIsAsLongAsItIsStored() throws Exception {
        RawClient.speak(Encoding.CBOR);
        try (RawClient wire = RawClient.connect(server, "wire-client")) {
            wire.open("minutes");
            wire.submit("minutes", 0, 1, "[\"" + "\\u0001".repeat(MAX_OPERATION_BYTES / 6) + "\"]");
            wire.expectError("operation_too_large");
        } finally {
            RawClient.speak(Encoding.JSON);
        }
    }

    @Test
    void aFrameThatComesWithTheHandshakeIsNotLost() throws Exception {
        byte[] ping = WireSocket.frame(true, WireSocket.TEXT, PING_MESSAGE);
        for (int i = 0; i < 20; i++) {
            try (WireSocket wire = WireSocket.connectTalking(server, "eager-client", ping)) {
                wire.expect("pong");
            }
        }
    }

    @Test
    void aFrameMayBeAsLongAsTheLimitAndNoLonger() throws Exception {
        try (WireSocket wire = WireSocket.connect(server, "wire-client")) {
            wire.frame(WireSocket.TEXT, padded(MAX_FRAME_BYTES));
            wire.expect("pong");
            wire.frame(WireSocket.TEXT, padded(MAX_FRAME_BYTES + 1));
            assertThat(wire.closeCode()).isEqualTo(1009);
            wire.awaitEnd();
        }
    }

    @Test
    void aFrameThatClaimsToBeHugeIsRefused() throws Exception {
        try (WireSocket wire = WireSocket.connect(server, "wire-client")) {
            wire.write(ByteBuffer.allocate(14)
                    .put((byte) 0x81)
                    .put((byte) 0xff)
                    .putLong(Long.MAX_VALUE)
                    .putInt(0)
                    .array());
            assertThat(wire.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void aMessageMayComeInFragmentsAsLongAsTheyAreNotTooLongTogether() throws Exception {
        try (WireSocket wire = WireSocket.connect(server, "wire-client")) {
            wire.write(fragments(padded(MAX_FRAME_BYTES)));
            wire.expect("pong");
            wire.write(fragments(padded(MAX_FRAME_BYTES + 1)));
            assertThat(wire.closeCode()).isEqualTo(1009);
            wire.awaitEnd();
        }
    }

    @Test
    void aControlFrameMayComeBetweenFragments() throws Exception {
        try (WireSocket wire = WireSocket.connect(server, "wire-client")) {
            wire.expect("session:welcome");
            wire.write(WireSocket.frame(false, WireSocket.TEXT, "{\"type\":".getBytes(UTF_8)));
            wire.frame(WireSocket.PING, new byte[] {1, 2, 3});
            WireSocket.Frame pong = wire.read();
            assertThat(pong.opcode()).isEqualTo(WireSocket.PONG);
            assertThat(pong.payload()).containsExactly(1, 2, 3);
            wire.frame(WireSocket.CONTINUATION, "\"ping\"}".getBytes(UTF_8));
            wire.expect("pong");
        }
    }

    @Test
    void aBinaryFrameClosesTheConnection() throws Exception {
        try (WireSocket wire = WireSocket.connect(server, "wire-client")) {
            wire.frame(WireSocket.BINARY, PING_MESSAGE);
            assertThat(wire.closeCode()).isEqualTo(1003);
            wire.awaitEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c080", "eda080", "f4908080", "e282", "80"})
    void textThatIsNotUtf8ClosesTheConnection(String hex) throws Exception {
        try (WireSocket wire = WireSocket.connect(server, "wire-client")) {
            wire.frame(WireSocket.TEXT, java.util.HexFormat.of().parseHex(hex));
            assertThat(wire.closeCode()).isEqualTo(1007);
            wire.awaitEnd();
        }
    }

    @Test
    void aFrameThatBreaksTheWebSocketProtocolClosesTheConnection() throws Exception {
        try (WireSocket wire = WireSocket.connect(server, "wire-client")) {
            wire.write(new byte[] {(byte) 0x83, (byte) 0x80, 0, 0, 0, 0});
            assertThat(wire.closeCode()).isEqualTo(1002);
            wire.awaitEnd();
        }
    }

    @Test
    void aConnectionThatIsReplacedWhileItTalksEndsAllTheSame() throws Exception {
        try (WireSocket first = WireSocket.connect(server, "twice-here");
                WireSocket second = WireSocket.connect(server, "twice-here")) {
            second.expect("session:welcome");
            ByteArrayOutputStream pings = new ByteArrayOutputStream();
            for (int i = 0; i < 50; i++) {
                pings.writeBytes(WireSocket.frame(true, WireSocket.TEXT, PING_MESSAGE));
            }
            first.write(pings.toByteArray());
            assertThat(first.closeCode()).isEqualTo(4009);
            first.frame(WireSocket.CLOSE, new byte[] {0x0f, (byte) 0xa9});
            first.awaitEnd();
            second.frame(WireSocket.TEXT, PING_MESSAGE);
            second.expect("pong");
        }
    }

    @Test
    void aConnectionThatIsClosedAndDoesNotAnswerIsCut() throws Exception {
        try (WireSocket first = WireSocket.connect(server, "twice-here");
                WireSocket second = WireSocket.connect(server, "twice-here")) {
            second.expect("session:welcome");
            assertThat(first.closeCode()).isEqualTo(4009);
            first.awaitEnd();
        }
    }

    private static byte[] padded(int length) {
        return ("{\"type\":\"ping\"}" + " ".repeat(length - PING_MESSAGE.length)).getBytes(UTF_8);
    }

    private static byte[] fragments(byte[] message) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int from = 0; from < message.length; from += 1000) {
            int to = Math.min(from + 1000, message.length);
            frames.writeBytes(WireSocket.frame(
                    to == message.length,
                    from == 0 ? WireSocket.TEXT : WireSocket.CONTINUATION,
                    java.util.Arrays.copyOfRange(message, from, to)));
        }
        return frames.toByteArray();
    }
}
