package dev.stet.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.protocol.CloseCode;
import dev.stet.server.protocol.ProtocolException;
import dev.stet.server.protocol.ServerMessage;
import dev.stet.server.storage.UnreliableStorage;
import dev.stet.server.telemetry.ReaderLag;
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
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session by itself, in one thread: what it sends, and when it asks for more. */
class SessionTest {
    private static final int TAIL = SessionsInOneThread.TAIL;

    @TempDir
    Path folder;

    SessionsInOneThread server;
    UnreliableStorage storage;
    SessionRegistry sessions;
    Wire wire;
    Wire writer;

    /** A connection whose frames leave when the test says so. */
    private static class Wire extends QuietClient {
        final List<ServerMessage> sent = new ArrayList<>();
        final Queue<Runnable> leaving = new ArrayDeque<>();

        int demands;
        boolean stuck;
        /** Whether a frame was sent before the last one had left. */
        boolean overlapping;

        @Override
        public boolean send(OutgoingFrame frame, Runnable told) {
            overlapping |= !leaving.isEmpty();
            try {
                sent.addAll(CODEC.decodeServer(ByteBuffer.wrap(frame.bytes())));
            } catch (ProtocolException e) {
                throw new AssertionError(e);
            }
            if (stuck) {
                leaving.add(told);
            }
            return !stuck;
        }

        /** Takes frame after frame until no more comes. */
        void readOn() {
            while (!leaving.isEmpty()) {
                leaving.remove().run();
            }
        }

        @Override
        public void demand() {
            demands++;
        }

        void says(String message) {
            Objects.requireNonNull(session).received(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @BeforeEach
    void start() {
        server = new SessionsInOneThread(folder, (delay, task) -> {}, InstantSource.system());
        storage = server.storage;
        sessions = server.sessions;
        wire = connect("reader-01");
        writer = connect("writer-01");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Wire connect(String client) {
        Wire connection = new Wire();
        Session session = server.open(client, connection);
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
        Session session = server.open("broken-01", broken);
        broken.session = session;
        sessions.start(session);
        broken.says("{\"type\":\"ping\"}");
        assertThat(broken.closed).isEqualTo(CloseCode.INTERNAL);
        assertThat(sessions.size()).isEqualTo(2);
    }
}
