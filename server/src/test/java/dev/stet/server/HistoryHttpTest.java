package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.Http.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a document's past tells over HTTP. */
class HistoryHttpTest {
    private static final int MAX_HISTORY_ENTRIES = 20;

    @TempDir
    Path folder;

    StetServer server;
    Http http;

    @BeforeEach
    void start() throws Exception {
        Limits limits =
                new Limits(1 << 20, 1 << 19, 1 << 24, 16, 1024, 10_000, 1000, 100, 1 << 20, MAX_HISTORY_ENTRIES);
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder)
                .with(limits));
        http = new Http(server);
        http.create("{\"id\":\"minutes\",\"content\":\"Let it stand.\"}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String typedByAda(String op) throws Exception {
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            long revision = ((Number) ada.open("minutes").get("revision")).longValue();
            ada.submit("minutes", revision, revision, op);
            ada.expect("op:ack");
            return ada.user();
        }
    }

    @Test
    void operationsComeLineByLine() throws Exception {
        String ada = typedByAda("[4,\"all of \"]");
        Answer answer = http.get("minutes", "/operations");
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        List<JsonNode> lines = answer.body()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1).get("revision").asLong()).isEqualTo(2);
        assertThat(lines.get(1).get("author").asString()).isEqualTo(ada);
        assertThat(lines.get(1).get("op").toString()).isEqualTo("[4,\"all of \"]");
        assertThat(lines.get(1).get("time").asString()).endsWith("Z");
        assertThat(http.get("minutes", "/operations?from=2&to=2").body().lines())
                .hasSize(1);
        assertThat(http.get("minutes", "/operations?from=3").body()).isEmpty();
        assertThat(http.get("minutes", "/operations?from=4").code()).isEqualTo("bad_message");
        assertThat(http.get("minutes", "/operations?to=4").code()).isEqualTo("no_such_revision");
    }

    @Test
    void moreOperationsThanAPageComeInOrder() throws Exception {
        int count = 1_200;
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
            for (int i = 1; i <= count; i++) {
                ada.submit("minutes", i, i, "[\"x\"]");
                ada.expect("op:ack");
            }
        }
        List<Long> revisions = http.get("minutes", "/operations")
                .body()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line).get("revision").asLong())
                .toList();
        assertThat(revisions).hasSize(count + 1).isSorted().doesNotHaveDuplicates();
        assertThat(http.get("minutes", "?revision=1100").body()).hasSize(1099 + "Let it stand.".length());
    }

    @Test
    void whoWorkedWhenIsTold() throws Exception {
        String ada = typedByAda("[4,\"all of \"]");
        JsonNode timeline = http.get("minutes", "/timeline").json();
        assertThat(timeline.get("from").asLong()).isEqualTo(1);
        assertThat(timeline.get("to").asLong()).isEqualTo(2);
        JsonNode sitting = timeline.get("sittings").get(0); // both were short, and at the same time
        assertThat(timeline.get("sittings")).hasSize(1);
        assertThat(sitting.get("first").asLong()).isEqualTo(1);
        assertThat(sitting.get("last").asLong()).isEqualTo(2);
        assertThat(sitting.get("authors").toString()).isEqualTo("{\"guest\":1,\"" + ada + "\":1}");
        assertThat(sitting.has("squashed")).isFalse();
        assertThat(http.get("minutes", "/timeline?from=3").json().get("sittings"))
                .isEmpty();
        assertThat(http.get("minutes", "/timeline?from=2&to=2")
                        .json()
                        .get("sittings")
                        .get(0)
                        .get("authors")
                        .toString())
                .isEqualTo("{\"" + ada + "\":1}");
        for (String wrong : List.of("from=0", "from=4", "pause=0", "limit=1", "limit=1001")) {
            assertThat(http.get("minutes", "/timeline?" + wrong).code())
                    .as(wrong)
                    .isEqualTo("bad_message");
        }
        assertThat(http.get("minutes", "/timeline?to=3").code()).isEqualTo("no_such_revision");
    }

    @Test
    void aTimelineBeginsAsEarlyAsIsLookedAt() throws Exception {
        for (int revision = 1; revision < MAX_HISTORY_ENTRIES + 5; revision++) {
            http.post("minutes", "/operations", "{\"revision\":" + revision + ",\"op\":[\"x\"]}");
        }
        JsonNode timeline = http.get("minutes", "/timeline").json();
        assertThat(timeline.get("from").asLong()).isEqualTo(6);
        assertThat(timeline.get("to").asLong()).isEqualTo(MAX_HISTORY_ENTRIES + 5);
        JsonNode earlier = http.get("minutes", "/timeline?to=5").json();
        assertThat(earlier.get("from").asLong()).isEqualTo(1);
        assertThat(earlier.get("to").asLong()).isEqualTo(5);
        assertThat(http.get("minutes", "/timeline?from=5").code()).isEqualTo("history_too_long");
        assertThat(http.get("minutes", "/timeline?from=6").status()).isEqualTo(200);
    }

    @Test
    void whoWroteWhatIsTold() throws Exception {
        String ada = typedByAda("[4,\"all of \"]");
        JsonNode blame = http.get("minutes", "/blame").json();
        assertThat(blame.get("revision").asLong()).isEqualTo(2);
        assertThat(places(blame.get("spans"))).containsExactly("0-4 guest 1", "4-11 " + ada + " 2", "11-20 guest 1");
        assertThat(http.get("minutes", "/blame?revision=1").json().get("spans")).hasSize(1);
        JsonNode since = http.get("minutes", "/blame?from=1").json().get("spans");
        assertThat(since.get(0).has("author")).isFalse();
        assertThat(since.get(1).get("author").asString()).isEqualTo(ada);
        assertThat(http.get("minutes", "/blame?revision=3").code()).isEqualTo("no_such_revision");
        assertThat(http.get("minutes", "/blame?revision=1&from=2").code()).isEqualTo("bad_message");
    }

    private static List<String> places(JsonNode spans) {
        return spans.valueStream()
                .map(span -> span.get("from") + "-" + span.get("to") + " "
                        + span.get("author").asString() + " " + span.get("revision"))
                .toList();
    }

    @Test
    void blameOfJsonNamesPlacesByTheirPaths() throws Exception {
        http.create("{\"id\":\"board\",\"docType\":\"json0\",\"content\":{\"cards\":[\"one\"]}}");
        JsonNode spans = http.get("board", "/blame").json().get("spans");
        assertThat(spans.valueStream().map(span -> String.valueOf(span.get("path"))))
                .contains("[\"cards\",0]");
    }

    @Test
    void whatChangedAndWhoDidItIsTold() throws Exception {
        String ada = typedByAda("[4,\"all of \",{\"d\":2},\"this\"]");
        JsonNode diff = http.get("minutes", "/diff?from=1&to=2").json();
        assertThat(diff.get("op").toString()).isEqualTo("[4,\"all of \",{\"d\":2},\"this\"]");
        assertThat(places(diff.get("added"))).containsExactly("4-15 " + ada + " 2");
        assertThat(places(diff.get("removed"))).containsExactly("4-6 " + ada + " 2");
        assertThat(http.get("minutes", "/diff?from=1&to=1").json().get("added")).isEmpty();
        assertThat(http.get("minutes", "/diff?from=2&to=1").code()).isEqualTo("bad_message");
        assertThat(http.get("minutes", "/diff?from=2&to=9").code()).isEqualTo("no_such_revision");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/blame", "/diff"})
    void aPastThatIsTooLongToWalkOverIsRefused(String what) throws Exception {
        for (int revision = 1; revision < MAX_HISTORY_ENTRIES; revision++) {
            http.post("minutes", "/operations", "{\"revision\":" + revision + ",\"op\":[\"x\"]}");
        }
        assertThat(http.get("minutes", what).status()).isEqualTo(200);
        http.post("minutes", "/operations", "{\"revision\":" + MAX_HISTORY_ENTRIES + ",\"op\":[\"x\"]}");
        Answer refused = http.get("minutes", what);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("history_too_long");
        assertThat(http.get("minutes", what + "?from=1").status()).isEqualTo(200);
    }

    @Test
    void headAnswersWithoutTheLines() throws Exception {
        Answer head = http.send("HEAD", "/api/v1/documents/minutes/operations", "", Map.of());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }
}
