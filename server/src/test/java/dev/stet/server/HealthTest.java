package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stet.server.document.IdleReader;
import dev.stet.server.document.JoinRequest;
import dev.stet.server.document.Joined;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.UnreliableStorage;
import dev.stet.server.storage.UnreliableStorage.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /healthz} and {@code /readyz} mean what they say: with storage that fails and hangs. */
class HealthTest {
    @TempDir
    Path folder;

    UnreliableStorage storage;
    StetServer server;

    @BeforeEach
    void start() throws Exception {
        storage = new UnreliableStorage(H2Storage.open(folder, Durability.RELAXED));
        server = StetServer.start(
                ServerConfig.DEFAULT
                        .listeningOn("127.0.0.1", 0)
                        .with(OperatorSettings.DEFAULT.withStuckAfter(Duration.ofSeconds(1))),
                storage);
    }

    @AfterEach
    void stop() {
        storage.release();
        storage.repair();
        server.close();
    }

    private Http.Answer get(String path) throws Exception {
        return new Http(server).send("GET", path, "", Map.of());
    }

    @Test
    void allIsWell() throws Exception {
        await().untilAsserted(() -> assertThat(get("/healthz").body())
                .isEqualTo("{\"status\":\"ok\",\"parts\":{\"journal\":\"ok\",\"documents\":\"ok\","
                        + "\"scheduler\":\"ok\",\"connections\":\"ok\"}}"));
        await().untilAsserted(() -> assertThat(get("/readyz").body())
                .isEqualTo("{\"status\":\"ok\",\"parts\":{\"drain\":\"ok\",\"store\":\"ok\"}}"));
        await().untilAsserted(() -> assertThat(get("/healthz").status()).isEqualTo(200));
        await().untilAsserted(() -> assertThat(get("/readyz").status()).isEqualTo(200));
    }

    @Test
    void aJournalThatHangsIsNoticedAndThatItGoesOn() throws Exception {
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
            storage.stall(Call.APPEND);
            ada.submit("minutes", 0, 1, "[\"x\"]");
            await().untilAsserted(() -> {
                Http.Answer stuck = get("/healthz");
                assertThat(stuck.status()).isEqualTo(503);
                assertThat(stuck.json().get("status").asString()).isEqualTo("failing");
                assertThat(stuck.json().at("/parts/journal").asString()).startsWith("a batch is not done, seconds=");
                assertThat(stuck.json().at("/parts/documents").asString()).isEqualTo("ok");
            });
            storage.release();
            ada.expect("op:ack");
            await().untilAsserted(() -> assertThat(get("/healthz").status()).isEqualTo(200));
        }
    }

    @Test
    void aDocumentThatIsStuckIsNoticedAndThatItGoesOn() throws Exception {
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
            CountDownLatch released = new CountDownLatch(1);
            Thread stuck = Thread.startVirtualThread(() ->
                    server.documents().find("minutes").join().join(new StuckReader(released), JoinRequest.fresh()));
            await().untilAsserted(() -> {
                Http.Answer answer = get("/healthz");
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.json().at("/parts/documents").asString()).startsWith("no progress, seconds=");
                assertThat(answer.json().at("/parts/journal").asString()).isEqualTo("ok");
            });
            released.countDown();
            stuck.join();
            await().untilAsserted(() -> assertThat(get("/healthz").status()).isEqualTo(200));
            ada.submit("minutes", 0, 1, "[\"x\"]");
            ada.expect("op:ack");
        }
    }

    /** Does not return when it is told that it is in, and so holds up the document's mailbox. */
    private static final class StuckReader extends IdleReader {
        private final CountDownLatch released;

        StuckReader(CountDownLatch released) {
            this.released = released;
        }

        @Override
        public void joined(Joined joined) {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
        }
    }

    @Test
    void storageThatFailsIsNotReadyButNothingToRestartFor() throws Exception {
        storage.fail(Call.CHECK);
        Http.Answer failing = get("/readyz");
        assertThat(failing.status()).isEqualTo(503);
        assertThat(failing.json().at("/parts/store").asString()).isEqualTo("storage unavailable");
        await().untilAsserted(() -> assertThat(get("/healthz").status()).isEqualTo(200));
    }

    @Test
    void storageThatHangsIsAskedByOneAtATime() throws Exception {
        storage.stall(Call.CHECK);
        for (int i = 0; i < 3; i++) {
            assertThat(get("/readyz").json().at("/parts/store").asString()).isEqualTo("storage does not answer");
        }
        assertThat(storage.count(Call.CHECK)).isEqualTo(1);
        storage.release();
        await().untilAsserted(() -> assertThat(get("/readyz").status()).isEqualTo(200));
    }
}
