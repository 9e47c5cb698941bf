package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.FaultyStorage;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.UnreliableStorage;
import dev.stet.server.storage.UnreliableStorage.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is acknowledged is stored, and nothing is seen that is not: with storage that fails, stalls, or is written by others. */
class StorageFaultTest {
    private static final Duration RETRY = Duration.ofMillis(50);
    private static final int MAX_WAITING = 2;
    private static final Limits LIMITS =
            new Limits(1 << 20, 1 << 19, 1 << 24, 256, 1024, 10_000, MAX_WAITING, 2_000, 1 << 20, 1000);

    @TempDir
    Path folder;

    Storage disk;
    FaultyStorage appends;
    UnreliableStorage storage;
    StetServer server;
    RawClient ada;
    RawClient grace;

    @BeforeEach
    void start() throws Exception {
        disk = H2Storage.open(folder, Durability.FORCED);
        appends = new FaultyStorage(disk);
        storage = new UnreliableStorage(appends);
        Timing timing = new Timing(Duration.ofSeconds(15), Duration.ofMinutes(1), 3, RETRY, Duration.ofSeconds(5));
        server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).with(timing).with(LIMITS), storage);
        ada = RawClient.connect(server, "ada-0001");
        grace = RawClient.connect(server, "grace-01");
        ada.open("minutes");
        grace.open("minutes");
        ada.expect("presence:changed");
    }

    @AfterEach
    void stop() {
        storage.release();
        storage.repair();
        ada.close();
        grace.close();
        server.close();
    }

    private List<LogEntry> log() {
        return disk.read(disk.find("minutes").orElseThrow(), 0, 1000);
    }

    @Test
    void nothingIsAcknowledgedOrShownBeforeItIsStored() throws Exception {
        FaultyStorage.Stall stall = appends.stall(1);
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        stall.awaitReached();
        assertThat(ada.untilPong()).isEmpty();
        assertThat(grace.untilPong()).isEmpty();
        try (RawClient late = RawClient.connect(server, "late-001")) {
            assertThat(late.open("minutes")).containsEntry("revision", 0).containsEntry("snapshot", "");
        }
        assertThat(log()).isEmpty();
        stall.release();
        assertThat(ada.expect("op:ack")).containsEntry("revision", 1);
        assertThat(grace.expect("op:applied")).containsEntry("revision", 1);
    }

    @Test
    void aSecondOperationInFlightIsRefusedAndTheFirstIsNotHarmed() throws Exception {
        FaultyStorage.Stall stall = appends.stall(1);
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        stall.awaitReached();
        ada.submit("minutes", 0, 2, "[\"again\"]");
        assertThat(ada.expectError("operation_in_flight"))
                .containsEntry("seq", 2)
                .containsEntry("retryable", true);
        stall.release();
        assertThat(ada.expect("op:ack")).containsEntry("seq", 1);
    }

    @Test
    void theSameOperationInFlightTwiceIsAcknowledgedOnce() throws Exception {
        FaultyStorage.Stall stall = appends.stall(1);
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        stall.awaitReached();
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        assertThat(ada.untilPong()).isEmpty();
        stall.release();
        assertThat(ada.expect("op:ack")).containsEntry("seq", 1).containsEntry("revision", 1);
        ada.submit("minutes", 1, 2, "[\"x\"]");
        assertThat(ada.next()).containsEntry("type", "op:ack").containsEntry("seq", 2);
        assertThat(log()).hasSize(2);
    }

    @Test
    void asManyOperationsMayWaitAsTheLimitAndNotOneMore() throws Exception {
        FaultyStorage.Stall stall = appends.stall(1);
        ada.submit("minutes", 0, 1, "[\"a\"]");
        stall.awaitReached();
        grace.submit("minutes", 0, 1, "[\"g\"]");
        grace.untilPong();
        try (RawClient late = RawClient.connect(server, "late-001")) {
            late.open("minutes");
            late.submit("minutes", 0, 1, "[\"l\"]");
            assertThat(late.expectError("overloaded"))
                    .containsEntry("retryable", true)
                    .containsKey("retryAfterMs");
            stall.release();
            late.expect("op:applied");
            late.submit("minutes", 0, 1, "[\"l\"]");
            assertThat(late.expect("op:ack")).containsEntry("revision", 3);
        }
        assertThat(ada.expect("op:ack")).containsEntry("revision", 1);
        assertThat(grace.expect("op:ack")).containsEntry("revision", 2);
    }

    @Test
    void aCommitThatFailsIsDoneAgainAndNobodyNotices() throws Exception {
        appends.failBefore(1);
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        assertThat(ada.next()).containsEntry("type", "op:ack").containsEntry("revision", 1);
        assertThat(grace.next()).containsEntry("type", "op:applied").containsEntry("revision", 1);
        assertThat(log()).hasSize(1);
    }

    @Test
    void aCommitThatFailsAfterItHappenedIsAcknowledgedOnce() throws Exception {
        appends.failAfter(1);
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        assertThat(ada.next()).containsEntry("type", "op:ack").containsEntry("revision", 1);
        assertThat(grace.next()).containsEntry("type", "op:applied").containsEntry("revision", 1);
        assertThat(ada.untilPong()).isEmpty();
        assertThat(grace.untilPong()).isEmpty();
        assertThat(log()).hasSize(1);
    }

    @Test
    void whileStorageIsAwayOperationsAreRefusedAndAfterwardsTakenWhenSentAgain() throws Exception {
        storage.fail(Call.APPEND, Call.READ);
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        assertThat(ada.expectError("storage_unavailable"))
                .containsEntry("seq", 1)
                .containsEntry("retryable", true)
                .containsEntry("retryAfterMs", 50);
        assertThat(grace.untilPong()).isEmpty();
        storage.repair();
        Map<String, Object> answer = submitUntilTaken(1, "[\"Hello\"]");
        assertThat(answer).containsEntry("seq", 1).containsEntry("revision", 1);
        assertThat(grace.next()).containsEntry("type", "op:applied").containsEntry("revision", 1);
        assertThat(log()).hasSize(1);
    }

    @Test
    void anOperationThatWasStoredAllTheSameIsAcknowledgedWhenStorageIsBack() throws Exception {
        appends.failAfter(1);
        storage.fail(Call.READ);
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        ada.expectError("storage_unavailable");
        storage.repair();
        assertThat(ada.expect("op:ack")).containsEntry("seq", 1).containsEntry("revision", 1);
        assertThat(grace.next()).containsEntry("type", "op:applied").containsEntry("revision", 1);
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        assertThat(ada.expect("op:ack")).containsEntry("seq", 1).containsEntry("revision", 1);
        assertThat(log()).hasSize(1);
    }

    @Test
    void whileTheLogCanBeReadAndNotWrittenWritersAreToldAndTheStoreIsNotAskedWithoutEnd() throws Exception {
        storage.fail(Call.APPEND);
        int before = storage.count(Call.APPEND);
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        assertThat(ada.expectError("storage_unavailable"))
                .containsEntry("seq", 1)
                .containsEntry("retryable", true)
                .containsEntry("retryAfterMs", 50);
        assertThat(storage.count(Call.APPEND) - before).isEqualTo(2);
        Map<String, Object> answer;
        do { // the log was read meanwhile, so that the document tries to store it: once
            ada.submit("minutes", 0, 1, "[\"Hello\"]");
            answer = ada.expectError("storage_unavailable");
        } while (storage.count(Call.APPEND) - before == 2);
        assertThat(answer).containsEntry("seq", 1);
        assertThat(storage.count(Call.APPEND) - before).isEqualTo(3);
        assertThat(grace.untilPong()).isEmpty();
        assertThat(log()).isEmpty();
        storage.repair();
        assertThat(submitUntilTaken(1, "[\"Hello\"]")).containsEntry("revision", 1);
        assertThat(grace.next()).containsEntry("type", "op:applied").containsEntry("revision", 1);
        assertThat(log()).hasSize(1);
    }

    private Map<String, Object> submitUntilTaken(long seq, String op) throws Exception {
        while (true) {
            ada.submit("minutes", 0, seq, op);
            Map<String, Object> answer = ada.next();
            if (answer.get("type").equals("op:ack")) {
                return answer;
            }
            assertThat(answer).containsEntry("code", "storage_unavailable");
        }
    }

    @Test
    void whatAnotherWriterAppendedIsTakenInAndPendingOperationsGoOnTop() throws Exception {
        FaultyStorage.Stall stall = appends.stall(1);
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        stall.awaitReached();
        StoredDocument document = disk.find("minutes").orElseThrow();
        disk.append(List.of(new Storage.Append(
                document, List.of(new LogEntry(1, "elsewhere", 1, "guest-elsewhere", 7, Bytes.utf8("[\"first \"]"))))));
        stall.release();
        assertThat(ada.next()).containsEntry("type", "op:applied").containsEntry("revision", 1);
        assertThat(ada.next()).containsEntry("type", "op:ack").containsEntry("revision", 2);
        StringBuilder shown = new StringBuilder(); // in one message or in two
        for (Map<String, Object> applied = grace.expect("op:applied"); ; applied = grace.expect("op:applied")) {
            shown.append(applied.get("operations"));
            if (applied.get("revision").equals(2)) {
                break;
            }
        }
        assertThat(shown.toString()).containsSubsequence("guest-elsewhere", ada.user());
        try (RawClient late = RawClient.connect(server, "late-001")) {
            assertThat(late.open("minutes")).containsEntry("snapshot", "Hellofirst ");
        }
    }

    @Test
    void anEntryOfAnotherWriterThatMakesNoSenseIsAnErrorAndNotSilence() throws Exception {
        FaultyStorage.Stall stall = appends.stall(1);
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        stall.awaitReached();
        StoredDocument document = disk.find("minutes").orElseThrow();
        disk.append(List.of(new Storage.Append(
                document, List.of(new LogEntry(1, "elsewhere", 1, "guest", 7, Bytes.utf8("[{\"d\":5}]"))))));
        stall.release();
        assertThat(ada.expectError("storage_unavailable")).containsEntry("seq", 1);
        assertThat(grace.untilPong()).isEmpty();
    }

    @Test
    void aDocumentThatCannotBeReadIsUnavailableAndNeverEmpty() throws Exception {
        ada.submit("minutes", 0, 1, "[\"Hello\"]");
        ada.expect("op:ack");
        StoredDocument other = disk.create("other", "text");
        disk.append(List.of(new Storage.Append(
                other, List.of(new LogEntry(1, "elsewhere", 1, "guest", 7, Bytes.utf8("[\"kept\"]"))))));
        for (Call call : List.of(Call.FIND, Call.SNAPSHOT, Call.READ)) {
            storage.fail(call);
            ada.send("{\"type\":\"doc:open\",\"id\":\"o\",\"doc\":\"other\",\"create\":true}");
            assertThat(ada.expectError("document_unavailable"))
                    .containsEntry("re", "o")
                    .containsEntry("retryable", true);
            storage.repair();
        }
        assertThat(ada.open("other")).containsEntry("snapshot", "kept").containsEntry("revision", 1);
    }

    @Test
    void aStoredOperationThatMakesNoSenseIsNoEmptyDocumentEither() throws Exception {
        StoredDocument other = disk.create("other", "text");
        disk.append(List.of(new Storage.Append(
                other, List.of(new LogEntry(1, "elsewhere", 1, "guest", 7, Bytes.utf8("[{\"d\":5}]"))))));
        ada.send("{\"type\":\"doc:open\",\"doc\":\"other\"}");
        ada.expectError("document_unavailable");
    }

    @Test
    void aSnapshotThatCannotBeStoredIsStoredLater() throws Exception {
        storage.fail(Call.WRITE_SNAPSHOT);
        for (int seq = 1; seq <= 4; seq++) {
            ada.submit("minutes", seq - 1, seq, "[\"x\"]");
            assertThat(ada.expect("op:ack")).containsEntry("revision", seq);
        }
        await().untilAsserted(
                        () -> assertThat(storage.count(Call.WRITE_SNAPSHOT)).isPositive());
        storage.repair();
        for (int seq = 5; seq <= 9; seq++) {
            ada.submit("minutes", seq - 1, seq, "[\"x\"]");
            ada.expect("op:ack");
        }
        StoredDocument document = disk.find("minutes").orElseThrow();
        await().untilAsserted(() ->
                assertThat(disk.snapshot(document, Long.MAX_VALUE)).isPresent());
    }
}
