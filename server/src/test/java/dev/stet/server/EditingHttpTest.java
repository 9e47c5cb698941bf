package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.Http.Answer;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.UnreliableStorage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits over HTTP are merged with those of everybody else, and made once. */
class EditingHttpTest {
    private static final int MAX_OPERATION_BYTES = 512;
    private static final int MAX_DOCUMENT_SIZE = 5_000;
    private static final Limits LIMITS =
            new Limits(4096, MAX_OPERATION_BYTES, MAX_DOCUMENT_SIZE, 16, 1024, 50, 1000, 100, 1 << 20, 60);

    @TempDir
    Path folder;

    StetServer server;
    Http http;

    @BeforeEach
    void start() throws Exception {
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder)
                .with(LIMITS));
        http = new Http(server);
        http.create("{\"id\":\"minutes\",\"content\":\"Let it stand.\"}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer put(String body, Map<String, String> headers) throws Exception {
        return http.send("PUT", "/api/v1/documents/minutes", body, headers);
    }

    @Test
    void anOperationIsTransformedOverWhatCameSince() throws Exception {
        assertThat(http.post("minutes", "/operations", "{\"revision\":1,\"op\":[4,\"all of \"]}")
                        .revision())
                .isEqualTo(2);
        assertThat(http.post("minutes", "/operations", "{\"revision\":1,\"op\":[12,\" here\"]}")
                        .revision())
                .isEqualTo(3);
        assertThat(http.get("minutes", "").body()).isEqualTo("Let all of it stand here.");
    }

    @Test
    void aLiveEditorReceivesWhatIsEditedOverHttp() throws Exception {
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
            http.post("minutes", "/operations", "{\"revision\":1,\"op\":[\"!\"]}");
            Map<String, Object> applied = ada.expect("op:applied");
            assertThat(applied).containsEntry("revision", 2);
            assertThat(applied.get("operations")).isEqualTo(List.of(Map.of("op", List.of("!"), "author", "guest")));
        }
    }

    @Test
    void aPutWithAnOldRevisionMerges() throws Exception {
        http.put("minutes", 1, "Let it stand as it is.");
        Answer stale = http.put("minutes", 1, "So let it stand.");
        assertThat(stale.revision()).isEqualTo(3);
        assertThat(http.get("minutes", "").body()).isEqualTo("So let it stand as it is.");
    }

    @Test
    void aPutThatSaysNoRevisionIsRefused() throws Exception {
        Answer refused = put("other", Map.of("Content-Type", "text/plain"));
        assertThat(refused.status()).isEqualTo(428);
        assertThat(refused.code()).isEqualTo("precondition_required");
        assertThat(put("other", Map.of("If-Match", "\"9\"", "Content-Type", "text/plain"))
                        .code())
                .isEqualTo("precondition_failed");
        assertThat(put("other", Map.of("If-Match", "9", "Content-Type", "text/plain"))
                        .code())
                .isEqualTo("bad_message");
        assertThat(put("other", Map.of("If-Match", "*", "Content-Type", "text/plain"))
                        .revision())
                .isEqualTo(2);
    }

    @Test
    void aPutThatChangesNothingLeavesNoEntry() throws Exception {
        assertThat(http.put("minutes", 1, "Let it stand.").revision()).isEqualTo(1);
        assertThat(http.get("minutes", "").header("Stet-Revision")).isEqualTo("1");
    }

    @Test
    void theSameKeyIsTheSameEdit() throws Exception {
        Map<String, String> keyed = Map.of("Idempotency-Key", "k-1", "If-Match", "\"1\"", "Content-Type", "text/plain");
        assertThat(put("Let it stand!", keyed).revision()).isEqualTo(2);
        http.put("minutes", 2, "Now let it stand!");
        assertThat(put("Let it stand!", keyed).revision()).isEqualTo(2);
        assertThat(put("Something else", keyed).revision()).isEqualTo(2);
        assertThat(http.get("minutes", "").body()).isEqualTo("Now let it stand!");
        assertThat(http.get("minutes", "").header("Stet-Revision")).isEqualTo("3");
        String op = "{\"revision\":3,\"op\":[\"?\"]}";
        for (int i = 0; i < 2; i++) {
            assertThat(http.send("POST", "/api/v1/documents/minutes/operations", op, Map.of("Idempotency-Key", "k-2"))
                            .revision())
                    .isEqualTo(4);
        }
    }

    @Test
    void aRestoreWithAKeyIsMadeOnce() throws Exception {
        http.put("minutes", 1, "Something else");
        Map<String, String> keyed = Map.of("Idempotency-Key", "r-1", "If-Match", "\"2\"");
        String restore = "/api/v1/documents/minutes/restore";
        assertThat(http.send("POST", restore, "{\"revision\":1}", keyed).revision())
                .isEqualTo(3);
        http.put("minutes", 3, "Let it stand. Or not.");
        assertThat(http.send("POST", restore, "{\"revision\":1}", keyed).revision())
                .isEqualTo(3);
        assertThat(http.get("minutes", "").body()).isEqualTo("Let it stand. Or not.");
        Answer refused = http.send("POST", restore, "{\"revision\":1}", Map.of("Idempotency-Key", "r-2"));
        assertThat(refused.code()).isEqualTo("bad_message");
    }

    @Test
    void aRestoreOfARevisionLeavesWhatOthersDidSince() throws Exception {
        http.put("minutes", 1, "Let it not stand.");
        http.put("minutes", 2, "Let it not stand. Amen.");
        Map<String, String> match = Map.of("If-Match", "\"2\"");
        http.send("POST", "/api/v1/documents/minutes/restore", "{\"revision\":1}", match);
        assertThat(http.get("minutes", "").body()).isEqualTo("Let it stand. Amen.");
    }

    @Test
    void aDocumentThatIsCreatedWithAKeyIsCreatedOnce() throws Exception {
        Map<String, String> keyed = Map.of("Idempotency-Key", "c-1");
        String document = "{\"id\":\"list\",\"content\":\"milk\"}";
        for (int i = 0; i < 2; i++) {
            Answer created = http.send("POST", "/api/v1/documents", document, keyed);
            assertThat(created.status()).isEqualTo(201);
            assertThat(created.revision()).isEqualTo(1);
            http.put("list", i + 1, "milk" + ", bread".repeat(i + 1));
        }
        assertThat(http.get("list", "").body()).isEqualTo("milk, bread, bread");
        assertThat(http.send("POST", "/api/v1/documents", document, Map.of("Idempotency-Key", "c-2"))
                        .status())
                .isEqualTo(409);
        assertThat(http.send("POST", "/api/v1/documents", document, Map.of()).status())
                .isEqualTo(409);
        assertThat(http.send("POST", "/api/v1/documents", "{\"content\":\"milk\"}", keyed)
                        .code())
                .isEqualTo("bad_message");
        for (int i = 0; i < 2; i++) {
            Map<String, String> none =
                    Map.of("Idempotency-Key", "c-3", "If-None-Match", "*", "Content-Type", "text/plain");
            assertThat(http.send("PUT", "/api/v1/documents/put", "x", none).status())
                    .isEqualTo(201);
        }
    }

    @ParameterizedTest
    @CsvSource({"text,''", "text-unicode,''", "rich-text,[]", "json0,null"})
    void anEmptyDocumentOfAnyTypeThatIsCreatedWithAKeyIsCreatedOnce(String docType, String content) throws Exception {
        String document = "{\"id\":\"empty\",\"docType\":\"" + docType + "\"}";
        for (int i = 0; i < 2; i++) {
            Answer created = http.send("POST", "/api/v1/documents", document, Map.of("Idempotency-Key", "e-1"));
            assertThat(created.status()).isEqualTo(201);
            assertThat(created.revision()).isEqualTo(1);
            assertThat(created.body()).contains("\"docType\":\"" + docType + "\"");
        }
        assertThat(http.get("empty", "").body()).isEqualTo(content);
        assertThat(http.send("POST", "/api/v1/documents", document, Map.of("Idempotency-Key", "e-2"))
                        .code())
                .isEqualTo("doc_exists");
        assertThat(http.send("POST", "/api/v1/documents", document, Map.of()).code())
                .isEqualTo("doc_exists");
    }

    @Test
    void aKeyNeedsARevision() throws Exception {
        Answer refused = put("x", Map.of("Idempotency-Key", "k", "If-Match", "*", "Content-Type", "text/plain"));
        assertThat(refused.code()).isEqualTo("bad_message");
    }

    @Test
    void theSameKeyIsTheSameEditAfterTheServerWasStartedAgain() throws Exception {
        Map<String, String> keyed = Map.of("Idempotency-Key", "k-1", "If-Match", "\"1\"", "Content-Type", "text/plain");
        assertThat(put("Let it stand!", keyed).revision()).isEqualTo(2);
        stop();
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder)
                .with(LIMITS));
        http = new Http(server);
        assertThat(put("Let it stand!", keyed).revision()).isEqualTo(2);
    }

    @Test
    void whatIsNoOperationOfTheDocumentIsRefusedWithTheRule() throws Exception {
        Answer refused = http.post("minutes", "/operations", "{\"revision\":1,\"op\":[99,\"x\"]}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("invalid_operation");
        assertThat(refused.json().get("rule").asString()).isEqualTo("past_the_end");
        assertThat(refused.json().get("component").asInt()).isEqualTo(0);
        assertThat(http.post("minutes", "/operations", "{\"revision\":7,\"op\":[\"x\"]}")
                        .code())
                .isEqualTo("revision_ahead");
        assertThat(http.post("minutes", "/operations", "{\"op\":[\"x\"]}").code())
                .isEqualTo("bad_message");
        assertThat(http.post("minutes", "/operations", "{\"revision\":1}").code())
                .isEqualTo("bad_message");
        assertThat(http.post("minutes", "/operations", "{\"revision\":1.5,\"op\":[]}")
                        .code())
                .isEqualTo("bad_message");
        assertThat(http.post("minutes", "/operations", "nothing").code()).isEqualTo("bad_json");
        assertThat(http.post("other", "/operations", "{\"revision\":1,\"op\":[\"x\"]}")
                        .code())
                .isEqualTo("doc_not_found");
    }

    @Test
    void whatIsTooLongIsRefused() throws Exception {
        int brackets = "[\"\"]".length();
        String longest = "x".repeat(MAX_OPERATION_BYTES - brackets);
        assertThat(http.post("minutes", "/operations", "{\"revision\":1,\"op\":[\"" + longest + "\"]}")
                        .status())
                .isEqualTo(200);
        Answer longer = http.post("minutes", "/operations", "{\"revision\":2,\"op\":[\"x" + longest + "\"]}");
        assertThat(longer.status()).isEqualTo(413);
        assertThat(longer.code()).isEqualTo("operation_too_large");
        assertThat(http.post("minutes", "/operations", " ".repeat(4097)).code()).isEqualTo("body_too_large");
        assertThat(http.put("minutes", 2, "x".repeat(MAX_DOCUMENT_SIZE)).status())
                .isEqualTo(200);
        Answer tooLong = http.put("minutes", 3, "x".repeat(MAX_DOCUMENT_SIZE + 1));
        assertThat(tooLong.status()).isEqualTo(413);
        assertThat(tooLong.code()).isEqualTo("body_too_large");
        assertThat(http.post("minutes", "/operations", "{\"revision\":3,\"op\":[\"x\"]}")
                        .code())
                .isEqualTo("document_too_large");
    }

    @Test
    void aRevisionTooFarBackToTransformFromIsRefused() throws Exception {
        for (int revision = 1; revision <= 51; revision++) {
            http.post("minutes", "/operations", "{\"revision\":" + revision + ",\"op\":[\"x\"]}");
        }
        assertThat(http.put("minutes", 2, "new").revision()).isEqualTo(53);
        Answer refused = http.put("minutes", 2, "newer");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("base_too_old");
        assertThat(refused.header("Retry-After")).isNotEmpty();
    }

    @Test
    void goingBackIsANewOperation() throws Exception {
        http.put("minutes", 1, "Something else");
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
            assertThat(http.post("minutes", "/restore", "{\"revision\":1}").revision())
                    .isEqualTo(3);
            assertThat(ada.expect("op:applied")).containsEntry("revision", 3);
        }
        assertThat(http.get("minutes", "").body()).isEqualTo("Let it stand.");
        assertThat(http.get("minutes", "?revision=2").body()).isEqualTo("Something else");
        assertThat(http.post("minutes", "/restore", "{\"revision\":1}").revision())
                .isEqualTo(3);
        http.send("PUT", "/api/v1/documents/minutes/versions/bad", "{\"revision\":2}", Map.of());
        assertThat(http.post("minutes", "/restore", "{\"version\":\"bad\"}").revision())
                .isEqualTo(4);
        assertThat(http.post("minutes", "/restore", "{\"at\":\"2001-01-01T00:00:00Z\"}")
                        .revision())
                .isEqualTo(5);
        assertThat(http.get("minutes", "").body()).isEmpty();
        assertThat(http.post("minutes", "/restore", "{\"revision\":77}").code()).isEqualTo("no_such_revision");
        assertThat(http.post("minutes", "/restore", "{}").code()).isEqualTo("bad_message");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoTypesWhileOthersPutAndRestoreConverges(long seed) throws Exception {
        Random random = new Random(seed);
        try (TypingClient ada = TypingClient.open(server, "ada-0001", "minutes");
                TypingClient bob = TypingClient.open(server, "bob-0001", "minutes")) {
            for (int round = 0; round < 30; round++) {
                ada.edit(random);
                bob.edit(random);
                if (round % 5 == 0) {
                    Answer read = http.get("minutes", "");
                    long base = Long.parseLong(read.header("Stet-Revision"));
                    ada.edit(random);
                    http.put("minutes", base, read.body() + "+").revision();
                }
                if (round % 11 == 0) {
                    http.post("minutes", "/restore", "{\"revision\":1}").revision();
                }
                ada.takeWhatCame();
                bob.takeWhatCame();
            }
            ada.settle(0);
            bob.settle(0);
            long head = Long.parseLong(http.get("minutes", "").header("Stet-Revision"));
            ada.settle(head);
            bob.settle(head);
            String agreed = http.get("minutes", "").body();
            assertThat(ada.shown()).as("-Dtest=EditingHttpTest seed=%d", seed).isEqualTo(agreed);
            assertThat(bob.shown()).isEqualTo(agreed);
        }
    }

    @Test
    void whileStorageFailsWhatIsPutIsRefusedAndMayBePutAgain() throws Exception {
        stop();
        UnreliableStorage storage = new UnreliableStorage(H2Storage.open(folder, Durability.RELAXED));
        server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).with(LIMITS), storage);
        http = new Http(server);
        Map<String, String> keyed = Map.of("Idempotency-Key", "k", "If-Match", "\"1\"", "Content-Type", "text/plain");
        http.get("minutes", "");
        storage.fail(UnreliableStorage.Call.APPEND, UnreliableStorage.Call.READ);
        Answer refused = put("Let it stand!", keyed);
        storage.repair();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("storage_unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(put("Let it stand!", keyed).status()).isEqualTo(200));
        assertThat(http.get("minutes", "").header("Stet-Revision")).isEqualTo("2");
    }

    @Test
    void aPlainTextKeepsTheLookOfWhatStaysOfARichOne() throws Exception {
        http.create(
                "{\"id\":\"letter\",\"docType\":\"rich-text\",\"content\":[{\"insert\":\"Dear \"},{\"insert\":\"Ada\","
                        + "\"attributes\":{\"bold\":true}},{\"insert\":{\"image\":\"x.png\"}},{\"insert\":\"\\n\"}]}");
        assertThat(http.get("letter", "", "text/plain").body()).isEqualTo("Dear Ada\ufffc\n");
        http.put("letter", 1, "My dear Ada\ufffc!\n");
        assertThat(http.get("letter", "").body())
                .isEqualTo("[{\"insert\":\"My dear \"},{\"insert\":\"Ada\",\"attributes\":{\"bold\":true}},"
                        + "{\"insert\":{\"image\":\"x.png\"}},{\"insert\":\"!\\n\"}]");
    }

    @Test
    void aJsonDocumentIsPutAsAWhole() throws Exception {
        http.create("{\"id\":\"board\",\"docType\":\"json0\",\"content\":{\"cards\":[1,2]}}");
        Map<String, String> json = Map.of("If-Match", "\"1\"", "Content-Type", "application/json");
        http.send("PUT", "/api/v1/documents/board", "{\"cards\":[1,2,3]}", json);
        http.send("PUT", "/api/v1/documents/board", "{\"cards\":[0,1,2]}", json);
        assertThat(http.get("board", "").body()).isEqualTo("{\"cards\":[0,1,2,3]}");
    }
}
