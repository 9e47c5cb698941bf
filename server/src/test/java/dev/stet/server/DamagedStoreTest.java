package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.Damage;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that was damaged says so, and never shows another document than the one that was acknowledged. */
class DamagedStoreTest {
    private static final int REVISIONS = 10;

    @TempDir
    Path folder;

    /** Ten operations {@code x}, and good snapshots at revisions 4 and 8. */
    private void write() {
        try (Storage disk = H2Storage.open(folder, Durability.FORCED)) {
            StoredDocument document = disk.create("minutes", "text");
            disk.append(List.of(new Storage.Append(
                    document,
                    IntStream.rangeClosed(1, REVISIONS)
                            .mapToObj(r -> new LogEntry(r, "writer-01", r, "guest", r, Bytes.utf8("[\"x\"]")))
                            .toList())));
            disk.writeSnapshot(document, snapshot(4));
            disk.writeSnapshot(document, snapshot(8));
        }
    }

    private static StoredSnapshot snapshot(int revision) {
        return new StoredSnapshot(revision, Bytes.utf8("\"" + "x".repeat(revision) + "\""));
    }

    private void isUnavailable() throws Exception {
        open(client -> {
            for (int attempt = 0; attempt < 2; attempt++) {
                client.send("{\"type\":\"doc:open\",\"doc\":\"minutes\",\"create\":true}");
                client.expectError("document_unavailable");
            }
            assertThat(client.open("other")).containsEntry("snapshot", "");
        });
    }

    private void isWhole() throws Exception {
        open(client -> assertThat(client.open("minutes"))
                .containsEntry("revision", REVISIONS)
                .containsEntry("snapshot", "x".repeat(REVISIONS)));
    }

    private interface Visit {
        void with(RawClient client) throws Exception;
    }

    private void open(Visit visit) throws Exception {
        try (StetServer server = StetServer.start(
                        ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(folder));
                RawClient client = RawClient.connect(server, "ada-0001")) {
            visit.with(client);
        }
    }

    @Test
    void aStoreThatIsWholeIsShown() throws Exception {
        write();
        isWhole();
    }

    @Test
    void aSnapshotThatDoesNotFitItsChecksumIsPassedOverForAnOlderOne() throws Exception {
        write();
        Damage.in(folder, "update snapshot set checksum = checksum + 1 where revision = 8");
        isWhole();
    }

    @Test
    void aSnapshotThatIsNoneIsPassedOverToo() throws Exception {
        write();
        try (Storage disk = H2Storage.open(folder, Durability.FORCED)) {
            StoredDocument document = disk.find("minutes").orElseThrow();
            disk.writeSnapshot(document, new StoredSnapshot(8, Bytes.utf8("{\"not\": \"a text\"}")));
            disk.writeSnapshot(document, new StoredSnapshot(9, Bytes.utf8("\"xx")));
        }
        isWhole();
    }

    @Test
    void ifNoSnapshotIsGoodTheLogAloneIsEnough() throws Exception {
        write();
        Damage.in(folder, "update snapshot set checksum = checksum + 1");
        isWhole();
    }

    @Test
    void aLogThatIsShorterThanItsSnapshotIsAnError() throws Exception {
        write();
        Damage.in(folder, "delete from operation where revision > 7");
        isUnavailable();
    }

    @Test
    void aLogThatIsLostButForItsSnapshotIsAnError() throws Exception {
        write();
        Damage.in(folder, "delete from operation");
        isUnavailable();
    }

    @Test
    void aLogThatIsShorterThanADamagedSnapshotIsAnError() throws Exception {
        write();
        Damage.in(folder, "delete from operation where revision > 7");
        Damage.in(folder, "update snapshot set checksum = checksum + 1 where revision = 8");
        isUnavailable();
    }

    @Test
    void aLogWithAGapIsAnError() throws Exception {
        write();
        Damage.in(folder, "delete from operation where revision = 9");
        isUnavailable();
    }

    @Test
    void anOperationThatWasChangedIsAnErrorThoughItFits() throws Exception {
        write();
        Damage.in(folder, "update operation set payload = x'5b2279225d' where revision = 9"); // ["y"]
        isUnavailable();
    }

    @Test
    void anOperationThatIsNoneIsAnError() throws Exception {
        write();
        Damage.in(folder, "update operation set payload = x'5b22' where revision = 9"); // ["
        isUnavailable();
    }
}
