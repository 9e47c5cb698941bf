package dev.stet.server.transport.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stet.server.Http;
import dev.stet.server.Limits;
import dev.stet.server.OperatorSettings;
import dev.stet.server.RawClient;
import dev.stet.server.ServerConfig;
import dev.stet.server.StetServer;
import dev.stet.server.auth.TestAccounts;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.UnreliableStorage;
import dev.stet.server.telemetry.LogLevels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API is the API: nothing described that is not so, and nothing there that is not described. */
class OpenApiTest {
    private static final String DOCS = "/api/v1/documents";
    private static final String ID = DOCS + "/{id}";
    private static final Map<String, String> NONE = Map.of();

    @TempDir
    Path folder;

    final Levels levels = new Levels();
    UnreliableStorage storage;
    StetServer server;
    Http http;
    DescribedApi api;

    @BeforeEach
    void start() throws Exception {
        storage = new UnreliableStorage(H2Storage.open(folder, Durability.RELAXED));
        Limits limits = new Limits(4096, 512, 5_000, 16, 1024, 10, 1000, 100, 1 << 20, 12);
        server = StetServer.start(
                ServerConfig.DEFAULT
                        .listeningOn("127.0.0.1", 0)
                        .with(limits)
                        .with(OperatorSettings.DEFAULT
                                .withStuckAfter(Duration.ofSeconds(1))
                                .with(levels)),
                storage);
        http = new Http(server);
        api = DescribedApi.of(http);
    }

