package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Somebody sends nonsense for a few seconds while two others edit. {@code -Dstet.fuzz.seconds=N} sets how long,
 * {@code -Dstet.fuzz.seed=N} what.
 */
class FuzzTest {
    private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("stet.fuzz.seconds", 4));

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    StetServer server;

    @BeforeEach
    void start() throws Exception {
        Limits limits = new Limits(8192, 2048, 50_000, 8, 256, 500, 1000, 100, 1 << 20, 1000);
        Timing timing = new Timing(
                Duration.ofSeconds(15), Duration.ofMillis(200), 50, Duration.ofMillis(50), Duration.ofSeconds(5));
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder)
                .with(limits)
                .with(timing));
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void stop() {
        root().detachAppender(log);
        server.close();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }

    @Test
    void nonsenseHarmsOnlyItsSender() throws Exception {
        long seed = Long.getLong("stet.fuzz.seed", System.nanoTime());
        String rerun = "run again: mvn -pl server test -Dtest=FuzzTest -Dstet.fuzz.seed=" + seed;
        try {
            fuzz(new Random(seed));
        } catch (AssertionError | RuntimeException | IOException failure) {
            throw new AssertionError(failure.getMessage() + "\n" + rerun, failure);
        }
    }

    private void fuzz(Random random) throws Exception {
        Nonsense nonsense = new Nonsense(random);
        long end = System.nanoTime() + DURATION.toNanos();
        long frames = 0;
        try (TypingClient ada = TypingClient.open(server, "ada-0001", "minutes");
                TypingClient grace = TypingClient.open(server, "grace-01", "minutes")) {
            while (System.nanoTime() < end) {
                frames += talkNonsense(nonsense, random, List.of(ada, grace), end);
            }
            assertThat(frames).isGreaterThan(100);
            converge(ada, grace);
            await().untilAsserted(() -> assertThat(server.openSessions()).isEqualTo(2));
        }
        await().untilAsserted(() -> {
            assertThat(server.openSessions()).isZero();
            assertThat(server.openDocuments()).isZero();
        });
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }

    /** Sends nonsense until the server closes the connection, or for a while. */
    private long talkNonsense(Nonsense nonsense, Random random, List<TypingClient> honest, long end) throws Exception {
        long frames = 0;
        try (WireSocket mallory = WireSocket.connect(server, "mallory-" + random.nextInt(3))) {
            Thread reader = Thread.ofVirtual().start(() -> read(mallory));
            mallory.text("{\"type\":\"doc:open\",\"doc\":\"minutes\"}");
            for (DocumentTypeSample type : DocumentTypeSample.all()) {
                mallory.text("{\"type\":\"doc:open\",\"doc\":\"" + type.name() + "\",\"docType\":\"" + type.name()
                        + "\",\"create\":true}");
            }
            for (int i = random.nextInt(400); i > 0 && System.nanoTime() < end && reader.isAlive(); i--) {
                mallory.write(nonsense.next(honest.getFirst().revision()));
                frames++;
                TypingClient one = honest.get(random.nextInt(honest.size()));
                one.takeWhatCame();
                if (!one.isAhead() && random.nextInt(3) == 0) {
                    one.edit(random);
                }
            }
        } catch (IOException closed) {
            // the server has closed the connection, as it may
            frames++;
        }
        return frames;
    }

    private static void read(WireSocket socket) {
        try {
            socket.awaitEnd();
        } catch (IOException closed) {
            Thread.currentThread().setName("the connection has ended");
        }
    }

    /** Has both hear everything, one after the other until nothing is new. */
    private void converge(TypingClient ada, TypingClient grace) throws Exception {
        long deadline = System.nanoTime() + Patience.LONG.toNanos();
        ada.settle(0);
        grace.settle(0);
        while (true) {
            try (TypingClient fresh = TypingClient.open(server, "fresh-01", "minutes")) {
                ada.settle(fresh.revision());
                grace.settle(fresh.revision());
                if (ada.revision() == fresh.revision() && grace.revision() == fresh.revision()) {
                    assertThat(ada.shown()).isEqualTo(fresh.shown());
                    assertThat(grace.shown()).isEqualTo(fresh.shown());
                    return;
                }
            }
            assertThat(System.nanoTime()).as("the document comes to rest").isLessThan(deadline);
        }
    }
}
