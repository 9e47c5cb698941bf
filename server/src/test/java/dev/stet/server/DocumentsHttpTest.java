package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.Http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Documents over HTTP: created, listed, read at any moment, named, deleted. */
class DocumentsHttpTest {
    @TempDir
    Path folder;

    StetServer server;
    Http http;

    @BeforeEach
    void start() throws Exception {
        server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(folder));
        http = new Http(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Makes a text "a", "ab", "abc" at its revisions 1, 2, 3. */
    private void abc(String doc) throws Exception {
        assertThat(http.create("{\"id\":\"" + doc + "\",\"content\":\"a\"}").revision())
                .isEqualTo(1);
        assertThat(http.put(doc, 1, "ab").revision()).isEqualTo(2);
        assertThat(http.put(doc, 2, "abc").revision()).isEqualTo(3);
    }

    @Test
    void aDocumentIsCreatedWithContent() throws Exception {
        Answer created = http.create("{\"id\":\"minutes\",\"docType\":\"text\",\"content\":\"Hello\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/api/v1/documents/minutes");
        assertThat(created.json().get("docType").asString()).isEqualTo("text");
        assertThat(created.revision()).isEqualTo(1);
        assertThat(http.get("minutes", "").body()).isEqualTo("Hello");
    }

    @Test
    void aDocumentWithoutANameGetsOne() throws Exception {
        Answer created = http.create("{\"docType\":\"json0\"}");
        assertThat(created.revision()).isEqualTo(0);
        assertThat(http.get(created.json().get("id").asString(), "").body()).isEqualTo("null");
    }

    @Test
    void aNameThatIsTakenIsNotCreatedAgain() throws Exception {
        abc("minutes");
        Answer again = http.create("{\"id\":\"minutes\",\"content\":\"other\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("doc_exists");
        assertThat(http.get("minutes", "").body()).isEqualTo("abc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]|400|bad_message",
                "{|400|bad_json",
                "{\"id\":\"a b\"}|400|bad_message",
                "{\"id\":7}|400|bad_message",
                "{\"docType\":\"nothing\"}|422|unknown_doc_type",
                "{\"docType\":\"rich-text\",\"content\":[{\"insert\":\"\"}]}|422|invalid_operation",
                "{\"content\":7}|422|invalid_operation"
            })
    void whatCannotBeADocumentIsRefused(String body, int status, String code) throws Exception {
        Answer refused = http.create(body);
        assertThat(refused.status()).as("%s", refused).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(http.send("GET", "/api/v1/documents", "", Map.of()).json().get("documents"))
                .isEmpty();
    }

    @Test
    void aPutCreatesIfThereIsNone() throws Exception {
        Map<String, String> create = Map.of("If-None-Match", "*", "Content-Type", "text/plain");
        assertThat(http.send("PUT", "/api/v1/documents/new", "Hello", create).status())
                .isEqualTo(201);
        Answer again = http.send("PUT", "/api/v1/documents/new", "Other", create);
        assertThat(again.status()).isEqualTo(412);
        assertThat(again.code()).isEqualTo("precondition_failed");
        assertThat(http.get("new", "").body()).isEqualTo("Hello");
    }

    @Test
    void documentsAreListedPageByPage() throws Exception {
        for (String id : List.of("c", "a", "b", "d")) {
            http.create("{\"id\":\"" + id + "\",\"content\":\"x\"}");
        }
        assertThat(http.delete("b").status()).isEqualTo(204);
        Answer first = http.send("GET", "/api/v1/documents?limit=2", "", Map.of());
        assertThat(ids(first)).containsExactly("a", "c");
        String next = first.json().get("next").asString();
        Answer second = http.send("GET", "/api/v1/documents?limit=2&after=" + next, "", Map.of());
        assertThat(ids(second)).containsExactly("d");
        assertThat(second.json().has("next")).isFalse();
        JsonNode one = second.json().get("documents").get(0);
        assertThat(one.get("revision").asLong()).isEqualTo(1);
        assertThat(Instant.parse(one.get("created").asString())).isBefore(Instant.now());
        Answer all = http.send("GET", "/api/v1/documents?deleted=true", "", Map.of());
        assertThat(ids(all)).containsExactly("a", "b", "c", "d");
        assertThat(all.json().get("documents").get(1).has("deleted")).isTrue();
    }

    private static List<String> ids(Answer page) {
        return page.json()
                .get("documents")
                .valueStream()
                .map(one -> one.get("id").asString())
                .toList();
    }

    @Test
    void everyRevisionIsStillThere() throws Exception {
        abc("minutes");
        for (int revision = 0; revision <= 3; revision++) {
            Answer answer = http.get("minutes", "?revision=" + revision);
            assertThat(answer.body()).isEqualTo("abc".substring(0, revision));
            assertThat(answer.header("ETag")).isEqualTo("\"" + revision + "\"");
            assertThat(answer.header("Cache-Control")).isEqualTo("private, max-age=3600");
        }
        assertThat(http.get("minutes", "").header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(http.get("minutes", "").header("Last-Modified"))
                .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    }

    @Test
    void aRevisionInTheFutureIsNotThere() throws Exception {
        abc("minutes");
        Answer answer = http.get("minutes", "?revision=4");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("no_such_revision");
    }

    @Test
    void aDocumentIsReadAtAnInstant() throws Exception {
        abc("minutes");
        String time = http.get("minutes", "/operations?from=2&to=2")
                .json()
                .get("time")
                .asString();
        assertThat(http.get("minutes", "?at=" + time).body()).startsWith("ab");
        Answer before = http.get("minutes", "?at=2001-01-01T00:00:00Z");
        assertThat(before.body()).isEmpty();
        assertThat(before.header("Stet-Revision")).isEqualTo("0");
        assertThat(http.get("minutes", "?at=2201-01-01T01:00:00%2B01:00").body())
                .isEqualTo("abc");
        assertThat(http.get("minutes", "?at=2201-01-01T01:00:00+01:00").body()).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?at=yesterday", "?revision=-1", "?revision=1&at=2001-01-01T00:00:00Z", "?revision=x", "?at=%zz"
            })
    void aMomentThatIsNoneIsRefused(String query) throws Exception {
        abc("minutes");
        Answer answer = http.get("minutes", query.replace("%zz", "%25"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("bad_message");
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws Exception {
        abc("minutes");
        String path = "/api/v1/documents/minutes";
        Answer same = http.send("GET", path, "", Map.of("If-None-Match", "\"3\""));
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo("\"3\"");
        assertThat(http.send("GET", path, "", Map.of("If-None-Match", "\"2\", W/\"3\""))
                        .status())
                .isEqualTo(304);
        assertThat(http.send("GET", path, "", Map.of("If-None-Match", "\"2\"")).status())
                .isEqualTo(200);
        assertThat(http.send("GET", path + "?revision=2", "", Map.of("If-None-Match", "\"2\""))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void aRevisionCanHaveNames() throws Exception {
        abc("minutes");
        String versions = "/api/v1/documents/minutes/versions";
        Answer named = http.send("PUT", versions + "/first%20draft", "{\"revision\":2}", Map.of());
        assertThat(named.json().get("name").asString()).isEqualTo("first draft");
        assertThat(http.send("PUT", versions + "/newest", "", Map.of()).revision())
                .isEqualTo(3);
        assertThat(http.send("PUT", versions + "/newest", "", Map.of()).revision())
                .isEqualTo(3);
        assertThat(http.get("minutes", "?version=first+draft").body()).isEqualTo("ab");
        Answer taken = http.send("PUT", versions + "/newest", "{\"revision\":1}", Map.of());
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.code()).isEqualTo("version_exists");
        assertThat(http.send("PUT", versions + "/later", "{\"revision\":9}", Map.of())
                        .code())
                .isEqualTo("no_such_revision");
        assertThat(http.send("GET", versions, "", Map.of()).json().get("versions"))
                .hasSize(2);
        assertThat(http.send("DELETE", versions + "/newest", "", Map.of()).status())
                .isEqualTo(204);
        assertThat(http.send("DELETE", versions + "/newest", "", Map.of()).code())
                .isEqualTo("no_such_version");
        assertThat(http.get("minutes", "?version=newest").code()).isEqualTo("no_such_version");
    }

    @Test
    void aNameThatCannotStandInAPathStandsInTheQuery() throws Exception {
        abc("minutes");
        String versions = "/api/v1/documents/minutes/versions";
        for (String name : List.of("draft 1/2", "50 %", "C:\\drafts", "..", "a%2Fb", "näher & näher?")) {
            String query = "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
            String version = "?version=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
            Answer named = http.send("PUT", versions + query, "{\"revision\":2}", Map.of());
            assertThat(named.json().get("name").asString()).isEqualTo(name);
            assertThat(http.get("minutes", version).body()).as(name).isEqualTo("ab");
            assertThat(http.send("DELETE", versions + query, "", Map.of()).status())
                    .as(name)
                    .isEqualTo(204);
            assertThat(http.get("minutes", version).code()).as(name).isEqualTo("no_such_version");
        }
        for (String none : List.of("", "?name=", "?name=%20", "?name=a%0Ab", "?name=" + "a".repeat(129))) {
            Answer refused = http.send("PUT", versions + none, "", Map.of());
            assertThat(refused.code()).as(none).isEqualTo("bad_message");
            assertThat(refused.json().get("message").asString()).contains("1 to 128 characters");
        }
    }

    @Test
    void aDeletedDocumentIsGoneUntilItIsUndeleted() throws Exception {
        abc("minutes");
        assertThat(http.delete("minutes").status()).isEqualTo(204);
        for (String more : List.of("", "?revision=1", "/operations", "/blame", "/diff", "/versions")) {
            Answer gone = http.get("minutes", more);
            assertThat(gone.status()).as(more).isEqualTo(410);
            assertThat(gone.code()).isEqualTo("doc_deleted");
        }
        assertThat(http.put("minutes", 3, "x").code()).isEqualTo("doc_deleted");
        assertThat(http.post("minutes", "/operations", "{\"revision\":3,\"op\":[\"x\"]}")
                        .code())
                .isEqualTo("doc_deleted");
        assertThat(http.post("minutes", "/restore", "{\"revision\":1}").code()).isEqualTo("doc_deleted");
        assertThat(http.delete("minutes").code()).isEqualTo("doc_deleted");
        assertThat(http.create("{\"id\":\"minutes\"}").code()).isEqualTo("doc_exists");
        assertThat(http.post("minutes", "/undelete", "").revision()).isEqualTo(3);
        assertThat(http.get("minutes", "").body()).isEqualTo("abc");
        assertThat(http.post("other", "/undelete", "").code()).isEqualTo("doc_not_found");
    }

    @Test
    void whatADocumentCannotBeHadInIsNamed() throws Exception {
        abc("minutes");
        Answer refused = http.get("minutes", "", "image/png, application/json;q=0.5");
        assertThat(refused.status()).isEqualTo(406);
        assertThat(refused.json().get("available").get(0).asString()).isEqualTo("text/plain");
        assertThat(http.get("minutes", "", "text/*").status()).isEqualTo(200);
        assertThat(http.get("minutes", "", "text/html,*/*;q=0.1").status()).isEqualTo(200);
        assertThat(http.get("minutes", "", "*/*, text/plain;q=0").status()).isEqualTo(406);
        assertThat(http.get("minutes", "", "text/plain").header("Vary")).isEqualTo("Accept");
    }

    @Test
    void whatADocumentCannotBeWrittenInIsNamed() throws Exception {
        abc("minutes");
        Answer refused = http.send(
                "PUT", "/api/v1/documents/minutes", "[]", Map.of("If-Match", "\"3\"", "Content-Type", "image/png"));
        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.json().get("accepted").get(0).asString()).isEqualTo("text/plain");
    }
}
