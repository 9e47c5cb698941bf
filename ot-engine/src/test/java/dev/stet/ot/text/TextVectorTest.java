package dev.stet.ot.text;

import static dev.stet.ot.text.TextType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import dev.stet.ot.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The reference implementation and this one give the same documents, operations and positions. */
class TextVectorTest {
    /** What this type refuses and the reference takes: a delete past the end, a cut through a surrogate pair. */
    private static final Set<Rule> DELIBERATELY_STRICTER = Set.of(Rule.PAST_THE_END, Rule.SPLITS_SURROGATE_PAIR);

    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> mismatches = new ArrayList<>();

    @Test
    void agreesWithTheReference() throws IOException {
        int number = 0;
        for (Map<String, Object> line : Vectors.read("text.jsonl.gz")) {
            number++;
            if (!"text".equals(line.get("type"))) {
                continue;
            }
            if (line.containsKey("loneSurrogate")) {
                count("set aside, loneSurrogate");
            } else if (line.containsKey("nonCanonical")) {
                count("documents only, nonCanonical");
                compareDocuments(number, line);
            } else {
                count(compareAll(number, line) ? "compared" : "set aside, refused here: cuts a surrogate pair");
            }
        }
        System.out.println("text vectors: lines=" + number + " " + counts);
        assertThat(mismatches).isEmpty();
        assertThat(counts).as("lines compared").containsKey("compared");
    }

    /** Returns whether the line could be compared; otherwise one of its operations demonstrably cuts a pair. */
    private boolean compareAll(int number, Map<String, Object> line) {
        try {
            compareDocuments(number, line);
            compareOperations(number, line);
            comparePositions(number, line);
            return true;
        } catch (InvalidOperationException refusal) {
            assertThat(refusal.rule()).as("line %d", number).isEqualTo(Rule.SPLITS_SURROGATE_PAIR);
            assertThat(cutsPair(line.get("snapshot"), line.get("a"))
                            || cutsPair(line.get("snapshot"), line.get("b"))
                            || cutsPair(line.get("applyA"), line.get("a2")))
                    .as("line %d: %s", number, refusal.getMessage())
                    .isTrue();
            return false;
        }
    }

    private static boolean cutsPair(Object document, Object operation) {
        String text = (String) document;
        int at = 0;
        for (Object component : (List<?>) operation) {
            if (component instanceof Map<?, ?> delete) {
                at += (Integer) delete.get("d");
            } else if (component instanceof Integer retained) {
                at += retained;
            }
            if (at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    private void compareDocuments(int number, Map<String, Object> line) {
        Rope snapshot = TEXT.decodeSnapshot(line.get("snapshot"));
        TextOperation a = TEXT.decode(line.get("a"));
        TextOperation b = TEXT.decode(line.get("b"));
        Rope afterA = TEXT.apply(snapshot, a);
        Rope afterB = TEXT.apply(snapshot, b);
        compare(number, "applyA", afterA.toString(), line.get("applyA"));
        compare(number, "applyB", afterB.toString(), line.get("applyB"));
        compare(
                number,
                "convergence",
                TEXT.apply(afterB, TEXT.transform(a, b, Side.LEFT)),
                TEXT.apply(afterA, TEXT.transform(b, a, Side.RIGHT)));
    }

    private void compareOperations(int number, Map<String, Object> line) {
        TextOperation a = TEXT.decode(line.get("a"));
        TextOperation b = TEXT.decode(line.get("b"));
        TextOperation a2 = TEXT.decode(line.get("a2"));
        compare(number, "abLeft", TEXT.encode(TEXT.transform(a, b, Side.LEFT)), line.get("abLeft"));
        compare(number, "abRight", TEXT.encode(TEXT.transform(a, b, Side.RIGHT)), line.get("abRight"));
        compare(number, "baLeft", TEXT.encode(TEXT.transform(b, a, Side.LEFT)), line.get("baLeft"));
        compare(number, "baRight", TEXT.encode(TEXT.transform(b, a, Side.RIGHT)), line.get("baRight"));
        compare(number, "composeA_A2", TEXT.encode(TEXT.compose(a, a2)), line.get("composeA_A2"));
    }

    private void comparePositions(int number, Map<String, Object> line) {
        for (Object element : (List<?>) line.get("positions")) {
            Map<?, ?> moved = (Map<?, ?>) element;
            TextOperation operation = TEXT.decode(line.get((String) moved.get("op")));
            count("positions");
            Object result = moved.get("result");
            if ((Boolean) moved.get("own")) {
                compare(number, "own " + moved, operation.caretAfter(), result);
            } else {
                Selection given = selection(moved.get("position"));
                Selection after = TEXT.transformSelection(given, operation).orElseThrow();
                compare(number, "position " + moved, after, selection(result));
            }
        }
    }

    private void compare(int number, String what, Object ours, Object reference) {
        if (!ours.equals(reference)) {
            mismatches.add("line " + number + ", " + what + ": ours " + ours + ", the reference " + reference);
        }
    }

    @Test
    void refusesWhatTheReferenceRefuses() throws IOException {
        for (Map<String, Object> line : Vectors.read("errors.jsonl")) {
            if (!"text".equals(line.get("type"))) {
                continue;
            }
            boolean throwsThere = (Boolean) line.get("throws");
            try {
                Rope result = TEXT.apply(TEXT.decodeSnapshot(line.get("snapshot")), TEXT.decode(line.get("op")));
                assertThat(throwsThere).as("accepted, line=%s", line).isFalse();
                assertThat(result).as("line=%s", line).hasToString((String) line.get("result"));
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
        System.out.println("text edge cases: " + counts);
        assertThat(counts).containsKeys("accepted by both", "refused by both");
    }

    private static Selection selection(Object json) {
        return json instanceof List<?> ends
                ? Selection.of((Integer) ends.get(0), (Integer) ends.get(1))
                : Selection.caret((Integer) json);
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
