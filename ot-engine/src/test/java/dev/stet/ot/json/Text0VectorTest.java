package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.Side;
import dev.stet.ot.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The reference implementation and this one give the same strings, edits of strings and positions in them. */
class Text0VectorTest {
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> mismatches = new ArrayList<>();

    @Test
    void agreesWithTheReference() throws IOException {
        int number = 0;
        for (Map<String, Object> line : Vectors.read("text0.jsonl.gz")) {
            number++;
            if (line.containsKey("loneSurrogate")) {
                count("set aside, loneSurrogate");
                continue;
            }
            compareStrings(number, line);
            compareEdits(number, line);
            comparePositions(number, line);
            count("compared");
        }
        System.out.println("text0 vectors: lines=" + number + " " + counts);
        assertThat(mismatches).isEmpty();
        assertThat(counts).as("lines compared").containsKey("compared");
    }

    private void compareStrings(int number, Map<String, Object> line) {
        JsonString snapshot = string(line.get("snapshot"));
        List<Text0Component> a = edits(line.get("a"));
        List<Text0Component> b = edits(line.get("b"));
        JsonString afterA = Text0.apply(snapshot, a, 0);
        JsonString afterB = Text0.apply(snapshot, b, 0);
        compare(number, "applyA", afterA, string(line.get("applyA")));
        compare(number, "applyB", afterB, string(line.get("applyB")));
        compare(number, "inversion", Text0.apply(afterA, Text0.invert(a), 0), snapshot);
        compare(
                number,
                "convergence",
                Text0.apply(afterB, Text0.transform(a, b, Side.LEFT), 0),
                Text0.apply(afterA, Text0.transform(b, a, Side.RIGHT), 0));
    }

    private void compareEdits(int number, Map<String, Object> line) {
        List<Text0Component> a = edits(line.get("a"));
        List<Text0Component> b = edits(line.get("b"));
        same(number, "abLeft", Text0.transform(a, b, Side.LEFT), line);
        same(number, "abRight", Text0.transform(a, b, Side.RIGHT), line);
        same(number, "baLeft", Text0.transform(b, a, Side.LEFT), line);
        same(number, "baRight", Text0.transform(b, a, Side.RIGHT), line);
        same(number, "composeA_A2", Text0.compose(a, edits(line.get("a2"))), line);
        same(number, "invertA", Text0.invert(a), line);
    }

    private void comparePositions(int number, Map<String, Object> line) {
        for (Object element : (List<?>) line.get("positions")) {
            Map<?, ?> moved = (Map<?, ?>) element;
            Side side = "left".equals(moved.get("side")) ? Side.LEFT : Side.RIGHT;
            int position = (Integer) moved.get("position");
            List<Text0Component> edits = edits(line.get((String) moved.get("op")));
            compare(number, "position " + moved, Text0.transformPosition(position, edits, side), moved.get("result"));
            count("positions");
        }
    }

    private void same(int number, String field, List<Text0Component> ours, Map<String, Object> line) {
        compare(number, field, JsonCodec.encode(ours), line.get(field));
    }

    private void compare(int number, String what, Object ours, Object reference) {
        if (!ours.equals(reference)) {
            mismatches.add("line " + number + ", " + what + ": ours " + ours + ", the reference " + reference);
        }
    }

    @Test
    void refusesWhatTheReferenceRefuses() throws IOException {
        for (Map<String, Object> line : Vectors.read("errors.jsonl")) {
            if (!"text0".equals(line.get("type"))) {
                continue;
            }
            boolean throwsThere = (Boolean) line.get("throws");
            try {
                JsonString result = Text0.apply(string(line.get("snapshot")), edits(line.get("op")), 0);
                assertThat(throwsThere).as("accepted, line=%s", line).isFalse();
                assertThat(result).as("line=%s", line).isEqualTo(string(line.get("result")));
                count("accepted by both");
            } catch (InvalidOperationException refusal) {
                assertThat(throwsThere || refusal.rule() == Rule.PAST_THE_END)
                        .as("refused, line=%s", line)
                        .isTrue();
                count(throwsThere ? "refused by both" : "refused here only");
            }
        }
        System.out.println("text0 edge cases: " + counts);
        assertThat(counts).containsKeys("accepted by both", "refused by both", "refused here only");
    }

    private static JsonString string(Object json) {
        return (JsonString) JsonValue.of(json);
    }

    /** Reads an edit, in an operation on a document that is a string. */
    private static List<Text0Component> edits(Object json) {
        Object operation = List.of(Map.of("p", List.of(), "t", "text0", "o", json));
        JsonChange change = JSON0.decode(operation).components().get(0).change();
        return ((JsonChange.EditText) change).edits();
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
