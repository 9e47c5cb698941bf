package dev.stet.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.sync.AuthorityLimits;
import dev.stet.ot.text.TextType;
import dev.stet.server.auth.AccessControl;
import dev.stet.server.auth.Credentials;
import dev.stet.server.auth.Guests;
import dev.stet.server.auth.Identity;
import dev.stet.server.document.DocumentRegistry;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.document.Environment;
import dev.stet.server.document.Scheduler;
import dev.stet.server.document.SnapshotPolicy;
import dev.stet.server.journal.Journal;
import dev.stet.server.limits.Quotas;
import dev.stet.server.limits.TrafficLimits;
import dev.stet.server.protocol.CloseCode;
import dev.stet.server.protocol.JsonCodec;
import dev.stet.server.protocol.MessageCodec;
import dev.stet.server.protocol.ProtocolException;
import dev.stet.server.protocol.ServerMessage;
import dev.stet.server.protocol.ServerMessage.AdvertisedLimits;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.UnreliableStorage;
import dev.stet.server.telemetry.ReaderLag;
import dev.stet.server.telemetry.Telemetry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session by itself, in one thread: what it sends, and when it asks for more. */
class SessionTest {
    private static final int TAIL = 4;

    @TempDir
    Path folder;

    UnreliableStorage storage;
    SessionRegistry sessions;
    Wire wire;
    Wire writer;

    /** A connection whose frames leave when the test says so. */
    private static class Wire implements Connection {
        final List<ServerMessage> sent = new ArrayList<>();
        final Queue<Runnable> leaving = new ArrayDeque<>();

        @Nullable
        Session session;

        int demands;
        int pings;
        boolean stuck;
        /** Whether a frame was sent before the last one had left. */
        boolean overlapping;

        CloseCode closed = CloseCode.NORMAL;

        @Override
        public MessageCodec codec() {
            return new JsonCodec();
        }

        @Override
        public boolean isForOneDocument() {
            return false;
        }

        @Override
        public String remote() {
            return "192.0.2.1";
        }

        @Override
        public void send(OutgoingFrame frame, Runnable told) {
            overlapping |= !leaving.isEmpty();
            try {
                sent.addAll(new JsonCodec().decodeServer(ByteBuffer.wrap(frame.bytes())));
            } catch (ProtocolException e) {
                throw new AssertionError(e);
            }
            if (stuck) {
                leaving.add(told);
            } else {
                told.run();
            }
        }

        /** Takes frame after frame until no more comes. */
        void readOn() {
            while (!leaving.isEmpty()) {
                leaving.remove().run();
            }
        }

        @Override
        public void ping() {
            pings++;
        }

        @Override
        public void demand() {
            demands++;
        }

        @Override
        public void close(CloseCode code) {
            closed = code;
        }

