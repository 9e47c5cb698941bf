package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.Durability;
import dev.stet.server.storage.FaultyStorage;
import dev.stet.server.storage.H2Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that lost its connection goes on where it was, and no operation is lost or applied twice. */
class ResumeTest extends InBothEncodings {
    /** Four entries in memory; a client may be twenty behind. */
    private static final Limits LIMITS = new Limits(1 << 20, 1 << 19, 1 << 24, 16, 1024, 20, 100, 4, 1 << 20, 1000);

    @TempDir
    Path folder;

    FaultyStorage storage;
    StetServer server;
    RawClient grace;
    private long revision;

    @BeforeEach
    void start() throws Exception {
        storage = new FaultyStorage(H2Storage.open(folder, Durability.FORCED));
        server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).with(LIMITS), storage);
        grace = RawClient.connect(server, "grace-01");
        grace.open("minutes");
    }

    @AfterEach
    void stop() {
        grace.close();
        server.close();
    }

    /** Has somebody else edit. */
    private void edit(int operations) throws Exception {
        for (int i = 0; i < operations; i++) {
            grace.submit("minutes", revision, revision + 1, "[\"g\"]");
            revision = number(grace.expect("op:ack"), "revision");
        }
    }

    private static long number(Map<String, Object> message, String field) {
        return ((Number) message.get(field)).longValue();
    }

    private RawClient ada() throws Exception {
        return RawClient.connect(server, "ada-0001");
    }

    /** Submits an operation and loses the connection before the answer. */
    private void submitAndLose() throws Exception {
        FaultyStorage.Stall stall = storage.stall(storage.batches().size() + 1);
        RawClient ada = ada();
        ada.open("minutes");
        ada.submit("minutes", revision, 7, "[\"a\"]");
        stall.awaitReached();
        ada.cut();
        stall.release();
        grace.expect("op:applied");
        revision++;
    }

    @Test
    void aClientThatMissedNothingGoesOnWithoutASnapshot() throws Exception {
        edit(2);
        try (RawClient ada = ada()) {
            assertThat(ada.resume("minutes", 2))
                    .containsEntry("revision", 2)
                    .doesNotContainKeys("snapshot", "inFlight");
            assertThat(ada.untilPong()).noneMatch(message -> message.get("type").equals("op:applied"));
        }
    }

    @Test
    void whatWasMissedComesFromMemoryOneByOne() throws Exception {
        edit(5);
        try (RawClient ada = ada()) {
            assertThat(ada.resume("minutes", 2)).containsEntry("revision", 2).doesNotContainKey("snapshot");
            Map<String, Object> applied = ada.expect("op:applied");
            assertThat(applied).containsEntry("revision", 5);
            assertThat((List<?>) applied.get("operations")).hasSize(3);
        }
    }

    @Test
    void whatIsNotInMemoryAnyMoreComesFromStorage() throws Exception {
        edit(12);
        try (RawClient ada = ada()) {
            assertThat(ada.resume("minutes", 1)).containsEntry("revision", 1).doesNotContainKey("snapshot");
            long at = 1;
            while (at < 12) {
                Map<String, Object> applied = ada.expect("op:applied");
                at += ((List<?>) applied.get("operations")).size();
                assertThat(number(applied, "revision")).isEqualTo(at);
            }
        }
    }

    @Test
    void aClientThatIsTooFarBehindGetsASnapshot() throws Exception {
        edit(22);
        try (RawClient ada = ada()) {
            assertThat(ada.resume("minutes", 2)).doesNotContainKey("snapshot");
        }
        try (RawClient ada = ada()) {
            assertThat(ada.resume("minutes", 1))
                    .containsEntry("revision", 22)
                    .containsEntry("snapshot", "g".repeat(22));
        }
    }

    @Test
    void aRevisionFromAnotherStoreGetsASnapshot() throws Exception {
        edit(5);
        String store;
        try (RawClient ada = ada()) {
            Map<String, Object> opened = ada.resume("minutes", 4);
            store = String.valueOf(opened.get("store"));
            assertThat(store).isEqualTo(storage.id());
        }
        try (RawClient ada = ada()) {
            ada.send("{\"type\":\"doc:open\",\"doc\":\"minutes\",\"since\":4,\"store\":\"" + store + "\"}");
            assertThat(ada.expect("doc:opened")).containsEntry("revision", 4).doesNotContainKey("snapshot");
        }
        try (RawClient ada = ada()) {
            ada.send("{\"type\":\"doc:open\",\"doc\":\"minutes\",\"since\":4,\"store\":\"another\"}");
            assertThat(ada.expect("doc:opened"))
                    .containsEntry("revision", 5)
                    .containsEntry("snapshot", "ggggg")
                    .containsEntry("store", store);
        }
    }

    @Test
    void anOperationInFlightThatCameAlongToAnotherStoreIsFoundThere() throws Exception {
        edit(1);
        submitAndLose();
        edit(1);
        try (RawClient ada = ada()) {
            ada.send("{\"type\":\"doc:open\",\"doc\":\"minutes\",\"since\":1,\"inFlight\":7,\"store\":\"another\"}");
            assertThat(ada.expect("doc:opened"))
                    .containsEntry("snapshot", "gag")
                    .containsEntry("inFlight", Map.of("seq", 7, "revision", 2));
        }
    }

    @Test
    void aRevisionFromTheFutureGetsASnapshot() throws Exception {
        edit(1);
        try (RawClient ada = ada()) {
            assertThat(ada.resume("minutes", 9)).containsEntry("revision", 1).containsEntry("snapshot", "g");
        }
    }

    @Test
    void anOperationInFlightThatWasStoredIsFoundInMemory() throws Exception {
        edit(1);
        submitAndLose();
        edit(1);
        try (RawClient ada = ada()) {
            assertThat(ada.resume("minutes", 1, 7)).containsEntry("inFlight", Map.of("seq", 7, "revision", 2));
            assertThat(ada.expect("op:ack")).containsEntry("seq", 7).containsEntry("revision", 2);
            assertThat(ada.expect("op:applied")).containsEntry("revision", 3);
        }
    }

    @Test
    void anOperationInFlightThatWasStoredIsFoundInStorage() throws Exception {
        edit(1);
        submitAndLose();
        edit(10);
        try (RawClient ada = ada()) {
            assertThat(ada.resume("minutes", 1, 7))
                    .containsEntry("inFlight", Map.of("seq", 7, "revision", 2))
                    .doesNotContainKey("snapshot");
            assertThat(ada.expect("op:ack")).containsEntry("revision", 2);
        }
    }

    @Test
    void anOperationInFlightThatWasStoredIsFoundBehindTheSnapshot() throws Exception {
        edit(1);
        submitAndLose();
        edit(30);
        try (RawClient ada = ada()) {
            assertThat(ada.resume("minutes", 1, 7))
                    .containsEntry("inFlight", Map.of("seq", 7, "revision", 2))
                    .containsEntry("revision", 32)
                    .containsKey("snapshot");
        }
    }

    @Test
    void anOperationInFlightThatWasNotStoredIsSentAgain() throws Exception {
        edit(3);
        try (RawClient ada = ada()) {
            assertThat(ada.resume("minutes", 1, 7)).containsEntry("inFlight", Map.of("seq", 7));
            ada.expect("op:applied");
            ada.submit("minutes", 3, 7, "[\"a\"]");
            assertThat(ada.expect("op:ack")).containsEntry("seq", 7).containsEntry("revision", 4);
        }
    }

    @Test
    void aClientWithAnOperationBeingStoredWaitsUntilItIsKnownWhatBecameOfIt() throws Exception {
        edit(1);
        FaultyStorage.Stall stall = storage.stall(storage.batches().size() + 1);
        RawClient lost = ada();
        lost.open("minutes");
        lost.submit("minutes", 1, 7, "[\"a\"]");
        stall.awaitReached();
        lost.cut();
        try (RawClient ada = ada()) {
            ada.send("{\"type\":\"doc:open\",\"doc\":\"minutes\",\"since\":1,\"inFlight\":7}");
            assertThat(ada.untilPong()).isEmpty();
            stall.release();
            assertThat(ada.expect("doc:opened")).containsEntry("inFlight", Map.of("seq", 7, "revision", 2));
            assertThat(ada.expect("op:ack")).containsEntry("seq", 7).containsEntry("revision", 2);
        }
    }

    @Test
    void aClientThatLostItsStateHearsOfItsOwnOperationAsOfAnybodyElses() throws Exception {
        FaultyStorage.Stall stall = storage.stall(1);
        RawClient lost = ada();
        lost.open("minutes");
        lost.submit("minutes", 0, 7, "[\"a\"]");
        stall.awaitReached();
        lost.cut();
        try (RawClient ada = ada()) {
            assertThat(ada.open("minutes")).containsEntry("snapshot", "");
            stall.release();
            assertThat(ada.expect("op:applied"))
                    .containsEntry("revision", 1)
                    .containsEntry("operations", List.of(Map.of("op", List.of("a"), "author", ada.user(), "seq", 7)));
        }
    }

    @Test
    void anOperationSentAgainIsAcknowledgedAtTheSameRevision() throws Exception {
        try (RawClient ada = ada()) {
            ada.open("minutes");
            ada.submit("minutes", 0, 1, "[\"a\"]");
            assertThat(ada.expect("op:ack")).containsEntry("revision", 1);
            for (int again = 0; again < 3; again++) {
                ada.submit("minutes", 0, 1, "[\"a\"]");
                assertThat(ada.expect("op:ack")).containsEntry("seq", 1).containsEntry("revision", 1);
            }
            revision = 1;
            for (int i = 0; i < 8; i++) {
                edit(1);
                // Four entries are in memory: whoever has not read one before the fifth comes is told to resume.
                ada.expect("op:applied");
            }
            ada.submit("minutes", 0, 1, "[\"a\"]");
            Map<String, Object> ack = ada.expect("op:ack");
            assertThat(ack).containsEntry("seq", 1).containsEntry("revision", 1);
        }
    }

    @Test
    void anOperationThatIsTooOldIsRefusedAndMayBeSentAgain() throws Exception {
        edit(22);
        try (RawClient ada = ada()) {
            ada.open("minutes");
            ada.submit("minutes", 1, 1, "[\"a\"]");
            assertThat(ada.expectError("base_too_old")).containsEntry("retryable", true);
            ada.submit("minutes", 2, 1, "[\"a\"]");
            assertThat(ada.expect("op:ack")).containsEntry("revision", 23);
        }
    }
}
