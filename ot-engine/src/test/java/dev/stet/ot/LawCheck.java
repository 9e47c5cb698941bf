package dev.stet.ot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;

/** One try at one law, and everything it made on the way, for the report. Confined to its owner's thread. */
final class LawCheck<S, O> {
    private final OperationType<S, O> type;
    private final DocumentGenerator<S, O> generator;
    private final int size;
    private final RandomGenerator random;
    private final Map<String, Object> made = new LinkedHashMap<>();

    LawCheck(OperationType<S, O> type, DocumentGenerator<S, O> generator, int size, RandomGenerator random) {
        this.type = type;
        this.generator = generator;
        this.size = size;
        this.random = random;
    }

    /** Returns the values of this try, a line each. */
    String report() {
        StringBuilder lines = new StringBuilder();
        made.forEach((name, value) -> lines.append("  ")
                .append(name)
                .append(" = ")
                .append(readable(value))
                .append('\n'));
        return lines.toString();
    }

    void check(Law law) {
        S s = show("s", generator.snapshot(size, random));
        switch (law) {
            case APPLICATION -> application(s);
            case IDENTITY -> identity(s);
            case CONVERGENCE -> convergence(s);
            case REBASING -> rebasing(s);
            case COMPOSITION -> composition(s);
            case ASSOCIATIVITY -> associativity(s);
            case INVERSION -> inversion(s);
            case CANONICAL_FORM -> canonicalForm(s);
            case ROUND_TRIP -> roundTrip(s);
            case SELECTION -> generator.marker().ifPresent(marker -> selection(s, marker));
            case DIFFERENCE -> difference(s);
            case PURITY -> purity(s);
        }
    }

    private void application(S s) {
        DocumentGenerator.Edit<S, O> a = generator.edit(s, size, random);
        show("a", a.operation());
        same("apply(s, a)", type.apply(s, a.operation()), a.expected());
        O complete = show("complete(a, s)", type.complete(a.operation(), s));
        same("apply(s, complete(a, s))", type.apply(s, complete), a.expected());
        same("complete(complete(a, s), s)", type.complete(complete, s), complete);
    }

    private void identity(S s) {
        O a = edit("a", s);
        O nothing = type.noop();
        same("apply(s, noop)", type.apply(s, nothing), s);
        for (Side side : Side.values()) {
            same("transform(a, noop, " + side + ")", type.transform(a, nothing, side), a);
            same("transform(noop, a, " + side + ")", type.transform(nothing, a, side), nothing);
        }
        same("compose(a, noop)", type.compose(a, nothing), a);
        same("compose(noop, a)", type.compose(nothing, a), a);
    }

    private void convergence(S s) {
        O a = edit("a", s);
        O b = edit("b", s);
        for (Side side : Side.values()) {
            O afterB = show("a' = transform(a, b, " + side + ")", type.transform(a, b, side));
            O afterA = show("b' = transform(b, a, " + side.opposite() + ")", type.transform(b, a, side.opposite()));
            same(
                    "a then b' against b then a', a is " + side,
                    type.apply(type.apply(s, a), afterA),
                    type.apply(type.apply(s, b), afterB));
        }
    }

    private void rebasing(S s) {
        O a = show("a", buffered(s, edits(s, random.nextInt(1, 5))));
        List<O> run = show("run", edits(s, random.nextInt(9)));
        for (Side side : Side.values()) {
            O expected = a;
            List<O> expectedRun = new ArrayList<>();
            for (O entry : run) {
                expectedRun.add(type.transform(entry, expected, side.opposite()));
                expected = type.transform(expected, entry, side);
            }
            Rebased<O> rebased = type.rebase(a, run, side);
            same("rebase(a, run, " + side + ").operation", rebased.operation(), expected);
            same("rebase(a, run, " + side + ").over", rebased.over(), expectedRun);
        }
    }

    /** Returns the composition of edits as a client buffers them: complete, or what one put replaces would be lost. */
    private O buffered(S s, List<O> edits) {
        O buffered = type.noop();
        S document = s;
        for (O edit : edits) {
            buffered = type.compose(buffered, edits.size() == 1 ? edit : type.complete(edit, document));
            document = type.apply(document, edit);
        }
        return buffered;
    }

    /** Returns edits that follow one another. */
    private List<O> edits(S s, int count) {
        List<O> edits = new ArrayList<>();
        S document = s;
        for (int i = 0; i < count; i++) {
            edits.add(generator.edit(document, size, random).operation());
            document = type.apply(document, edits.getLast());
        }
        return edits;
    }

    private void composition(S s) {
        O a = edit("a", s);
        S afterA = type.apply(s, a);
        O b = edit("b", afterA);
        O both = show("compose(a, b)", type.compose(a, b));
        same("apply(s, compose(a, b))", type.apply(s, both), type.apply(afterA, b));
    }

