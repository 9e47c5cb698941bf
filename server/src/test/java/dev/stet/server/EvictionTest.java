package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredSnapshot;
import dev.stet.server.storage.UnreliableStorage;
import dev.stet.server.storage.UnreliableStorage.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document that nobody has open is put away, and opening one costs a snapshot and a few operations. */
class EvictionTest {
    private static final int SNAPSHOT_EVERY = 50;

    @TempDir
    Path folder;

    UnreliableStorage storage;
    StetServer server;

    @BeforeEach
    void start() throws Exception {
        storage = new UnreliableStorage(H2Storage.open(folder, Durability.FORCED));
        Timing timing = new Timing(
                Duration.ofSeconds(15),
                Duration.ofMillis(100),
                SNAPSHOT_EVERY,
                Duration.ofMillis(50),
                Duration.ofSeconds(5));
        server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).with(timing), storage);
    }

    @AfterEach
    void stop() {
        storage.repair();
        server.close();
    }

    private void write(int operations) throws Exception {
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
            for (int revision = 0; revision < operations; revision++) {
                ada.submit("minutes", revision, revision + 1, "[\"x\"]");
                ada.expect("op:ack");
            }
        }
    }

    @Test
    void aDocumentNobodyHasOpenIsPutAwayAndReadFromItsSnapshot() throws Exception {
        write(20);
        await().untilAsserted(() -> assertThat(server.openDocuments()).isZero());
        long before = storage.entriesRead();
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            assertThat(ada.open("minutes")).containsEntry("revision", 20).containsEntry("snapshot", "x".repeat(20));
            assertThat(storage.entriesRead() - before).isOne();
        }
    }

    @Test
    void aDocumentOfAFewOperationsIsPutAwayWithoutOne() throws Exception {
        write(7);
        await().untilAsserted(() -> assertThat(server.openDocuments()).isZero());
        assertThat(storage.count(Call.WRITE_SNAPSHOT)).isZero();
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            assertThat(ada.open("minutes")).containsEntry("revision", 7).containsEntry("snapshot", "xxxxxxx");
        }
    }

    @Test
    void aDocumentSomebodyHasOpenStays() throws Exception {
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
            await().during(Duration.ofMillis(400))
                    .untilAsserted(() -> assertThat(server.openDocuments()).isOne());
        }
        await().untilAsserted(() -> assertThat(server.openDocuments()).isZero());
    }

    @Test
    void aDocumentWhoseSnapshotCannotBeStoredStaysUntilItCan() throws Exception {
        storage.fail(Call.WRITE_SNAPSHOT);
        write(20);
        await().untilAsserted(
                        () -> assertThat(storage.count(Call.WRITE_SNAPSHOT)).isGreaterThan(2));
        assertThat(server.openDocuments()).isOne();
        storage.repair();
        await().untilAsserted(() -> assertThat(server.openDocuments()).isZero());
    }

    @Test
    void documentsThatAreOpenedAndPutAwayOverAndOverLoseNothing() throws Exception {
        for (int round = 0; round < 10; round++) {
            try (RawClient ada = RawClient.connect(server, "ada-0001")) {
                assertThat(ada.open("minutes"))
                        .containsEntry("revision", round)
                        .containsEntry("snapshot", "x".repeat(round));
                ada.submit("minutes", round, round + 1, "[\"x\"]");
                ada.expect("op:ack");
            }
            boolean reopenedAtOnce = round % 2 == 0;
            await().until(() -> reopenedAtOnce || server.openDocuments() == 0);
        }
    }

    @Test
    void aLoadThatFailsHalfWayIsAnErrorAndTheNextOneIsWhole() throws Exception {
        StoredDocument document = storage.create("long", "text");
        int revisions = 6_000; // more than are read at once
        storage.append(List.of(new Storage.Append(
                document,
                IntStream.rangeClosed(1, revisions)
                        .mapToObj(r -> new LogEntry(r, "writer-01", r, "guest", r, Bytes.utf8("[\"x\"]")))
                        .toList())));
        storage.failAfter(1, Call.READ);
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.send("{\"type\":\"doc:open\",\"doc\":\"long\",\"create\":true}");
            ada.expectError("document_unavailable");
            storage.repair();
            assertThat(ada.open("long"))
                    .containsEntry("revision", revisions)
                    .containsEntry("snapshot", "x".repeat(revisions));
        }
    }

    @Test
    void aFewLongOperationsCallForASnapshotToo() throws Exception {
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
            for (int revision = 0; revision < 6; revision++) {
                ada.submit("minutes", revision, revision + 1, "[\"" + "x".repeat(300_000) + "\"]");
                ada.expect("op:ack");
            }
            StoredDocument document = storage.find("minutes").orElseThrow();
            await().untilAsserted(() ->
                    assertThat(storage.snapshot(document, Long.MAX_VALUE)).isPresent());
        }
    }

    @Test
    void aLongHistoryIsOpenedFromASnapshotAndTheOperationsAfterIt() throws Exception {
        StoredDocument document = storage.create("long", "text");
        int revisions = 100_000;
        for (int from = 0; from < revisions; from += 10_000) {
            List<LogEntry> page = IntStream.rangeClosed(from + 1, from + 10_000)
                    .mapToObj(r -> new LogEntry(
                            r, "writer-01", r, "guest", r, Bytes.utf8(r % 2 == 1 ? "[\"x\"]" : "[{\"d\":1}]")))
                    .toList();
            storage.append(List.of(new Storage.Append(document, page)));
        }
        storage.writeSnapshot(document, new StoredSnapshot(revisions - 49, Bytes.utf8("\"x\"")));
        long before = storage.entriesRead();
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            assertThat(ada.open("long")).containsEntry("revision", revisions).containsEntry("snapshot", "");
        }
        assertThat(storage.entriesRead() - before).isEqualTo(50);
    }
}
