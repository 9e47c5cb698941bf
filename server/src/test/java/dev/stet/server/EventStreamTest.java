package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stet.server.limits.TrafficLimits;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Editing without a WebSocket: events come down in a stream, messages go up in requests. */
class EventStreamTest {
    private static final String OPEN = "{\"type\":\"doc:open\",\"id\":\"1\",\"doc\":\"minutes\",\"create\":true}";
    private static final String ADA = "ada-0001";

    @TempDir
    Path folder;

    Storage storage;
    StetServer server;
    Http http;
    final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        storage = H2Storage.open(folder, Durability.RELAXED);
        start(ServerConfig.DEFAULT);
    }

    private void start(ServerConfig config) throws Exception {
        server = StetServer.start(config.listeningOn("127.0.0.1", 0), storage);
        http = new Http(server);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        server.close();
    }

    /** Starts the server again, on a new store. */
    private void startAnew(ServerConfig config) throws Exception {
        server.close();
        storage = H2Storage.open(folder.resolve("other"), Durability.RELAXED);
        start(config);
    }

    private <T extends AutoCloseable> T closing(T one) {
        open.add(one);
        return one;
    }

    private RawStream stream(String client, String message) throws Exception {
        RawStream stream = closing(RawStream.open(server, "minutes", client, message));
        assertThat(stream.status()).isEqualTo(200);
        return stream;
    }

    private RawStream follow(String client, String lastEventId) throws Exception {
        RawStream stream =
                closing(RawStream.follow(server, "minutes", "client=" + client, Map.of("Last-Event-ID", lastEventId)));
        assertThat(stream.status()).isEqualTo(200);
        return stream;
    }

    private Http.Answer post(String client, String message) throws Exception {
        return http.send("POST", "/api/v1/documents/minutes/messages?client=" + client, message, Map.of());
    }

    private static String submission(long revision, long seq, String op) {
        return "{\"type\":\"op:submit\",\"doc\":\"minutes\",\"revision\":" + revision + ",\"seq\":" + seq + ",\"op\":"
                + op + "}";
    }

    private Http.Answer submit(String client, long revision, long seq, String op) throws Exception {
        Http.Answer answer = post(client, submission(revision, seq, op));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer;
    }

    private RawClient writer() throws Exception {
        RawClient writer = closing(RawClient.connect(server, "writer-01"));
        writer.open("minutes");
        return writer;
    }

    private List<LogEntry> log() {
        return storage.read(storage.find("minutes").orElseThrow(), 0, 10_000);
    }

    @Test
    void aStreamBeginsAsAConnectionDoesAndNoProxyKeepsItBack() throws Exception {
        RawStream ada = stream(ADA, OPEN);
        assertThat(ada.head())
                .contains("Content-Type: text/event-stream")
                .contains("Cache-Control: no-store, no-transform")
                .contains("X-Accel-Buffering: no")
                .contains("X-Content-Type-Options: nosniff");
        assertThat(ada.expect("session:welcome")).containsEntry("client", ADA);
        assertThat(ada.expect("doc:opened"))
                .containsEntry("re", "1")
                .containsEntry("revision", 0)
                .containsEntry("role", "owner")
                .containsEntry("snapshot", "");
        assertThat(ada.lastId()).isEqualTo("0");
        assertThat(http.send("GET", "/api/v1/welcome?client=" + ADA, "", Map.of())
                        .json()
                        .get("type")
                        .asString())
                .isEqualTo("session:welcome");
        assertThat(server.openSessions()).isEqualTo(1);
    }

    @Test
    void whatOthersDoComesDownAndWhatIsPostedIsMarkedAsOnesOwn() throws Exception {
        RawStream ada = stream(ADA, OPEN);
        ada.expect("doc:opened");
        RawClient grace = writer();
        assertThat(submit(ADA, 0, 1, "[\"Hello\"]").json().toString())
                .isEqualTo("{\"type\":\"op:ack\",\"doc\":\"minutes\",\"seq\":1,\"revision\":1}");
        assertThat(ada.expect("op:applied").get("operations").toString()).contains("seq=1");
        assertThat(grace.expect("op:applied").get("operations").toString())
                .contains("Hello")
                .doesNotContain("seq");
        grace.submit("minutes", 1, 1, "[5,\" world\"]");
        assertThat(ada.expect("op:applied"))
                .containsEntry("revision", 2)
                .containsEntry("operations", List.of(Map.of("op", List.of(5, " world"), "author", grace.user())));
        assertThat(ada.lastId()).isEqualTo("2");
    }

    @Test
    void aStreamThatBreaksOffGoesOnAfterTheLastEventAndNothingIsLostOrDoubled() throws Exception {
        RawClient writer = writer();
        int written = 0;
        int seen = 0;
        String last = "0";
        for (int round = 0; round < 8; round++) {
            try (RawStream stream =
                    RawStream.follow(server, "minutes", "client=" + ADA, Map.of("Last-Event-ID", last))) {
                assertThat(stream.expect("doc:opened"))
                        .doesNotContainKey("snapshot")
                        .containsEntry("revision", seen);
                for (int i = 0; i < 10; i++) {
                    writer.submit("minutes", written, written + 1, "[\"x\"]");
                    writer.expect("op:ack");
                    written++;
                }
                // some of it is still under way when the connection breaks
                while (seen < written - round) {
                    Map<String, Object> applied = stream.expect("op:applied");
                    seen += ((List<?>) applied.get("operations")).size();
                    assertThat(applied).containsEntry("revision", seen);
                }
                last = stream.lastId();
                assertThat(last).isEqualTo(Integer.toString(seen));
            }
        }
        RawStream end = follow(ADA, last);
        end.expect("doc:opened");
        while (seen < written) {
            seen += ((List<?>) end.expect("op:applied").get("operations")).size();
        }
        assertThat(seen).isEqualTo(written);
    }

    @Test
    void anOperationThatIsPostedAgainIsAppliedOnceAndAcknowledgedWithTheSameRevision() throws Exception {
        stream(ADA, OPEN).expect("doc:opened");
        RawClient grace = writer();
        assertThat(submit(ADA, 0, 7, "[\"Hello\"]").revision()).isEqualTo(1);
        grace.submit("minutes", 1, 1, "[\"x\"]");
        grace.expect("op:ack");
        assertThat(submit(ADA, 0, 7, "[\"Hello\"]").revision()).isEqualTo(1);
        assertThat(submit(ADA, 1, 8, "[\"y\"]").revision()).isEqualTo(3);
        assertThat(submit(ADA, 0, 7, "[\"Hello\"]").revision()).isEqualTo(1);
        assertThat(log()).hasSize(3);
    }

    @Test
    void anOperationNamedWhenTheStreamIsOpenedIsAcknowledgedInIt() throws Exception {
        stream(ADA, OPEN).expect("doc:opened");
        submit(ADA, 0, 7, "[\"Hello\"]");
        RawStream again = stream(ADA, "{\"type\":\"doc:open\",\"doc\":\"minutes\",\"since\":0,\"inFlight\":7}");
        assertThat(again.expect("doc:opened")).containsEntry("inFlight", Map.of("seq", 7, "revision", 1));
        assertThat(again.expect("op:ack")).containsEntry("seq", 7).containsEntry("revision", 1);
    }

    @Test
    void whatIsRefusedIsItsAuthorsAgainAsOnAConnection() throws Exception {
        stream(ADA, OPEN).expect("doc:opened");
        Http.Answer tooFar = submit(ADA, 0, 1, "[5,\"x\"]");
        assertThat(tooFar.code()).isEqualTo("invalid_operation");
        assertThat(tooFar.json().get("rule").asString()).isEqualTo("past_the_end");
        assertThat(tooFar.json().get("seq").asInt()).isEqualTo(1);
        assertThat(submit(ADA, 9, 2, "[\"x\"]").code()).isEqualTo("revision_ahead");
        assertThat(submit(ADA, 0, 3, "null").code()).isEqualTo("invalid_operation");
        assertThat(post(ADA, "{").code()).isEqualTo("bad_json");
        assertThat(post(ADA, "{\"type\":\"ping\"}").code()).isEqualTo("bad_message");
        assertThat(post(ADA, submission(0, 4, "[\"x\"]").replace("minutes", "letter"))
                        .code())
                .isEqualTo("bad_message");
        assertThat(post("short", submission(0, 4, "[\"x\"]")).status()).isEqualTo(400);
        assertThat(http.send(
                                "POST",
                                "/api/v1/documents/none/messages?client=" + ADA,
                                submission(0, 1, "[\"x\"]").replace("minutes", "none"),
                                Map.of())
                        .code())
                .isEqualTo("doc_not_found");
        assertThat(log()).isEmpty();
    }

    @Test
    void presenceIsPostedToo() throws Exception {
        RawStream ada = stream(ADA, OPEN);
        ada.expect("doc:opened");
        RawClient grace = writer();
        assertThat(ada.expect("presence:changed").get("participants").toString())
                .contains(grace.user());
        String state = "{\"type\":\"presence:update\",\"doc\":\"minutes\",\"revision\":0,\"state\":{\"name\":\"Ada\"}}";
        assertThat(post(ADA, state).status()).isEqualTo(204);
        assertThat(grace.expect("presence:changed").get("participants").toString())
                .contains("Ada");
        String typed = submission(0, 1, "[\"Hello\"]").replaceFirst("}$", ",\"selection\":{\"anchor\":5,\"head\":5}}");
        post(ADA, typed);
        grace.expect("op:applied");
        assertThat(grace.expect("presence:changed").get("participants").toString())
                .contains("anchor=5");
        String wrong = "{\"type\":\"presence:update\",\"id\":\"w\",\"doc\":\"minutes\",\"revision\":1,"
                + "\"selection\":{\"anchor\":99,\"head\":99}}";
        assertThat(post(ADA, wrong).status()).isEqualTo(204);
        ada.expect("op:applied");
        Map<String, Object> refused = ada.next();
        assertThat(refused).containsEntry("code", "invalid_selection").containsEntry("re", "w");
        assertThat(post("other-01", state).code()).isEqualTo("doc_not_open");
    }

    @Test
    void aStreamEndsWithItsDocument() throws Exception {
        RawStream ada = stream(ADA, OPEN);
        ada.expect("doc:opened");
        RawClient grace = writer();
        assertThat(post(ADA, "{\"type\":\"doc:close\",\"doc\":\"minutes\"}").status())
                .isEqualTo(204);
        assertThat(ada.expect("presence:changed")).isNotEmpty();
        assertThat(ada.expect("doc:closed")).containsEntry("reason", "requested");
        assertThat(ada.closeCode()).isEqualTo(1000);
        assertThat(grace.expect("presence:changed").get("left").toString()).contains("p-1");
        RawStream none = stream(ADA, "{\"type\":\"doc:open\",\"id\":\"2\",\"doc\":\"minutes\",\"docType\":\"json0\"}");
        assertThat(none.expect("session:welcome")).isNotEmpty();
        assertThat(none.next()).containsEntry("code", "doc_type_mismatch").containsEntry("re", "2");
        assertThat(none.closeCode()).isEqualTo(1000);
        RawStream second = stream(ADA, OPEN);
        second.expect("doc:opened");
        http.delete("minutes");
        assertThat(second.expect("doc:closed")).containsEntry("reason", "deleted");
        assertThat(second.closeCode()).isEqualTo(1000);
        assertThat(RawStream.follow(server, "minutes", "client=" + ADA, Map.of())
                        .status())
                .isEqualTo(410);
    }

    @Test
    void aNewerStreamOfTheSameClientReplacesTheOlder() throws Exception {
        RawStream older = stream(ADA, OPEN);
        older.expect("doc:opened");
        RawStream newer = stream(ADA, OPEN);
        newer.expect("doc:opened");
        assertThat(older.closeCode()).isEqualTo(4009);
        assertThat(server.openSessions()).isEqualTo(1);
    }

    @Test
    void aReaderThatHasGoneIsNoticedByTheHeartbeatsThatDoNotLeave() throws Exception {
        startAnew(ServerConfig.DEFAULT.with(new Timing(
                Duration.ofSeconds(6), Duration.ofMinutes(1), 100, Duration.ofMillis(100), Duration.ofSeconds(5))));
        RawStream ada = stream(ADA, OPEN);
        ada.expect("doc:opened");
        RawStream stays = stream("stays-001", OPEN);
        stays.expect("doc:opened");
        ada.close();
        await().atMost(Duration.ofSeconds(30)).until(() -> server.openSessions() == 1);
        assertThat(stays.expect("presence:changed").get("left").toString()).contains("p-1");
        submit("other-01", 0, 1, "[\"x\"]");
        stays.expect("op:applied");
    }

    @Test
    void aReaderThatDoesNotReadCostsNobodyAnythingAndHearsAllInOrderLater() throws Exception {
        RawStream slow = closing(RawStream.open(server, "minutes", "slow-0001", OPEN, Map.of(), 4096));
        slow.expect("doc:opened");
        RawClient writer = writer();
        String insert = "[\"" + "x".repeat(20_000) + "\"]";
        for (int revision = 0; revision < 300; revision++) {
            writer.submit("minutes", revision, revision + 1, revision % 2 == 0 ? insert : "[{\"d\":20000}]");
            assertThat(writer.expect("op:ack")).containsEntry("revision", revision + 1);
        }
        int at = 0;
        while (at < 300) {
            Map<String, Object> applied = slow.expect("op:applied");
            at += ((List<?>) applied.get("operations")).size();
            assertThat(applied).containsEntry("revision", at);
        }
    }

    @Test
    void aReaderThatNeverReadsIsCut() throws Exception {
        startAnew(ServerConfig.DEFAULT.with(new Timing(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1),
                        100,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(5))
                .patientFor(Duration.ofSeconds(20), Duration.ofMillis(500))));
        RawStream slow = closing(RawStream.open(server, "minutes", "slow-0001", OPEN, Map.of(), 4096));
        slow.expect("doc:opened");
        RawClient writer = writer();
        for (int revision = 0; revision < 60; revision++) {
            writer.submit("minutes", revision, revision + 1, "[\"" + "x".repeat(200_000) + "\"]");
            writer.expect("op:ack");
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> server.openSessions() == 1);
    }

    @Test
    void streamsAreConnectionsOfTheirUsers() throws Exception {
        startAnew(ServerConfig.DEFAULT.with(new TrafficLimits(Duration.ofSeconds(1), 0, 0, 0, 0, 0, 0, 0, 1, 0, 0)));
        RawStream ada = stream(ADA, OPEN);
        ada.expect("doc:opened");
        RawStream more = closing(
                RawStream.open(server, "letter", ADA, "{\"type\":\"doc:open\",\"doc\":\"letter\",\"create\":true}"));
        assertThat(more.status()).isEqualTo(429);
        assertThat(more.head()).contains("Retry-After: ");
        post(ADA, "{\"type\":\"doc:close\",\"doc\":\"minutes\"}");
        assertThat(ada.closeCode()).isEqualTo(1000);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            try (RawStream again = RawStream.open(server, "minutes", ADA, OPEN)) {
                return again.status() == 200;
            }
        });
    }

    @Test
    void aServerThatStopsSaysSoAndClosesItsStreams() throws Exception {
        RawStream ada = stream(ADA, OPEN);
        ada.expect("doc:opened");
        server.close();
        assertThat(ada.expect("session:draining")).containsEntry("retryAfterMs", 1000);
        assertThat(ada.closeCode()).isEqualTo(4010);
    }
}
