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
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The reference implementation and this one give the same documents and operations. */
class Json0VectorTest {
    /** What this type refuses and the reference takes: JavaScript's accidents, and what it does not compare. */
    private static final Set<Rule> DELIBERATELY_STRICTER =
            Set.of(Rule.PAST_THE_END, Rule.NO_SUCH_PLACE, Rule.DIFFERENT_CONTENT);

    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> mismatches = new ArrayList<>();

    @Test
    void agreesWithTheReference() throws IOException {
        int number = 0;
        for (Map<String, Object> line : Vectors.read("json0.jsonl.gz")) {
            number++;
            if (line.containsKey("loneSurrogate")) {
                count("set aside, loneSurrogate");
                continue;
            }
            compareDocuments(number, line);
            if (line.containsKey("mixedText")) {
                compareCompositionAndInverse(number, line);
                count("all but transform compared, mixedText");
            } else {
                compareCompositionAndInverse(number, line);
                compareTransform(number, line);
                count("compared");
            }
        }
        System.out.println("json0 vectors: lines=" + number + " " + counts);
        assertThat(mismatches).isEmpty();
        assertThat(counts).as("lines compared").containsKey("compared");
    }

    private void compareDocuments(int number, Map<String, Object> line) {
        JsonValue snapshot = JSON0.decodeSnapshot(line.get("snapshot"));
        JsonOperation a = JSON0.decode(line.get("a"));
        JsonOperation b = JSON0.decode(line.get("b"));
        JsonOperation a2 = JSON0.decode(line.get("a2"));
        JsonValue afterA = JSON0.apply(snapshot, a);
        JsonValue afterB = JSON0.apply(snapshot, b);
        compare(number, "applyA", afterA, JsonValue.of(line.get("applyA")));
        compare(number, "applyB", afterB, JsonValue.of(line.get("applyB")));
        for (Side side : Side.values()) {
            compare(
                    number,
                    "convergence",
                    JSON0.apply(afterB, JSON0.transform(a, b, side)),
                    JSON0.apply(afterA, JSON0.transform(b, a, side.opposite())));
        }
        compare(number, "composition", JSON0.apply(snapshot, JSON0.compose(a, a2)), JSON0.apply(afterA, a2));
        compare(number, "inversion", JSON0.apply(afterA, JSON0.invert(a, snapshot)), snapshot);
        compare(number, "completion", JSON0.complete(a, snapshot), a);
    }

    private void compareTransform(int number, Map<String, Object> line) {
        JsonOperation a = JSON0.decode(line.get("a"));
        JsonOperation b = JSON0.decode(line.get("b"));
        same(number, "abLeft", JSON0.transform(a, b, Side.LEFT), line);
        same(number, "abRight", JSON0.transform(a, b, Side.RIGHT), line);
        same(number, "baLeft", JSON0.transform(b, a, Side.LEFT), line);
        same(number, "baRight", JSON0.transform(b, a, Side.RIGHT), line);
    }

    private void compareCompositionAndInverse(int number, Map<String, Object> line) {
        JsonOperation a = JSON0.decode(line.get("a"));
        same(number, "composeA_A2", JSON0.compose(a, JSON0.decode(line.get("a2"))), line);
        same(number, "invertA", JSON0.invert(a, JSON0.decodeSnapshot(line.get("snapshot"))), line);
    }

    /** Compares what is written, with the numbers by value. */
    private void same(int number, String field, JsonOperation ours, Map<String, Object> line) {
        compare(number, field, JsonValue.of(JSON0.encode(ours)), JsonValue.of(line.get(field)));
    }

    private void compare(int number, String what, Object ours, Object reference) {
        if (!ours.equals(reference)) {
            mismatches.add("line " + number + ", " + what + ": ours " + ours + ", the reference " + reference);
        }
    }

    @Test
    void refusesWhatTheReferenceRefuses() throws IOException {
        for (Map<String, Object> line : Vectors.read("errors.jsonl")) {
            if (!"json0".equals(line.get("type"))) {
                continue;
            }
            boolean throwsThere = (Boolean) line.get("throws");
            try {
                JsonValue result =
                        JSON0.apply(JSON0.decodeSnapshot(line.get("snapshot")), JSON0.decode(line.get("op")));
                assertThat(throwsThere).as("accepted, line=%s", line).isFalse();
                assertThat(result).as("line=%s", line).isEqualTo(JsonValue.of(line.get("result")));
                count("accepted by both");
            } catch (InvalidOperationException refusal) {
                if (throwsThere) {
                    count("refused by both");
                } else {
                    assertThat(DELIBERATELY_STRICTER)
                            .as("refused, line=%s", line)
                            .contains(refusal.rule());
                    count("refused here only");
                }
            }
        }
        System.out.println("json0 edge cases: " + counts);
        assertThat(counts).containsKeys("accepted by both", "refused by both");
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