    private void associativity(S s) {
        O a = edit("a", s);
        S afterA = type.apply(s, a);
        O b = edit("b", afterA);
        S afterB = type.apply(afterA, b);
        O c = edit("c", afterB);
        O left = show("compose(compose(a, b), c)", type.compose(type.compose(a, b), c));
        O right = show("compose(a, compose(b, c))", type.compose(a, type.compose(b, c)));
        same("effect of the two compositions", type.apply(s, left), type.apply(s, right));
        same("effect of the composition", type.apply(s, left), type.apply(afterB, c));
    }

    private void inversion(S s) {
        O a = edit("a", s);
        O inverse = show("invert(a, s)", type.invert(a, s));
        same("apply(apply(s, a), invert(a, s))", type.apply(type.apply(s, a), inverse), s);
    }

    private void canonicalForm(S s) {
        O a = edit("a", s);
        O b = edit("b", s);
        O c = edit("c", type.apply(s, a));
        canonical("transform(a, b, LEFT)", type.transform(a, b, Side.LEFT));
        canonical("transform(a, b, RIGHT)", type.transform(a, b, Side.RIGHT));
        canonical("compose(a, c)", type.compose(a, c));
        canonical("invert(a, s)", type.invert(a, s));
        canonical("diff(s, s + a)", type.diff(s, type.apply(s, a)));
    }

    private void canonical(String name, O operation) {
        show(name, operation);
        same("decode(encode(" + name + "))", type.decode(type.encode(operation)), operation);
    }

    private void roundTrip(S s) {
        O a = edit("a", s);
        same("operation", type.decode(throughText(type.encode(a))), a);
        same("snapshot", type.decodeSnapshot(throughText(type.encodeSnapshot(s))), s);
    }

    private Object throughText(Object encoded) {
        String json = show("json", JsonMapper.shared().writeValueAsString(encoded));
        return JsonMapper.shared().readValue(json, Object.class);
    }

    private void selection(S s, DocumentGenerator.Marker<S, O> marker) {
        O a = edit("a", s);
        Selection anchor = marker.caret(s, random);
        Selection head = marker.caret(s, random);
        Selection selection = show("selection", anchor.at(anchor.anchor(), head.head()));
        Optional<Selection> moved = show("transformSelection(selection, a)", type.transformSelection(selection, a));
        Optional<Selection> anchorMarker = follow(s, a, anchor, marker);
        Optional<Selection> headMarker = follow(s, a, head, marker);
        same("marker at the anchor", moved.map(Selection::anchor), anchorMarker.map(Selection::anchor));
        same("marker at the head", moved.map(Selection::head), headMarker.map(Selection::head));
        boolean within =
                moved.map(place -> type.contains(type.apply(s, a), place)).orElse(true);
        same("contains(s + a, moved selection)", within, true);
    }

    private Optional<Selection> follow(S s, O a, Selection caret, DocumentGenerator.Marker<S, O> marker) {
        O put = marker.put(s, caret);
        O beside = type.transform(a, put, marker.side().opposite());
        return marker.find(type.apply(type.apply(s, put), beside));
    }

    private void difference(S s) {
        S other = show("other", generator.snapshot(size, random));
        S near = show("near", type.apply(s, edit("a", s)));
        same("apply(s, diff(s, other))", type.apply(s, show("diff", type.diff(s, other))), other);
        same("apply(s, diff(s, near))", type.apply(s, show("diff", type.diff(s, near))), near);
        same("diff(s, s)", type.diff(s, s), type.noop());
    }

    private void purity(S s) {
        O a = edit("a", s);
        O b = edit("b", s);
        String given = written(s, a, b);
        S afterA = type.apply(s, a);
        O c = edit("c", afterA);
        String made = written(afterA, c);
        type.apply(afterA, c);
        type.transform(a, b, Side.LEFT);
        type.transform(a, b, Side.RIGHT);
        type.compose(a, c);
        type.invert(a, s);
        type.diff(s, afterA);
        generator.marker().ifPresent(marker -> type.transformSelection(marker.caret(s, random), a));
        same("s, a and b after all functions", written(s, a, b), given);
        same("apply(s, a) and c after all functions", written(afterA, c), made);
        same("apply(s, a), again", type.apply(s, a), afterA);
    }

    @SafeVarargs
    private final String written(S snapshot, O... operations) {
        StringBuilder encoded = new StringBuilder(readable(type.encodeSnapshot(snapshot)));
        for (O operation : operations) {
            encoded.append(' ').append(type.encode(operation));
        }
        return encoded.toString();
    }

    private O edit(String name, S snapshot) {
        return show(name, generator.edit(snapshot, size, random).operation());
    }

    private <T> T show(String name, T value) {
        made.put(name, value);
        return value;
    }

    private static String readable(Object value) {
        return value instanceof CharSequence text
                ? JsonMapper.shared().writeValueAsString(text.toString())
                : String.valueOf(value);
    }

    private static void same(String what, Object actual, Object expected) {
        if (!Objects.equals(actual, expected)) {
            throw new AssertionError(
                    what + "\n    gives    " + readable(actual) + "\n    not      " + readable(expected));
        }
    }
}
