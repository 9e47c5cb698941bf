package dev.stet.ot.text;

import static dev.stet.ot.text.TextType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import dev.stet.ot.Vectors;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The reference implementation and this one give the same documents, operations and positions. */
class TextVectorTest {
    /** What this type refuses and the reference takes: a delete past the end, a cut through a surrogate pair. */
    private static final Set<Rule> DELIBERATELY_STRICTER = Set.of(Rule.PAST_THE_END, Rule.SPLITS_SURROGATE_PAIR);

    private final Map<String, Integer> counts = new TreeMap<>();

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
                count("compared");
                compareDocuments(number, line);
                compareOperations(number, line);
                comparePositions(number, line);
            }
        }
        System.out.println("text vectors: lines=" + number + " " + counts);
        assertThat(counts).as("lines compared").containsKey("compared");
    }

    private void compareDocuments(int number, Map<String, Object> line) {
        Rope snapshot = TEXT.decodeSnapshot(line.get("snapshot"));
        TextOperation a = TEXT.decode(line.get("a"));
        TextOperation b = TEXT.decode(line.get("b"));
        Rope afterA = TEXT.apply(snapshot, a);
        Rope afterB = TEXT.apply(snapshot, b);
        Rope afterBoth = TEXT.apply(afterA, TEXT.transform(b, a, Side.RIGHT));
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(afterA).as("applyA, line=%d", number).hasToString((String) line.get("applyA"));
            softly.assertThat(afterB).as("applyB, line=%d", number).hasToString((String) line.get("applyB"));
            softly.assertThat(TEXT.apply(afterB, TEXT.transform(a, b, Side.LEFT)))
                    .as("convergence, line=%d", number)
                    .isEqualTo(afterBoth);
        });
    }

    private void compareOperations(int number, Map<String, Object> line) {
        TextOperation a = TEXT.decode(line.get("a"));
        TextOperation b = TEXT.decode(line.get("b"));
        TextOperation a2 = TEXT.decode(line.get("a2"));
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(TEXT.encode(TEXT.transform(a, b, Side.LEFT)))
                    .as("abLeft, line=%d", number)
                    .isEqualTo(line.get("abLeft"));
            softly.assertThat(TEXT.encode(TEXT.transform(a, b, Side.RIGHT)))
                    .as("abRight, line=%d", number)
                    .isEqualTo(line.get("abRight"));
            softly.assertThat(TEXT.encode(TEXT.transform(b, a, Side.LEFT)))
                    .as("baLeft, line=%d", number)
                    .isEqualTo(line.get("baLeft"));
            softly.assertThat(TEXT.encode(TEXT.transform(b, a, Side.RIGHT)))
                    .as("baRight, line=%d", number)
                    .isEqualTo(line.get("baRight"));
            softly.assertThat(TEXT.encode(TEXT.compose(a, a2)))
                    .as("composeA_A2, line=%d", number)
                    .isEqualTo(line.get("composeA_A2"));
        });
    }

    private void comparePositions(int number, Map<String, Object> line) {
        for (Object element : (List<?>) line.get("positions")) {
            Map<?, ?> moved = (Map<?, ?>) element;
            TextOperation operation = TEXT.decode(line.get((String) moved.get("op")));
            count("positions");
            if ((Boolean) moved.get("own")) {
                assertThat(operation.caretAfter())
                        .as("own position, line=%d", number)
                        .isEqualTo(moved.get("result"));
                continue;
            }
            assertThat(TEXT.transformSelection(selection(moved.get("position")), operation))
                    .as("position %s, line=%d", moved, number)
                    .contains(selection(moved.get("result")));
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