        void says(String message) {
            Objects.requireNonNull(session).received(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @BeforeEach
    void start() {
        storage = new UnreliableStorage(H2Storage.open(folder, Durability.FORCED));
        Executor direct = Runnable::run;
        Scheduler never = (delay, task) -> {};
        Journal journal = new Journal() {
            @Override
            public void append(StoredDocument document, List<LogEntry> entries, Listener listener) {
                storage.append(List.of(new Storage.Append(document, entries)));
                listener.committed();
            }

            @Override
            public void close() {}
        };
        Environment environment = new Environment(
                storage,
                journal,
                direct,
                direct,
                true,
                never,
                InstantSource.system(),
                new Random(1),
                Telemetry.NONE,
                new Environment.Policy(
                        new AuthorityLimits(1 << 20, 1000),
                        1000,
                        TAIL,
                        1 << 20,
                        1000,
                        1 << 20,
                        SnapshotPolicy.DEFAULT,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1),
                        Duration.ofMillis(100),
                        Duration.ZERO));
        sessions = new SessionRegistry(
                new SessionContext(
                        new DocumentRegistry(environment, new DocumentTypes(List.of(TextType.TEXT))),
                        direct,
                        direct,
                        InstantSource.system(),
                        new AdvertisedLimits(1 << 20, 1 << 19, 1 << 20, 16, 1024),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(40),
                        Duration.ofSeconds(30),
                        Quotas.of(TrafficLimits.NONE, System::nanoTime),
                        Duration.ofSeconds(1),
                        never,
                        InstantSource.system(),
                        Duration.ofSeconds(60),
                        new Guests(),
                        AccessControl.open(),
                        Telemetry.NONE),
                never);
        wire = connect("reader-01");
        writer = connect("writer-01");
    }

    @AfterEach
    void stop() {
        storage.close();
    }

    private static Identity guest(String client) {
        return new Guests().authenticate(new Credentials(Optional.empty(), Optional.of(client)));
    }

    private Wire connect(String client) {
        Wire connection = new Wire();
        Session session = sessions.open(client, guest(client), connection);
        connection.session = session;
        sessions.start(session);
        return connection;
    }

    private void write(String doc, int operations) {
        write(doc, operations, "x");
    }

    private void write(String doc, int operations, String text) {
        writer.says("{\"type\":\"doc:open\",\"doc\":\"" + doc + "\",\"create\":true}");
        for (int revision = 0; revision < operations; revision++) {
            writer.says("{\"type\":\"op:submit\",\"doc\":\"" + doc + "\",\"revision\":" + revision + ",\"seq\":"
                    + (revision + 1) + ",\"op\":[\"" + text + "\"]}");
        }
    }

    @Test
    void aReaderThatDoesNotReadIsSeenToBeBehind() {
        for (String doc : List.of("one", "two", "three")) {
            wire.says("{\"type\":\"doc:open\",\"doc\":\"" + doc + "\",\"create\":true}");
        }
        assertThat(sessions.lag()).isEqualTo(ReaderLag.NONE);
        wire.stuck = true;
        wire.says("{\"type\":\"ping\"}");
        write("one", 3);
        write("two", 2);
        assertThat(sessions.lag()).isEqualTo(new ReaderLag(2, 3, 3 * "[\"x\"]".length()));
        wire.readOn();
        assertThat(sessions.lag()).isEqualTo(ReaderLag.NONE);
        wire.says("{\"type\":\"ping\"}");
        write("three", 2 * TAIL);
        assertThat(sessions.lag().revisions()).isEqualTo(2 * TAIL);
        assertThat(sessions.lag().bytes()).isEqualTo((long) TAIL * "[\"x\"]".length());
    }

    @Test
    void oneFrameIsInFlightEvenWhenSeveralDocumentsFellBehind() {
        for (String doc : List.of("one", "two", "three")) {
            wire.says("{\"type\":\"doc:open\",\"doc\":\"" + doc + "\",\"create\":true}");
        }
        wire.stuck = true;
        wire.says("{\"type\":\"ping\"}");
        wire.sent.clear();
        write("one", 2 * TAIL);
        write("two", 2);
        write("three", 2 * TAIL);
        assertThat(wire.sent).isEmpty();
        wire.readOn();
        assertThat(wire.overlapping).isFalse();
        assertThat(wire.sent)
                .filteredOn(ServerMessage.Closed.class::isInstance)
                .extracting(closed -> ((ServerMessage.Closed) closed).doc())
                .containsExactly("one", "three");
        assertThat(wire.sent)
                .filteredOn(ServerMessage.Applied.class::isInstance)
                .extracting(applied -> ((ServerMessage.Applied) applied).doc())
                .containsExactly("two");
    }

    @Test
    void aClientThatCatchesUpFromStorageAndDoesNotReadCostsOnePage() {
        write("one", 400, "x".repeat(1_000));
        wire.stuck = true;
        long before = storage.entriesRead();
        wire.says("{\"type\":\"doc:open\",\"doc\":\"one\",\"since\":0}");
        assertThat(storage.entriesRead() - before).isZero();
        wire.leaving.remove().run();
        assertThat(storage.entriesRead() - before).isBetween(100L, 131L);
        wire.readOn();
        assertThat(storage.entriesRead() - before).isBetween(400L - TAIL, 400L);
        long at = 0;
        for (ServerMessage message : wire.sent) {
            if (message instanceof ServerMessage.Applied applied) {
                at += applied.operations().size();
                assertThat(applied.revision()).isEqualTo(at);
            }
        }
        assertThat(at).isEqualTo(400);
    }

    @Test
    void aClientIsSentToResumeIfThePageItNeedsCannotBeRead() {
        write("one", 400, "x".repeat(1_000));
        wire.stuck = true;
        wire.says("{\"type\":\"doc:open\",\"doc\":\"one\",\"since\":0}");
        storage.fail(UnreliableStorage.Call.READ);
        wire.readOn();
        assertThat(wire.sent.getLast())
                .isEqualTo(new ServerMessage.Closed(Optional.empty(), "one", ServerMessage.CloseReason.RESUME));
    }

    @Test
    void aClientThatDoesNotReadIsNotHeardForEver() {
        wire.stuck = true;
        int before = wire.demands;
        for (int i = 0; i < 100; i++) {
            wire.says("{\"type\":\"ping\"}");
            if (wire.demands == before) {
                break;
            }
            before = wire.demands;
        }
        assertThat(wire.demands).isLessThan(50);
        wire.readOn();
        assertThat(wire.demands).isEqualTo(before + 1);
    }

    @Test
    void aSessionThatBeginsWhileTheServerDrainsIsTold() {
        sessions.drain(Duration.ofSeconds(2));
        Wire late = connect("late-0001");
        assertThat(late.sent).contains(new ServerMessage.Draining(2000));
        late.says("{\"type\":\"doc:open\",\"doc\":\"one\",\"create\":true}");
        assertThat(late.sent.getLast().toString()).contains("DRAINING");
        sessions.drain(Duration.ofSeconds(2));
        assertThat(late.sent).containsOnlyOnce(new ServerMessage.Draining(2000));
    }

    @Test
    void nobodyWaitsForASessionThatHasEnded() {
        Session ended = Objects.requireNonNull(wire.session);
        wire.stuck = true;
        wire.says("{\"type\":\"ping\"}");
        CompletableFuture<Void> before = ended.flush();
        assertThat(before).isNotDone();
        ended.disconnected();
        assertThat(before).isDone();
        assertThat(ended.flush()).isDone();
    }

    @Test
    void aSessionThatFailsClosesItsConnection() {
        Wire broken = new Wire() {
            @Override
            public void demand() {
                if (demands++ > 0) {
                    throw new IllegalStateException("broken by the test");
                }
            }
        };
        Session session = sessions.open("broken-01", guest("broken-01"), broken);
        broken.session = session;
        sessions.start(session);
        broken.says("{\"type\":\"ping\"}");
        assertThat(broken.closed).isEqualTo(CloseCode.INTERNAL);
        assertThat(sessions.size()).isEqualTo(2);
    }
}
