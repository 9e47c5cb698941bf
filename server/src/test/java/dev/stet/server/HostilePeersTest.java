package dev.stet.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.stet.server.limits.Quotas;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Peers that are slow, dead or mean, by hand. While each does its worst, an honest client's operations are acknowledged; after
 * it nothing is left of it: no session, no open file, no thread.
 */
@Timeout(600)
class HostilePeersTest {
    private static final Duration HEARTBEAT = Duration.ofMillis(1_500);
    /** A connection without a word from its other side ends two and a half heartbeats later, and is looked for each half. */
    private static final Duration DEAD_AFTER = HEARTBEAT.multipliedBy(3).plusSeconds(3);

    /** The honest client has to stay within these too, on a machine that does something else meanwhile. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(3);
    /** Jetty has so many at the most, and keeps them for a minute. */
    private static final int SPARE_THREADS = 200;

    private static final String HALF_A_PING = "{\"type\":\"pi";

    @TempDir
    Path folder;

    StetServer server;
    RawClient honest;
    long revision;
    long filesBefore;
    int threadsBefore;

    @BeforeEach
    void start() throws Exception {
        Timing timing = new Timing(
                        HEARTBEAT, Duration.ofMinutes(1), 100_000, Duration.ofMillis(100), Duration.ofSeconds(2))
                .patientFor(REQUEST_TIMEOUT, WRITE_TIMEOUT);
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder)
                .with(timing));
        honest = RawClient.connect(server, "honest-01");
        honest.open("minutes");
        edit();
        filesBefore = openFiles();
        threadsBefore = threads();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        await().untilAsserted(() -> {
            edit();
            assertThat(server.openSessions()).isEqualTo(1);
            assertThat(server.quotas().connections().taken(Quotas.ALL)).isEqualTo(1);
            assertThat(server.quotas().userConnections().holders()).isEqualTo(1);
            assertThat(openFiles()).isLessThanOrEqualTo(filesBefore + 3);
            assertThat(threads()).isLessThan(threadsBefore + SPARE_THREADS);
        });
        honest.close();
        server.close();
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    /** The honest client writes, and is acknowledged. */
    private void edit() throws Exception {
        honest.submit("minutes", revision, revision + 1, revision % 2 == 0 ? "[\"x\"]" : "[{\"d\":1}]");
        assertThat(honest.expect("op:ack")).containsEntry("seq", (int) ++revision);
    }

    /** Does something again and again until the server has had enough, while the honest client works. */
    private void untilCut(Duration pause, ThrowingRunnable something) {
        await().pollDelay(Duration.ZERO).pollInterval(pause).until(() -> {
            edit();
            try {
                something.run();
                return false;
            } catch (IOException cut) {
                return true;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        });
    }

    private Socket dial() throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) Patience.LONG.toMillis());
        socket.connect(new InetSocketAddress("127.0.0.1", server.address().getPort()));
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }

    @Test
    void aHeadThatNeverEndsIsCut() throws Exception {
        try (Socket slow = dial()) {
            say(slow, "GET /ws HTTP/1.1\r\nHost: " + server.address().getAuthority() + "\r\nX-Slow: ");
            untilCut(Duration.ofMillis(50), () -> say(slow, "a"));
        }
    }

    @Test
    void aSecondHeadThatNeverEndsIsCut() throws Exception {
        try (Socket slow = dial()) {
            say(slow, "GET /healthz HTTP/1.1\r\nHost: " + server.address().getAuthority() + "\r\n\r\nGET /");
            untilCut(Duration.ofMillis(50), () -> say(slow, "a"));
        }
    }

    @Test
    void aConnectionThatAsksForNothingIsCut() throws Exception {
        try (Socket silent = dial()) {
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            edit();
        }
    }

    @Test
    void aBodyThatComesByteByByteIsCut() throws Exception {
        try (Socket slow = dial()) {
            say(
                    slow,
                    "PUT /api/v1/documents/other HTTP/1.1\r\nHost: "
                            + server.address().getAuthority()
                            + "\r\nIf-None-Match: *\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n");
            untilCut(Duration.ofMillis(50), () -> say(slow, "a"));
        }
    }

    @Test
    void aFrameThatNeverEndsIsNotTakenForALivePeer() throws Exception {
        try (WireSocket slow = WireSocket.connect(server, "slow-0001")) {
            byte[] whole = WireSocket.frame(true, WireSocket.TEXT, new byte[100_000]);
            slow.write(java.util.Arrays.copyOf(whole, 20));
            untilCut(Duration.ofMillis(50), () -> slow.write(new byte[1]));
        }
    }

    @Test
    void fragmentsWithoutAnEndAreNotTakenForALivePeer() throws Exception {
        try (WireSocket slow = WireSocket.connect(server, "slow-0001")) {
            slow.write(WireSocket.frame(false, WireSocket.TEXT, HALF_A_PING.getBytes(UTF_8)));
            untilCut(Duration.ofMillis(50), () -> {
                slow.write(WireSocket.frame(false, WireSocket.CONTINUATION, new byte[] {' '}));
                slow.frame(WireSocket.PONG, new byte[0]);
            });
        }
    }

    @Test
    void emptyFragmentsByTheThousandHarmNobody() throws Exception {
        byte[] many = repeated(WireSocket.frame(false, WireSocket.CONTINUATION, new byte[0]), 1_000);
        try (WireSocket mean = WireSocket.connect(server, "mean-0001")) {
            mean.write(WireSocket.frame(false, WireSocket.TEXT, HALF_A_PING.getBytes(UTF_8)));
            untilCut(Duration.ofMillis(1), () -> mean.write(many));
        }
    }

    @Test
    void aFloodOfPingsAndPongsHarmsNobody() throws Exception {
        byte[] many = repeated(WireSocket.frame(true, WireSocket.PONG, new byte[0]), 1_000);
        try (WireSocket mean = WireSocket.connect(server, "mean-0001")) {
            for (int i = 0; i < 50; i++) {
                mean.write(many);
                edit();
            }
            mean.frame(WireSocket.TEXT, "{\"type\":\"ping\"}".getBytes(UTF_8));
            mean.expect("pong");
        }
    }

    @Test
    void aFloodOfTinyMessagesIsClosedWithItsSenderAlone() throws Exception {
        byte[] many = repeated(WireSocket.frame(true, WireSocket.TEXT, "{}".getBytes(UTF_8)), 1_000);
        try (WireSocket mean = WireSocket.connect(server, "mean-0001")) {
            CompletableFuture<String> end = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> end.complete(endOf(mean)));
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
                edit();
                try {
                    mean.write(many);
                    return false;
                } catch (IOException cut) {
                    return true;
                }
            });
            assertThat(end).succeedsWithin(Patience.LONG);
        }
    }

    @Test
    void garbageIsAnsweredOrCutAndHarmsNobody() throws Exception {
        java.util.Random random = new java.util.Random(7);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[1 + random.nextInt(5_000)];
            random.nextBytes(garbage);
            try (WireSocket mean = WireSocket.connect(server, "mean-000" + i % 10);
                    Socket meaner = dial()) {
                mean.write(garbage);
                meaner.getOutputStream().write(garbage);
                edit();
            }
        }
    }

    @Test
    void aPeerThatIsGoneWithoutAWordIsFoundByPing() throws Exception {
        try (WireSocket gone = WireSocket.connect(server, "gone-0001")) {
            gone.expect("session:welcome");
            assertThat(gone.read().opcode()).isEqualTo(WireSocket.PING);
            edit();
            assertThat(gone.closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void aPeerThatAnswersPingsIsKeptThoughItsProgramIsAsleep() throws Exception {
        try (WireSocket asleep = WireSocket.connect(server, "asleep-01")) {
            asleep.expect("session:welcome");
            long until = System.nanoTime() + DEAD_AFTER.toNanos();
            while (System.nanoTime() < until) {
                WireSocket.Frame frame = asleep.read();
                assertThat(frame.opcode()).isEqualTo(WireSocket.PING);
                asleep.frame(WireSocket.PONG, frame.payload());
                edit();
            }
            asleep.text("{\"type\":\"ping\"}");
            asleep.expect("pong");
        }
    }

    @Test
    void aReaderThatDoesNotReadIsCutThoughItTalks() throws Exception {
        try (WireSocket stalled = WireSocket.connect(server, "stalled-1", 4096)) {
            stalled.text("{\"type\":\"doc:open\",\"doc\":\"minutes\"}");
            stalled.expect("doc:opened");
            String insert = "[\"" + "y".repeat(100_000) + "\"]";
            untilCut(Duration.ofMillis(20), () -> {
                stalled.text("{\"type\":\"ping\"}");
                for (String operation : List.of(insert, "[{\"d\":100000}]")) {
                    honest.submit("minutes", revision, revision + 1, operation);
                    assertThat(honest.expect("op:ack")).containsEntry("seq", (int) ++revision);
                }
            });
        }
    }

    @Test
    void thousandsThatConnectAndVanishLeaveNothing() throws Exception {
        byte[] open =
                WireSocket.frame(true, WireSocket.TEXT, "{\"type\":\"doc:open\",\"doc\":\"minutes\"}".getBytes(UTF_8));
        List<WireSocket> some = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            WireSocket wire = WireSocket.connectTalking(server, String.format("vanish-%05d", i), open);
            some.add(wire);
            if (some.size() == 100) {
                for (WireSocket each : some) {
                    each.close();
                }
                some.clear();
                edit();
            }
        }
    }

    @Test
    void connectionsThatVanishBeforeTheyAreAnsweredLeaveNothing() throws Exception {
        String request = "GET /ws?client=vanish-00001 HTTP/1.1\r\nHost: "
                + server.address().getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        for (int i = 0; i < 500; i++) {
            try (Socket socket = dial()) {
                socket.setSoLinger(true, 0);
                say(socket, request);
            }
            if (i % 50 == 0) {
                edit();
            }
        }
    }

    /** Reads until nothing more comes, and returns how that ended. */
    private static String endOf(WireSocket wire) {
        try {
            wire.awaitEnd();
            return "closed";
        } catch (IOException reset) {
            return "reset";
        }
    }

    private static byte[] repeated(byte[] frame, int times) {
        byte[] all = new byte[frame.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(frame, 0, all, i * frame.length, frame.length);
        }
        return all;
    }
}
