package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.FaultyStorage;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.SharedStorage;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.UnreliableStorage;
import dev.stet.server.storage.UnreliableStorage.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one store: whoever edits a document on one of them edits the same document as on the other. */
class SharedStoreTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    Path folder;

    Storage disk;
    FaultyStorage hereAppends;
    UnreliableStorage thereStorage;
    StetServer here;
    StetServer there;
    final List<AutoCloseable> clients = new ArrayList<>();

    @BeforeEach
    void openStore() {
        disk = H2Storage.open(folder, Durability.FORCED);
    }

    private void start(Duration poll) throws Exception {
        hereAppends = new FaultyStorage(new SharedStorage(disk));
        thereStorage = new UnreliableStorage(new SharedStorage(disk));
        here = StetServer.start(config(poll), hereAppends);
        there = StetServer.start(config(poll), thereStorage);
    }

    private static ServerConfig config(Duration poll) {
        Timing usual = Timing.DEFAULT;
        Timing timing = new Timing(
                usual.heartbeat(),
                usual.evictAfter(),
                20,
                usual.snapshotBytes(),
                Duration.ZERO,
                Duration.ofMillis(50),
                usual.drain(),
                poll,
                usual.pace(),
                usual.requestTimeout(),
                usual.writeTimeout());
        return ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).with(timing);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        thereStorage.repair();
        here.close();
        there.close();
        disk.close();
    }

    private RawClient connect(StetServer server, String client) throws Exception {
        RawClient connected = RawClient.connect(server, client);
        clients.add(connected);
        return connected;
    }

    private List<LogEntry> log() {
        return disk.read(disk.find("minutes").orElseThrow(), 0, 10_000);
    }

    @Test
    void whatIsTypedOnOneNodeIsSeenOnTheOther() throws Exception {
        start(SOON);
        RawClient ada = connect(here, "ada-0001");
        RawClient grace = connect(there, "grace-01");
        ada.open("minutes");
        grace.open("minutes");
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        assertThat(ada.expect("op:ack")).containsEntry("revision", 1);
        assertThat(grace.expect("op:applied"))
                .containsEntry("revision", 1)
                .containsEntry("operations", List.of(Map.of("op", List.of("Hello"), "author", ada.user())));
        grace.submit("minutes", 1, 1, "[5,\" world\"]");
        assertThat(grace.expect("op:ack")).containsEntry("revision", 2);
        assertThat(ada.expect("op:applied")).containsEntry("revision", 2);
    }

    @Test
    void whatIsTypedOnOneNodeBeforeTheOtherKnowsThatItCreatedTheDocumentIsNotLost() throws Exception {
        start(NEVER);
        RawClient ada = connect(here, "ada-0001");
        RawClient grace = connect(there, "grace-01");
        thereStorage.afterCreating(document -> disk.append(List.of(new Storage.Append(
                document, List.of(new LogEntry(1, "before-01", 1, "guest", 1, Bytes.utf8("[\"Hello\"]")))))));
        assertThat(grace.open("minutes")).containsEntry("revision", 1).containsEntry("snapshot", "Hello");
        grace.submit("minutes", 1, 1, "[5,\" world\"]");
        assertThat(grace.expect("op:ack")).containsEntry("revision", 2);
        assertThat(ada.open("minutes")).containsEntry("revision", 2);
        assertThat(log()).hasSize(2);
    }

    @Test
    void whoeverEditsOnBothNodesAtTheSameTimeEndsWithTheSameText() throws Exception {
        start(SOON);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<TypingClient> everybody = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            TypingClient one = TypingClient.open(i % 2 == 0 ? here : there, "client-0" + i, "minutes");
            everybody.add(one);
            clients.add(one);
        }
        for (int i = 0; i < 600; i++) {
            TypingClient one = everybody.get(random.nextInt(everybody.size()));
            one.takeWhatCame();
            one.edit(random);
        }
        for (int round = 0; round < 2; round++) {
            long last = disk.head(disk.find("minutes").orElseThrow());
            for (TypingClient one : everybody) {
                one.settle(last);
            }
        }
        assertThat(everybody)
                .as("seed=" + seed)
                .extracting(TypingClient::shown)
                .containsOnly(everybody.getFirst().shown());
        assertThat(log())
                .as("seed=" + seed)
                .extracting(entry -> entry.client() + "#" + entry.sequence())
                .doesNotHaveDuplicates();
    }

    @Test
    void aClientThatMovesWithAnOperationInFlightIsAcknowledgedThere() throws Exception {
        start(NEVER);
        RawClient grace = connect(there, "grace-01");
        grace.open("minutes");
        RawClient lost = connect(here, "ada-0001");
        lost.open("minutes");
        FaultyStorage.Stall stall = hereAppends.stall(hereAppends.batches().size() + 1);
        lost.submit("minutes", 0, 7, "[\"Hello\"]");
        stall.awaitReached();
        lost.cut();
        RawClient ada = connect(there, "ada-0001");
        assertThat(ada.resume("minutes", 0, 7)).containsEntry("inFlight", Map.of("seq", 7));
        ada.submit("minutes", 0, 7, "[\"Hello\"]");
        assertThat(ada.expect("op:ack")).containsEntry("seq", 7).containsEntry("revision", 1);
        stall.release();
        RawClient back = connect(here, "grace-02");
        assertThat(back.open("minutes")).containsEntry("snapshot", "Hello").containsEntry("revision", 1);
        assertThat(log()).hasSize(1);
    }

    @Test
    void anOperationStoredOnTheOneIsFoundOnTheOther() throws Exception {
        start(NEVER);
        connect(there, "grace-01").open("minutes");
        RawClient lost = connect(here, "ada-0001");
        lost.open("minutes");
        lost.submit("minutes", 0, 7, "[\"Hello\"]");
        lost.expect("op:ack");
        lost.cut();
        RawClient ada = connect(there, "ada-0001");
        assertThat(ada.resume("minutes", 0, 7)).containsEntry("inFlight", Map.of("seq", 7, "revision", 1));
        assertThat(ada.expect("op:ack")).containsEntry("seq", 7).containsEntry("revision", 1);
        assertThat(log()).hasSize(1);
    }

    @Test
    void whoeverOpensADocumentSeesWhatWasAcknowledgedBefore() throws Exception {
        start(NEVER);
        RawClient grace = connect(there, "grace-01");
        grace.open("minutes");
        RawClient ada = connect(here, "ada-0001");
        ada.open("minutes");
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        ada.expect("op:ack");
        assertThat(connect(there, "late-001").open("minutes"))
                .containsEntry("revision", 1)
                .containsEntry("snapshot", "Hello");
        assertThat(grace.expect("op:applied")).containsEntry("revision", 1);
    }

    @Test
    void aClientThatIsAheadOfTheNodeGoesOnWithoutASnapshot() throws Exception {
        start(NEVER);
        connect(there, "grace-01").open("minutes");
        RawClient ada = connect(here, "ada-0001");
        ada.open("minutes");
        for (int seq = 1; seq <= 3; seq++) {
            ada.submit("minutes", seq - 1, seq, "[\"x\"]");
            ada.expect("op:ack");
        }
        RawClient moved = connect(there, "ada-0001");
        assertThat(moved.resume("minutes", 3)).containsEntry("revision", 3).doesNotContainKey("snapshot");
        moved.submit("minutes", 3, 4, "[\"y\"]");
        assertThat(moved.expect("op:ack")).containsEntry("revision", 4);
    }

    @Test
    void anOperationOnARevisionThatTheNodeHasNotIsTakenIfTheStoreHasIt() throws Exception {
        start(NEVER);
        RawClient grace = connect(there, "grace-01");
        grace.open("minutes");
        RawClient ada = connect(here, "ada-0001");
        ada.open("minutes");
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        ada.expect("op:ack");
        grace.submit("minutes", 1, 1, "[5,\"!\"]");
        assertThat(grace.expect("op:applied")).containsEntry("revision", 1);
        assertThat(grace.expect("op:ack")).containsEntry("revision", 2);
        grace.submit("minutes", 9, 2, "[\"?\"]");
        assertThat(grace.expectError("revision_ahead")).containsEntry("seq", 2);
        grace.submit("minutes", 2, 3, "[\"?\"]");
        assertThat(grace.expect("op:ack")).containsEntry("revision", 3);
    }

    @Test
    void aNodeThatIsFarBehindReadsTheLogInPartsAndTakesWhatWaitedAfterTheLast() throws Exception {
        start(NEVER);
        RawClient grace = connect(there, "grace-01");
        grace.open("minutes");
        StoredDocument document = disk.find("minutes").orElseThrow();
        int entries = 5_000;
        disk.append(List.of(new Storage.Append(
                document,
                IntStream.rangeClosed(1, entries)
                        .mapToObj(r -> new LogEntry(r, "elsewhere", r, "guest", r, Bytes.utf8("[\"x\"]")))
                        .toList())));
        grace.submit("minutes", entries, 1, "[\"y\"]");
        assertThat(grace.expect("op:ack")).containsEntry("revision", entries + 1);
        assertThat(thereStorage.mostEntriesRead()).isBetween(1L, (long) entries - 1);
        assertThat(connect(there, "late-001").open("minutes")).containsEntry("snapshot", "y" + "x".repeat(entries));
    }

    @Test
    void aClientThatIsAheadIsNotGivenAnOlderDocumentWhileTheLogCannotBeRead() throws Exception {
        start(NEVER);
        connect(there, "grace-01").open("minutes");
        RawClient ada = connect(here, "ada-0001");
        ada.open("minutes");
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        ada.expect("op:ack");
        RawClient moved = connect(there, "ada-0001");
        for (Call call : List.of(Call.HEAD, Call.READ)) {
            thereStorage.fail(call);
            moved.send("{\"type\":\"doc:open\",\"doc\":\"minutes\",\"since\":1}");
            assertThat(moved.expectError("document_unavailable")).containsEntry("retryable", true);
        }
        thereStorage.repair();
        assertThat(moved.resume("minutes", 1)).containsEntry("revision", 1).doesNotContainKey("snapshot");
    }

    @Test
    void aDocumentThatIsDeletedOnOneNodeIsClosedOnTheOther() throws Exception {
        start(SOON);
        RawClient grace = connect(there, "grace-01");
        grace.open("minutes");
        disk.setDeleted(disk.find("minutes").orElseThrow(), OptionalLong.of(1));
        assertThat(grace.expect("doc:closed")).containsEntry("reason", "deleted");
        grace.send("{\"type\":\"doc:open\",\"doc\":\"minutes\",\"create\":true}");
        assertThat(grace.expectError("doc_deleted")).containsEntry("retryable", false);
    }

    @Test
    void timesOfALogDoNotGoDownThoughTheClockOfTheOtherNodeIsAhead() throws Exception {
        start(NEVER);
        RawClient ada = connect(here, "ada-0001");
        ada.open("minutes");
        StoredDocument document = disk.find("minutes").orElseThrow();
        long tomorrow = System.currentTimeMillis() + Duration.ofDays(1).toMillis();
        disk.append(List.of(new Storage.Append(
                document, List.of(new LogEntry(1, "elsewhere", 1, "guest", tomorrow, Bytes.utf8("[\"x\"]"))))));
        ada.submit("minutes", 0, 1, "[\"a\"]");
        assertThat(ada.expect("op:ack")).containsEntry("revision", 2);
        RawClient grace = connect(there, "grace-01");
        grace.open("minutes");
        grace.submit("minutes", 2, 1, "[\"b\"]");
        assertThat(grace.expect("op:ack")).containsEntry("revision", 3);
        assertThat(log()).extracting(LogEntry::timeMs).containsExactly(tomorrow, tomorrow, tomorrow);
        assertThat(disk.revisionAt(document, tomorrow - 1)).isZero();
        assertThat(disk.revisionAt(document, tomorrow)).isEqualTo(3);
    }
}
