package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stet.server.transport.WebSettings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code permessage-deflate} (RFC 7692), byte by byte. */
class DeflateTest {
    private static final String HEADER = "Sec-WebSocket-Extensions";
    private static final String OFFER = "permessage-deflate; client_max_window_bits";
    private static final int MAX_FRAME_BYTES = 16 * 1024;
    private static final int MIN_BYTES = 1024;

    @TempDir
    private Path folder;

    private StetServer server;
    private RawClient honest;

    @BeforeEach
    void start() throws Exception {
        Limits limits = new Limits(MAX_FRAME_BYTES, 1 << 14, 1 << 20, 16, 1024, 1000, 1000, 1000, 1 << 20, 1000);
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder)
                .with(limits)
                .with(WebSettings.DEFAULT.deflatingFrom(MIN_BYTES)));
        honest = RawClient.connect(server, "honest-client");
        honest.open("minutes");
    }

    @AfterEach
    void everybodyElseWorksOn() throws Exception {
        assertThat(honest.untilPong()).allMatch(message -> !message.get("type").equals("error"));
        await().untilAsserted(() -> assertThat(server.openSessions()).isEqualTo(1));
        honest.close();
        server.close();
    }

    private WireSocket ask(String offer, Encoding encoding) throws Exception {
        return WireSocket.ask(server, "/ws?client=wire-client", encoding.subprotocol(), Map.of(HEADER, offer));
    }

    private WireSocket connect() throws Exception {
        WireSocket wire = ask(OFFER, Encoding.JSON);
        assertThat(wire.head())
                .contains(HEADER + ": permessage-deflate;client_no_context_takeover;server_no_context_takeover");
        assertThat(wire.read().deflated()).as("a short frame").isFalse();
        return wire;
    }

    /** Returns a text that is hard to deflate. */
    private static String noise(int length) {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (' ' + 1 + random.nextInt(0x3000)));
        }
        return text.toString();
    }

    private static byte[] deflate(byte[] message) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(message);
        byte[] out = new byte[message.length + 100];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, length - 4);
    }

    /** Reads a frame that has to be deflated. */
    private static byte[] readDeflated(WireSocket wire) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        WireSocket.Frame frame = wire.read();
        assertThat(frame.deflated()).isTrue();
        assertThat(frame.last()).isTrue();
        all.writeBytes(frame.payload());
        all.writeBytes(new byte[] {0, 0, -1, -1});
        Inflater inflater = new Inflater(true);
        inflater.setInput(all.toByteArray());
        byte[] message = new byte[1 << 22];
        int length = inflater.inflate(message);
        inflater.end();
        return Arrays.copyOf(message, length);
    }

    private void fill(String text) throws Exception {
        for (int at = 0, seq = 1; at < text.length(); at += 1000, seq++) {
            String part = text.substring(at, Math.min(text.length(), at + 1000));
            honest.submit(
                    "minutes",
                    seq - 1,
                    seq,
                    at == 0 ? json(part) : "[" + at + "," + json(part).substring(1));
            honest.expect("op:ack");
        }
    }

    private static String json(String text) {
        return "[\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
    }

    @ParameterizedTest
    @EnumSource
    void aLongFrameIsDeflatedAndAShortOneIsNot(Encoding encoding) throws Exception {
        String text = "Let it stand. ".repeat(300);
        fill(text);
        try (WireSocket wire = ask(OFFER, encoding)) {
            assertThat(wire.read().deflated()).isFalse();
            int kind = encoding == Encoding.CBOR ? WireSocket.BINARY : WireSocket.TEXT;
            wire.frame(kind, encoding.frame("{\"type\":\"doc:open\",\"doc\":\"minutes\"}"));
            assertThat(encoding.read(readDeflated(wire)).toString()).contains(text);
            wire.frame(kind, encoding.frame("{\"type\":\"ping\"}"));
            assertThat(wire.read().deflated()).isFalse();
        }
    }

    @Test
    void aMessageThatIsLongerThanAFrameEvenDeflatedGoesAsItIs() throws Exception {
        String text = noise(3 * MAX_FRAME_BYTES);
        fill(text);
        try (WireSocket wire = connect()) {
            wire.text("{\"type\":\"doc:open\",\"doc\":\"minutes\"}");
            assertThat(wire.expect("doc:opened")).containsEntry("snapshot", text);
        }
    }

    @Test
    void readersOfOneDocumentAreSentTheSameDeflatedBytes() throws Exception {
        try (WireSocket one = connect();
                WireSocket other = WireSocket.ask(
                        server, "/ws?client=wire-other", Encoding.JSON.subprotocol(), Map.of(HEADER, OFFER))) {
            other.read();
            one.text("{\"type\":\"doc:open\",\"doc\":\"minutes\"}");
            one.expect("doc:opened");
            other.text("{\"type\":\"doc:open\",\"doc\":\"minutes\"}");
            other.expect("doc:opened");
            // else who has come would be in the same frame as the operation, for one of them
            one.expect("presence:changed");
            fill("Let it stand. ".repeat(70));
            assertThat(nextDeflated(one)).isEqualTo(nextDeflated(other));
        }
    }

    private static byte[] nextDeflated(WireSocket wire) throws Exception {
        WireSocket.Frame frame = wire.read();
        assertThat(frame.deflated()).isTrue();
        return frame.payload();
    }

    @Test
    void whatClientsDeflateIsTakenInOneFrameOrInSeveral() throws Exception {
        try (WireSocket wire = connect()) {
            byte[] ping = deflate("{\"type\":\"ping\",\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8));
            wire.write(WireSocket.deflatedFrame(true, WireSocket.TEXT, ping));
            assertThat(wire.expect("pong")).containsEntry("re", "1");
            wire.write(WireSocket.deflatedFrame(false, WireSocket.TEXT, Arrays.copyOf(ping, 5)));
            wire.write(WireSocket.frame(true, WireSocket.CONTINUATION, Arrays.copyOfRange(ping, 5, ping.length)));
            assertThat(wire.expect("pong")).containsEntry("re", "1");
            wire.text("{\"type\":\"ping\",\"id\":\"2\"}");
            assertThat(wire.expect("pong")).containsEntry("re", "2");
        }
    }

    @Test
    void aMessageMayBeInflatedToTheLimitAndNoFurther() throws Exception {
        String start = "{\"type\":\"ping\",\"pad\":\"";
        try (WireSocket wire = connect()) {
            String longest = start + "x".repeat(MAX_FRAME_BYTES - start.length() - 2) + "\"}";
            wire.write(
                    WireSocket.deflatedFrame(true, WireSocket.TEXT, deflate(longest.getBytes(StandardCharsets.UTF_8))));
            wire.expect("pong");
            wire.write(WireSocket.deflatedFrame(
                    true, WireSocket.TEXT, deflate((longest + " ").getBytes(StandardCharsets.UTF_8))));
            assertThat(wire.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void aBombIsCutOffAtTheLimit() throws Exception {
        byte[] bomb = deflate(new byte[15 << 20]);
        assertThat(bomb).hasSizeLessThan(MAX_FRAME_BYTES);
        try (WireSocket wire = connect()) {
            wire.write(WireSocket.deflatedFrame(true, WireSocket.TEXT, bomb));
            assertThat(wire.closeCode()).isEqualTo(1009);
            wire.awaitEnd();
        }
    }

    @Test
    void whatCannotBeInflatedIsRefused() throws Exception {
        for (byte[] damaged :
                List.of(new byte[] {(byte) 0xff, 1, 2}, new byte[] {6, 0, 0}, new byte[] {0x78, (byte) 0x9c})) {
            try (WireSocket wire = connect()) {
                wire.write(WireSocket.deflatedFrame(true, WireSocket.TEXT, damaged));
                assertThat(wire.closeCode()).as(Arrays.toString(damaged)).isEqualTo(1007);
            }
        }
    }

    @Test
    void nothingIsDeflatedThatWasNotAgreed() throws Exception {
        fill("Let it stand. ".repeat(300));
        try (WireSocket wire = WireSocket.connect(server, "wire-client")) {
            wire.read();
            wire.text("{\"type\":\"doc:open\",\"doc\":\"minutes\"}");
            assertThat(wire.read().deflated()).isFalse();
            wire.write(WireSocket.deflatedFrame(true, WireSocket.TEXT, deflate(new byte[] {'x'})));
            assertThat(wire.closeCode()).isEqualTo(1002);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate; server_max_window_bits=10",
                "permessage-deflate; of_my_own",
                "permessage-bzip2",
                "x-webkit-deflate-frame"
            })
    void whatCannotBeKeptIsNotAgreed(String offer) throws Exception {
        try (WireSocket wire = ask(offer, Encoding.JSON)) {
            assertThat(wire.status()).isEqualTo(101);
            assertThat(wire.head()).doesNotContain(HEADER);
        }
        try (WireSocket wire = ask(offer + ", permessage-deflate", Encoding.JSON)) {
            assertThat(wire.head()).contains(HEADER + ": permessage-deflate;client_no");
        }
    }

    @Test
    void aServerMayBeToldToDeflateNothing() throws Exception {
        try (StetServer plain = StetServer.start(ServerConfig.DEFAULT
                        .listeningOn("127.0.0.1", 0)
                        .storingIn(folder.resolve("plain"))
                        .with(WebSettings.DEFAULT.deflatingFrom(0)));
                WireSocket wire = WireSocket.ask(plain, "/ws", Encoding.JSON.subprotocol(), Map.of(HEADER, OFFER))) {
            assertThat(wire.status()).isEqualTo(101);
            assertThat(wire.head()).doesNotContain(HEADER);
        }
    }
}
