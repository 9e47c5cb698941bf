package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Blame;
import dev.stet.ot.Tries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Who wrote what of a JSON document. */
class JsonBlameTest {
    private static final JsonValue DOCUMENT =
            JsonValue.of(Map.of("title", "Fox", "count", 1, "tags", List.of("a", "b"), "none", ""));

    @Test
    void everyValueBelongsToTheRevisionThatPutItThere() {
        Blame<JsonOperation> blame = JSON0.blame(DOCUMENT, 1)
                .after(
                        edit(
                                "[{\"p\":[\"title\"],\"t\":\"text0\",\"o\":[{\"p\":3,\"i\":\"!\"},{\"p\":0,\"d\":\"F\"}]}]"),
                        2)
                .after(edit("[{\"p\":[\"tags\",1],\"li\":{\"x\":[true]}}]"), 3)
                .after(edit("[{\"p\":[\"count\"],\"na\":4}]"), 4)
                .after(edit("[{\"p\":[\"tags\",1],\"lm\":0}]"), 5)
                .after(edit("[{\"p\":[\"tags\",0,\"x\",0],\"ld\":true,\"li\":false}]"), 6)
                .after(edit("[{\"p\":[\"none\"],\"od\":\"\"}]"), 7)
                .after(edit("[{\"p\":[\"none\"],\"oi\":\"\"}]"), 8);
        assertThat(blame.spans())
                .containsExactly(
                        value(1),
                        value(4, "count"),
                        value(8, "none"),
                        value(1, "tags"),
                        value(3, "tags", 0),
                        value(3, "tags", 0, "x"),
                        value(6, "tags", 0, "x", 0),
                        new Blame.Span(List.of("tags", 1), 0, 1, 1),
                        new Blame.Span(List.of("tags", 2), 0, 1, 1),
                        new Blame.Span(List.of("title"), 0, 2, 1),
                        new Blame.Span(List.of("title"), 2, 3, 2));
    }

    @Test
    void whoReplacesTheDocumentWroteAllOfIt() {
        Blame<JsonOperation> blame = JSON0.blame(JsonValue.NULL, 1).after(edit("[{\"p\":[],\"oi\":[1,\"x\"]}]"), 2);
        assertThat(blame.spans()).containsExactly(value(2), value(2, 0), new Blame.Span(List.of(1), 0, 1, 2));
    }

    /** Members by name: plain code keeps a map of revisions. */
    @Test
    void membersBelongToWhoSetThem() {
        Tries.run(JsonBlameTest.class, Tries.count(), JsonBlameTest::members);
    }

    private static void members(RandomGenerator random) {
        JsonMembers members = new JsonMembers();
        Map<String, Long> expected = new TreeMap<>(Map.of("a", 1L, "b", 1L));
        JsonValue document = members.document(Map.of("a", 0, "b", 0));
        Blame<JsonOperation> blame = JSON0.blame(document, 1);
        for (int revision = 2; revision < 20; revision++) {
            String name = String.valueOf((char) ('a' + random.nextInt(5)));
            boolean removes = random.nextInt(3) == 0;
            JsonOperation operation = members.set(document, name, removes ? Optional.empty() : Optional.of(revision));
            document = JSON0.apply(document, operation);
            blame = blame.after(operation, revision);
            if (removes) {
                expected.remove(name);
            } else {
                expected.put(name, (long) revision);
            }
            Map<String, Long> found = new TreeMap<>();
            List<Blame.Span> spans = new ArrayList<>(blame.spans());
            assertThat(spans.removeFirst()).isEqualTo(value(1));
            spans.forEach(span -> found.put((String) span.path().getFirst(), span.revision()));
            assertThat(found).isEqualTo(expected);
        }
    }

    private static Blame.Span value(long revision, Object... path) {
        return new Blame.Span(List.of(path), 0, 0, revision);
    }

    private static JsonOperation edit(String json) {
        return JSON0.decode(JsonMapper.shared().readValue(json, Object.class));
    }
}
