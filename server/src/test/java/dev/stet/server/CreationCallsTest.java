package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.UnreliableStorage;
import dev.stet.server.storage.UnreliableStorage.Call;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server asks of its store when somebody creates documents and writes to them, counted. */
class CreationCallsTest {
    private static final int DOCUMENTS = 20;

    @TempDir
    Path folder;

    @Test
    void aDocumentIsLookedForAndCreatedAndNothingIsReadOfIt() throws Exception {
        UnreliableStorage database = new UnreliableStorage(H2Storage.open(folder, Durability.RELAXED));
        try (StetServer server = StetServer.start(ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0), database);
                RawClient ada = RawClient.connect(server, "ada-0001")) {
            for (int i = 0; i < DOCUMENTS; i++) {
                assertThat(ada.open("d" + i)).containsEntry("revision", 0).containsEntry("snapshot", "");
                ada.submit("d" + i, 0, i + 1, "[\"Hello\"]");
                ada.expect("op:ack");
            }
            assertThat(database.count(Call.FIND)).isEqualTo(DOCUMENTS);
            assertThat(database.count(Call.CREATE)).isEqualTo(DOCUMENTS);
            assertThat(database.count(Call.APPEND)).isEqualTo(DOCUMENTS);
            assertThat(database.count(Call.SNAPSHOT)).isZero();
            assertThat(database.count(Call.READ)).isZero();
            assertThat(database.count(Call.HEAD)).isZero();
        } finally {
            database.close();
        }
    }
}