    @AfterEach
    void stop() {
        storage.release();
        storage.repair();
        server.close();
    }

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        ApiContext nothing = new ApiContext(
                null, null, null, null, null, null, null, null, Optional.empty(), null, null, null, 0, 0, 0);
        Set<String> routes = new HttpApi(nothing)
                .router().routes().stream()
                        .map(route -> route.method() + " " + route.template())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(api.operations()).isEqualTo(routes);
    }

    @Test
    void everyProblemIsDescribed() {
        String responses = api.description().at("/components/responses").toString();
        for (Problem problem : Problem.values()) {
            // any path may answer with these: they are not of one operation
            if (problem != Problem.NOT_FOUND && problem != Problem.METHOD_NOT_ALLOWED) {
                assertThat(responses).contains(problem.code());
            }
        }
    }

    private Http.Answer call(
            int status, String method, String template, String path, String body, Map<String, String> headers)
            throws Exception {
        return api.call(status, method, template, path, body, headers);
    }

    private void call(int status, String method, String template, String path) throws Exception {
        call(status, method, template, path, "", NONE);
    }

    private void call(int status, String method, String template, String path, String body) throws Exception {
        call(status, method, template, path, body, NONE);
    }

    private void put(int status, String path, String match, String type, String body) throws Exception {
        call(status, "PUT", ID, path, body, Map.of("If-Match", match, "Content-Type", type));
    }

    @Test
    void everythingDescribedIsAnsweredAsItIsDescribed() throws Exception {
        documents();
        edits();
        history();
        versions();
        streams();
        deleted();
        health();
        operator();
        access();
        assertThat(api.seen()).containsAll(api.statuses());
    }

    private void documents() throws Exception {
        call(201, "POST", DOCS, DOCS, "{\"id\":\"a\",\"content\":\"Let it stand.\"}");
        call(201, "POST", DOCS, DOCS, "{\"id\":\"b\",\"docType\":\"json0\",\"content\":{\"list\":[1]}}");
        call(201, "POST", DOCS, DOCS, "{\"id\":\"c\",\"docType\":\"rich-text\",\"content\":\"Hello\\n\"}");
        call(201, "POST", DOCS, DOCS, "{\"id\":\"gone\"}");
        call(400, "POST", DOCS, DOCS, "no JSON");
        call(409, "POST", DOCS, DOCS, "{\"id\":\"a\"}");
        call(413, "POST", DOCS, DOCS, " ".repeat(5001));
        call(422, "POST", DOCS, DOCS, "{\"docType\":\"none\"}");
        call(200, "GET", DOCS, DOCS);
        call(400, "GET", DOCS, DOCS + "?limit=0");
        call(200, "GET", ID, DOCS + "/a");
        call(200, "GET", ID, DOCS + "/b");
        for (String type : api.description()
                .at("/paths")
                .get(ID)
                .at("/get/responses/200/content")
                .propertyNames()) {
            Http.Answer answer = call(200, "GET", ID, DOCS + "/c", "", Map.of("Accept", type));
            assertThat(answer.header("Content-Type")).startsWith(type);
        }
        call(304, "GET", ID, DOCS + "/a", "", Map.of("If-None-Match", "\"1\""));
        call(400, "GET", ID, DOCS + "/a?revision=x");
        call(404, "GET", ID, DOCS + "/none");
        call(406, "GET", ID, DOCS + "/a", "", Map.of("Accept", "image/png"));
        storage.fail(UnreliableStorage.Call.FIND);
        call(503, "GET", ID, DOCS + "/a");
        storage.repair();
    }

    private void edits() throws Exception {
        String operations = ID + "/operations";
        call(200, "POST", operations, DOCS + "/a/operations", "{\"revision\":1,\"op\":[\"x\"]}");
        call(400, "POST", operations, DOCS + "/a/operations", "{}");
        call(404, "POST", operations, DOCS + "/none/operations", "{\"revision\":1,\"op\":[\"x\"]}");
        call(409, "POST", operations, DOCS + "/a/operations", "{\"revision\":7,\"op\":[\"x\"]}");
        call(413, "POST", operations, DOCS + "/a/operations", " ".repeat(4097));
        call(422, "POST", operations, DOCS + "/a/operations", "{\"revision\":1,\"op\":[99]}");
        put(200, DOCS + "/a", "\"2\"", "text/plain", "xLet it all stand.");
        for (String type : api.description()
                .at("/paths")
                .get(ID)
                .at("/put/requestBody/content")
                .propertyNames()) {
            put(200, DOCS + "/c", "*", type, type.endsWith("json") ? "[{\"insert\":\"J\\n\"}]" : "P\n");
        }
        call(201, "PUT", ID, DOCS + "/d", "new", Map.of("If-None-Match", "*", "Content-Type", "text/plain"));
        put(400, DOCS + "/a", "2", "text/plain", "x");
        put(404, DOCS + "/none", "\"0\"", "text/plain", "x");
        put(412, DOCS + "/a", "\"99\"", "text/plain", "x");
        put(413, DOCS + "/a", "\"3\"", "text/plain", "x".repeat(5001));
        put(415, DOCS + "/a", "\"3\"", "image/png", "x");
        put(422, DOCS + "/c", "*", "application/json", "[7]");
        call(428, "PUT", ID, DOCS + "/a", "x");
        call(200, "POST", ID + "/restore", DOCS + "/a/restore", "{\"revision\":1}");
        call(400, "POST", ID + "/restore", DOCS + "/a/restore", "{}");
        call(404, "POST", ID + "/restore", DOCS + "/a/restore", "{\"revision\":99}");
    }

    private void history() throws Exception {
        call(200, "GET", ID + "/operations", DOCS + "/a/operations");
        call(400, "GET", ID + "/operations", DOCS + "/a/operations?from=0");
        call(404, "GET", ID + "/operations", DOCS + "/a/operations?to=99");
        for (String what : List.of("/timeline", "/blame", "/diff")) {
            call(200, "GET", ID + what, DOCS + "/a" + what);
            call(200, "GET", ID + what, DOCS + "/b" + what);
            call(400, "GET", ID + what, DOCS + "/a" + what + "?from=x");
            call(404, "GET", ID + what, DOCS + "/none" + what);
        }
        for (int revision = 4; revision < 16; revision++) {
            call(
                    200,
                    "POST",
                    ID + "/operations",
                    DOCS + "/a/operations",
                    "{\"revision\":" + revision + ",\"op\":[\"x\"]}");
        }
        call(422, "GET", ID + "/blame", DOCS + "/a/blame");
        call(422, "GET", ID + "/diff", DOCS + "/a/diff");
        call(422, "GET", ID + "/timeline", DOCS + "/a/timeline?from=1");
        put(409, DOCS + "/a", "\"2\"", "text/plain", "too old");
    }

    private void versions() throws Exception {
        String version = ID + "/versions/{name}";
        call(200, "PUT", version, DOCS + "/a/versions/v1", "{\"revision\":1}");
        call(400, "PUT", version, DOCS + "/a/versions/%20");
        call(404, "PUT", version, DOCS + "/a/versions/v2", "{\"revision\":99}");
        call(409, "PUT", version, DOCS + "/a/versions/v1", "{\"revision\":2}");
        call(413, "PUT", version, DOCS + "/a/versions/v1", " ".repeat(4097));
        String named = ID + "/versions";
        call(200, "PUT", named, DOCS + "/a/versions?name=v%2F2%25", "{\"revision\":1}");
        call(400, "PUT", named, DOCS + "/a/versions");
        call(404, "PUT", named, DOCS + "/a/versions?name=v3", "{\"revision\":99}");
        call(409, "PUT", named, DOCS + "/a/versions?name=v1", "{\"revision\":2}");
        call(413, "PUT", named, DOCS + "/a/versions?name=v1", " ".repeat(4097));
        call(200, "GET", ID + "/versions", DOCS + "/a/versions");
        call(400, "DELETE", named, DOCS + "/a/versions?name=%20");
        call(404, "DELETE", named, DOCS + "/a/versions?name=v2");
        call(204, "DELETE", named, DOCS + "/a/versions?name=v%2F2%25");
        call(404, "GET", ID + "/versions", DOCS + "/none/versions");
        call(400, "DELETE", version, DOCS + "/a/versions/%20");
        call(404, "DELETE", version, DOCS + "/a/versions/v2");
        call(204, "DELETE", version, DOCS + "/a/versions/v1");
    }

    private void streams() throws Exception {
        String events = ID + "/events";
        String messages = ID + "/messages";
        String client = "?client=client-01";
        String open = "{\"type\":\"doc:open\",\"doc\":\"a\",\"docType\":\"json0\"}";
        String close = "{\"type\":\"doc:close\",\"doc\":\"a\"}";
        call(200, "GET", "/api/v1/welcome", "/api/v1/welcome" + client);
        call(400, "GET", "/api/v1/welcome", "/api/v1/welcome");
        // ends at once, since the document has another type
        call(200, "POST", events, DOCS + "/a/events" + client, open);
        call(400, "POST", events, DOCS + "/a/events" + client, close);
        call(413, "POST", events, DOCS + "/a/events" + client, " ".repeat(4097));
        call(400, "GET", events, DOCS + "/a/events");
        call(404, "GET", events, DOCS + "/none/events" + client);
        CompletableFuture<Http.Answer> followed = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                followed.complete(http.send("GET", DOCS + "/a/events" + client, "", NONE));
            } catch (Exception e) {
                followed.completeExceptionally(e);
            }
        });
        await().until(() -> server.openSessions() == 1);
        call(204, "POST", messages, DOCS + "/a/messages" + client, close);
        Http.Answer stream = followed.get(30, TimeUnit.SECONDS);
        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
        api.saw("GET " + events + " 200");
        call(200, "POST", messages, DOCS + "/a/messages" + client, submission());
        call(400, "POST", messages, DOCS + "/a/messages" + client, open);
        call(413, "POST", messages, DOCS + "/a/messages" + client, " ".repeat(4097));
    }

    private static String submission() {
        return "{\"type\":\"op:submit\",\"doc\":\"a\",\"revision\":16,\"seq\":1,\"op\":[\"x\"]}";
    }

    private void deleted() throws Exception {
        call(404, "DELETE", ID, DOCS + "/none");
        call(204, "DELETE", ID, DOCS + "/gone");
        call(200, "GET", DOCS, DOCS + "?deleted=true");
        call(410, "DELETE", ID, DOCS + "/gone");
        call(410, "GET", ID, DOCS + "/gone");
        put(410, DOCS + "/gone", "\"0\"", "text/plain", "x");
        call(410, "POST", ID + "/operations", DOCS + "/gone/operations", "{\"revision\":0,\"op\":[\"x\"]}");
        call(410, "GET", ID + "/events", DOCS + "/gone/events?client=client-01");
        call(410, "POST", ID + "/restore", DOCS + "/gone/restore", "{\"revision\":0}");
        for (String what : List.of("/operations", "/timeline", "/blame", "/diff", "/versions")) {
            call(410, "GET", ID + what, DOCS + "/gone" + what);
        }
        call(410, "PUT", ID + "/versions", DOCS + "/gone/versions?name=v1");
        call(410, "DELETE", ID + "/versions", DOCS + "/gone/versions?name=v1");
        call(410, "PUT", ID + "/versions/{name}", DOCS + "/gone/versions/v1");
        call(410, "DELETE", ID + "/versions/{name}", DOCS + "/gone/versions/v1");
        call(200, "POST", ID + "/undelete", DOCS + "/gone/undelete");
        call(404, "POST", ID + "/undelete", DOCS + "/none/undelete");
    }

    /** Access is of a server with accounts. */
    private void access() throws Exception {
        TestAccounts accounts = new TestAccounts(folder);
        Limits limits = new Limits(4096, 512, 5_000, 16, 1024, 10, 1000, 100, 1 << 20, 12);
        try (StetServer guarded = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder.resolve("guarded"))
                .with(accounts.settings())
                .with(limits))) {
            api.ask(new Http(guarded));
            String list = ID + "/access";
            String shares = ID + "/shares";
            Map<String, String> ada = Map.of("Authorization", "Bearer " + accounts.token("ada"));
            Map<String, String> any = with(ada, "*");
            String users = "{\"users\":{\"ada\":\"owner\",\"bob\":\"viewer\"}}";
            call(201, "POST", DOCS, DOCS, "{\"id\":\"a\"}", ada);
            call(200, "GET", list, DOCS + "/a/access", "", ada);
            call(200, "PUT", list, DOCS + "/a/access", users, any);
            call(400, "PUT", list, DOCS + "/a/access", "{}", any);
            call(412, "PUT", list, DOCS + "/a/access", users, with(ada, "\"1\""));
            call(413, "PUT", list, DOCS + "/a/access", " ".repeat(4097), any);
            call(428, "PUT", list, DOCS + "/a/access", users, ada);
            String until = "{\"role\":\"editor\",\"expires\":\"2100-01-01T00:00:00Z\"}";
            String id = call(201, "POST", shares, DOCS + "/a/shares", until, ada)
                    .json()
                    .get("id")
                    .asString();
            call(400, "POST", shares, DOCS + "/a/shares", "{\"role\":\"owner\"}", ada);
            call(413, "POST", shares, DOCS + "/a/shares", " ".repeat(4097), ada);
            call(200, "GET", shares, DOCS + "/a/shares", "", ada);
            call(204, "DELETE", shares + "/{share}", DOCS + "/a/shares/" + id, "", ada);
            call(404, "DELETE", shares + "/{share}", DOCS + "/a/shares/" + id, "", ada);
            call(401, "GET", ID, DOCS + "/a");
        }
    }

    private static Map<String, String> with(Map<String, String> headers, String match) {
        Map<String, String> more = new HashMap<>(headers);
        more.put("If-Match", match);
        return more;
    }

    private void operator() throws Exception {
        String level = "/api/v1/admin/log-level";
        call(200, "GET", "/metrics", "/metrics");
        call(200, "GET", level, level);
        call(400, "GET", level, level + "?logger=org.eclipse.jetty");
        call(200, "PUT", level, level, "{\"level\":\"debug\",\"logger\":\"dev.stet.server.session\"}");
        call(400, "PUT", level, level, "{\"level\":\"all\"}");
        call(413, "PUT", level, level, " ".repeat(4097));
        levels.fixed = true;
        call(409, "GET", level, level);
        call(409, "PUT", level, level, "{\"level\":\"debug\"}");
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.send("{\"type\":\"op:submit\",\"doc\":\"secret plan\"}");
            ada.expectError("bad_message");
        }
        String unprocessable = "/api/v1/admin/unprocessable";
        Http.Answer kept = call(200, "GET", unprocessable, unprocessable, "", NONE);
        assertThat(kept.body()).contains("\"shape\":\"{\\\"type\\\":\\\"op:submit\\\",\\\"doc\\\":string(11)}\"");
        assertThat(kept.body()).doesNotContain("secret");
    }

    /** Levels of one logger, as long as they can be changed. */
    private static final class Levels implements LogLevels {
        private volatile boolean fixed;
        private volatile Level level = Level.WARN;

        @Override
        public Optional<Level> level(String logger) {
            return fixed ? Optional.empty() : Optional.of(level);
        }

        @Override
        public boolean set(String logger, Level newLevel) {
            level = newLevel;
            return !fixed;
        }
    }

    private void health() throws Exception {
        call(200, "GET", "/healthz", "/healthz");
        storage.fail(UnreliableStorage.Call.CHECK);
        call(503, "GET", "/readyz", "/readyz");
        storage.repair();
        call(200, "GET", "/readyz", "/readyz");
        http.create("{\"id\":\"stuck\"}");
        storage.stall(UnreliableStorage.Call.APPEND);
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("stuck");
            ada.submit("stuck", 0, 1, "[\"x\"]");
            await().untilAsserted(() -> call(503, "GET", "/healthz", "/healthz"));
            storage.release();
            ada.expect("op:ack");
        }
        call(200, "GET", "/api/v1/openapi.json", "/api/v1/openapi.json");
    }
}
