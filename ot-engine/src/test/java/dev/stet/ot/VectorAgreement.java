package dev.stet.ot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The reference implementation of a type and the one here give the same documents, operations and positions: the tests
 * of {@code NAME.jsonl.gz} and of the type's lines in {@code errors.jsonl}. A subclass says what is special to its type.
 *
 * @param <S> snapshots
 * @param <O> operations
 */
public abstract class VectorAgreement<S, O> {
    /** What is compared of a line. */
    protected enum Extent {
        /** Everything. */
        ALL,
        /** What the operations do to documents, and that they converge, but not how operations are written. */
        DOCUMENTS,
        /** Nothing. */
        NOTHING
    }

    private static final String RIGHTLY_REFUSED = "set aside, rightly refused here";

    private final OperationType<S, O> type;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> mismatches = new ArrayList<>();
    private String place = "";

    protected VectorAgreement(OperationType<S, O> type) {
        this.type = type;
    }

    /** Returns the flags that may stand on a line, and what is compared of one that has it. */
    protected abstract Map<String, Extent> flags();

    /** Returns the rules by which this type refuses what its reference takes. */
    protected abstract Set<Rule> stricter();

    /**
     * Returns the position of a line, moved by one of its operations, as the vectors write it.
     *
     * @param moved {@code position}, {@code own} and what else the type's lines say of a position
     */
    protected abstract Object position(Map<?, ?> moved, O operation);

    /** Compares what only lines of this type have, by {@link #compare}. */
    protected void compareMore(Map<String, Object> line, S snapshot, O a) {}

    /** Returns a document of the reference in the form that documents have here, if it writes the same one differently. */
    protected Object document(Object encoded) {
        return encoded;
    }

    /** Returns whether an operation of a line is rightly refused, although no flag stands on the line. */
    protected boolean refusedRightly(Map<String, Object> line, InvalidOperationException refusal) {
        return false;
    }

    /** Every line of the type's file. */
    @Test
    void agreesWithTheReference() throws IOException {
        int number = 0;
        for (Map<String, Object> line : Vectors.read(type.name() + ".jsonl.gz")) {
            number++;
            assertThat(line).containsEntry("type", type.name());
            place = "line " + number;
            compareLine(line);
        }
        System.out.println(type.name() + " vectors: lines=" + number + " " + counts);
        assertThat(mismatches).isEmpty();
        assertThat(counts).as("lines compared").containsKey("compared");
    }

    private void compareLine(Map<String, Object> line) {
        Extent extent = Extent.ALL;
        String flagged = "";
        for (Map.Entry<String, Extent> flag : flags().entrySet()) {
            if (line.containsKey(flag.getKey()) && flag.getValue().compareTo(extent) > 0) {
                extent = flag.getValue();
                flagged = flag.getKey();
            }
        }
        switch (extent) {
            case NOTHING -> count("set aside, " + flagged);
            case DOCUMENTS -> {
                boolean compared = complete(line, this::compareDocuments);
                count(compared ? "documents only, " + flagged : RIGHTLY_REFUSED);
                compareEffectsIfTaken(line);
            }
            case ALL -> {
                boolean compared = complete(line, this::compareDocuments) && complete(line, this::compareOperations);
                count(compared ? "compared" : RIGHTLY_REFUSED);
                compareEffectsIfTaken(line);
            }
        }
    }

    private void compareEffectsIfTaken(Map<String, Object> line) {
        if (!complete(line, this::compareEffects)) {
            count("of these without a2 applied, rightly refused here");
        }
    }

    /** Compares what can be compared, and returns whether that was all. */
    private boolean complete(Map<String, Object> line, Consumer<Map<String, Object>> comparison) {
        try {
            comparison.accept(line);
            return true;
        } catch (InvalidOperationException refusal) {
            assertThat(refusedRightly(line, refusal))
                    .as("%s: %s", place, refusal.getMessage())
                    .isTrue();
            return false;
        }
    }

