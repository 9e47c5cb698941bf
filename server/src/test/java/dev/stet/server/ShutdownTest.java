package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.stet.server.storage.Durability;
import dev.stet.server.storage.FaultyStorage;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.UnreliableStorage;
import dev.stet.server.storage.UnreliableStorage.Call;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An orderly stop: clients are told, acknowledgements go out, everything is on disk. */
class ShutdownTest {
    @TempDir
    Path folder;

    private ServerConfig config() {
        return ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(folder);
    }

    private static Timing drainingFor(Duration most) {
        return new Timing(Duration.ofSeconds(15), Duration.ofMinutes(1), 1000, Duration.ofMillis(500), most);
    }

    @Test
    void anIdleServerStopsAtOnce() throws Exception {
        StetServer server = StetServer.start(config().with(drainingFor(Duration.ofHours(1))));
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
            assertTimeoutPreemptively(Patience.LONG, server::close);
        }
        server.close();
    }

    @Test
    void clientsAreToldAndClosed() throws Exception {
        StetServer server = StetServer.start(config());
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            server.close();
            assertThat(ada.expect("session:draining")).containsEntry("retryAfterMs", 1000);
            assertThat(ada.closeCode()).isEqualTo(4010);
        }
    }

    @Test
    void whatWasAcceptedIsStoredAndAcknowledgedAndThereAfterTheNextStart() throws Exception {
        FaultyStorage storage = new FaultyStorage(H2Storage.open(folder, Durability.FORCED));
        StetServer server = StetServer.start(config(), storage);
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
            FaultyStorage.Stall stall = storage.stall(1);
            ada.submit("minutes", 0, 1, "[\"kept\"]");
            stall.awaitReached();
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);
            ada.expect("session:draining");
            ada.submit("minutes", 0, 2, "[\"late\"]");
            assertThat(ada.expectError("draining")).containsEntry("seq", 2).containsEntry("retryable", true);
            ada.send("{\"type\":\"doc:open\",\"doc\":\"other\",\"create\":true}");
            ada.expectError("draining");
            stall.release();
            assertThat(ada.expect("op:ack")).containsEntry("seq", 1).containsEntry("revision", 1);
            assertThat(ada.closeCode()).isEqualTo(4010);
            stopping.join();
        }
        try (StetServer again = StetServer.start(config());
                RawClient ada = RawClient.connect(again, "ada-0001")) {
            assertThat(ada.open("minutes")).containsEntry("revision", 1).containsEntry("snapshot", "kept");
        }
    }

    @Test
    void aClientThatDoesNotReadDelaysTheStopForAsLongAsItMay() throws Exception {
        StetServer server = StetServer.start(config().with(drainingFor(Duration.ofSeconds(1))));
        try (WireSocket deaf = WireSocket.connect(server, "deaf-client", 4096);
                RawClient ada = RawClient.connect(server, "ada-0001")) {
            deaf.text("{\"type\":\"doc:open\",\"doc\":\"minutes\",\"create\":true}");
            deaf.expect("doc:opened");
            ada.open("minutes");
            String large = "[\"" + "x".repeat(400_000) + "\"]";
            for (int seq = 1; seq <= 20; seq++) {
                ada.submit("minutes", seq - 1, seq, large);
                ada.expect("op:ack");
            }
            assertTimeoutPreemptively(Patience.LONG, server::close);
            assertThat(ada.closeCode()).isEqualTo(4010);
        }
    }

    @Test
    void nobodyWaitsForTheLastSnapshots() throws Exception {
        UnreliableStorage storage = new UnreliableStorage(H2Storage.open(folder, Durability.FORCED));
        StetServer server = StetServer.start(config().with(drainingFor(Duration.ofHours(1))), storage);
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
            ada.submit("minutes", 0, 1, "[\"" + "x".repeat(100_000) + "\"]");
            ada.expect("op:ack");
            storage.stall(Call.WRITE_SNAPSHOT);
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);
            assertThat(ada.closeCode()).isEqualTo(4010);
            await().until(() -> storage.count(Call.WRITE_SNAPSHOT) == 1);
            assertThat(stopping).isNotDone();
            storage.release();
            stopping.join();
        }
    }

    @Test
    void snapshotsForWhichThereIsNoTimeAreLeft() throws Exception {
        UnreliableStorage storage = new UnreliableStorage(H2Storage.open(folder, Durability.FORCED));
        StetServer server = StetServer.start(config().with(drainingFor(Duration.ofSeconds(1))), storage);
        int documents = 20;
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            for (int i = 0; i < documents; i++) {
                ada.open("minutes-" + i);
                ada.submit("minutes-" + i, 0, i + 1, "[\"" + "x".repeat(100_000) + "\"]");
                ada.expect("op:ack");
            }
        }
        storage.stall(Call.WRITE_SNAPSHOT);
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);
        await().until(() -> storage.count(Call.WRITE_SNAPSHOT) > 0);
        await().during(Duration.ofMillis(1500)).until(() -> storage.count(Call.WRITE_SNAPSHOT) < documents);
        storage.release();
        stopping.join();
        assertThat(storage.count(Call.WRITE_SNAPSHOT)).isLessThan(documents);
        try (StetServer again = StetServer.start(config());
                RawClient ada = RawClient.connect(again, "ada-0001")) {
            assertThat(ada.open("minutes-19")).containsEntry("snapshot", "x".repeat(100_000));
        }
    }

    @Test
    void readinessEndsWithTheDraining() throws Exception {
        FaultyStorage storage = new FaultyStorage(H2Storage.open(folder, Durability.FORCED));
        StetServer server = StetServer.start(config(), storage);
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready =
                HttpRequest.newBuilder(URI.create(server.address() + "/readyz")).build();
        assertThat(http.send(ready, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
            FaultyStorage.Stall stall = storage.stall(1);
            ada.submit("minutes", 0, 1, "[\"kept\"]");
            stall.awaitReached();
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);
            ada.expect("session:draining");
            // on the connection that is there already: new ones are not taken
            await().untilAsserted(() -> {
                HttpResponse<String> answer = http.send(ready, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).contains("draining");
            });
            stall.release();
            stopping.join();
        }
    }
}