    private void compareDocuments(Map<String, Object> line) {
        S snapshot = type.decodeSnapshot(line.get("snapshot"));
        O a = type.decode(line.get("a"));
        O b = type.decode(line.get("b"));
        S afterA = type.apply(snapshot, a);
        S afterB = type.apply(snapshot, b);
        compare("applyA", type.encodeSnapshot(afterA), document(line.get("applyA")));
        compare("applyB", type.encodeSnapshot(afterB), document(line.get("applyB")));
        for (Side side : Side.values()) {
            O besideB = type.transform(a, b, side);
            O besideA = type.transform(b, a, side.opposite());
            compare("convergence, a is " + side, type.apply(afterB, besideB), type.apply(afterA, besideA));
        }
    }

    /** What {@code a2} does is not in the vectors; but composing and inverting have to agree with applying. */
    private void compareEffects(Map<String, Object> line) {
        S snapshot = type.decodeSnapshot(line.get("snapshot"));
        O a = type.decode(line.get("a"));
        O a2 = type.decode(line.get("a2"));
        S afterA = type.apply(snapshot, a);
        compare("effect of invert", type.apply(afterA, type.invert(a, snapshot)), snapshot);
        compare("effect of compose", type.apply(snapshot, type.compose(a, a2)), type.apply(afterA, a2));
    }

    private void compareOperations(Map<String, Object> line) {
        S snapshot = type.decodeSnapshot(line.get("snapshot"));
        O a = type.decode(line.get("a"));
        O b = type.decode(line.get("b"));
        O a2 = type.decode(line.get("a2"));
        compareOperation("abLeft", type.transform(a, b, Side.LEFT), line);
        compareOperation("abRight", type.transform(a, b, Side.RIGHT), line);
        compareOperation("baLeft", type.transform(b, a, Side.LEFT), line);
        compareOperation("baRight", type.transform(b, a, Side.RIGHT), line);
        compareOperation("composeA_A2", type.compose(a, a2), line);
        if (line.containsKey("invertA")) {
            compareOperation("invertA", type.invert(a, snapshot), line);
        }
        compareMore(line, snapshot, a);
        for (Object element : (List<?>) line.get("positions")) {
            Map<?, ?> moved = (Map<?, ?>) element;
            count("positions");
            compare("position " + moved, position(moved, "a".equals(moved.get("op")) ? a : b), moved.get("result"));
        }
    }

    /** Compares an operation with the field of a line that has this name. */
    protected final void compareOperation(String field, O ours, Map<String, Object> line) {
        compare(field, type.encode(ours), line.get(field));
    }

    /** Compares two values: numbers in plain JSON by what they count, everything else by {@code equals}. */
    protected final void compare(String what, Object ours, Object reference) {
        if (!Vectors.same(ours, reference)) {
            mismatches.add(place + ", " + what + ": ours " + ours + ", the reference " + reference);
        }
    }

    /** What is refused there is refused here; what is refused only here breaks one of the {@link #stricter} rules. */
    @Test
    void refusesWhatTheReferenceRefuses() throws IOException {
        for (Map<String, Object> line : Vectors.read("errors.jsonl")) {
            if (!type.name().equals(line.get("type"))) {
                continue;
            }
            boolean throwsThere = (Boolean) line.get("throws");
            try {
                S after = type.apply(type.decodeSnapshot(line.get("snapshot")), type.decode(line.get("op")));
                assertThat(throwsThere).as("accepted, line=%s", line).isFalse();
                assertThat(Vectors.same(type.encodeSnapshot(after), document(line.get("result"))))
                        .as("result, line=%s", line)
                        .isTrue();
                count("accepted by both");
            } catch (InvalidOperationException refusal) {
                if (!throwsThere) {
                    assertThat(stricter()).as("refused, line=%s", line).contains(refusal.rule());
                }
                count(throwsThere ? "refused by both" : "refused here only");
            }
        }
        System.out.println(type.name() + " edge cases: " + counts);
        assertThat(counts).containsKey("accepted by both");
        assertThat(counts.keySet()).containsAnyOf("refused by both", "refused here only");
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
