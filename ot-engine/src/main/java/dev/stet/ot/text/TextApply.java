package dev.stet.ot.text;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;

/** Applies an operation to a document, or inverts it against one, after checking that it fits. */
final class TextApply {
    private TextApply() {}

    /** Returns the document after the operation. */
    static Rope apply(Rope before, TextOperation operation) {
        requireFits(before, operation);
        Rope result = before;
        int shift = 0;
        RunCursor runs = new RunCursor(operation);
        while (runs.next()) {
            int start = runs.start() + shift;
            int end = runs.end() + shift;
            result = result.replaceUnchecked(start, end, operation.inserted(), runs.textFrom(), runs.textTo());
            shift += runs.textTo() - runs.textFrom() - (end - start);
        }
        return result;
    }

    /** Returns the operation that undoes the operation on that document. */
    static TextOperation invert(TextOperation operation, Rope before) {
        requireFits(before, operation);
        TextOperationBuilder inverse = new TextOperationBuilder();
        int walked = 0;
        RunCursor runs = new RunCursor(operation);
        while (runs.next()) {
            inverse.retain(runs.start() - walked);
            inverse.insert(before.substring(runs.start(), runs.end()));
            inverse.delete(runs.textTo() - runs.textFrom());
            walked = runs.end();
        }
        return inverse.build();
    }

    private static void requireFits(Rope before, TextOperation operation) {
        if ((long) before.length() + operation.lengthChange() > Integer.MAX_VALUE) {
            throw new InvalidOperationException(
                    Rule.TOO_LARGE,
                    -1,
                    "the document would be longer than can be counted, length=" + before.length() + " change="
                            + operation.lengthChange());
        }
        boolean within = operation.baseLengthAtLeast() <= before.length();
        if (!within || before.codePointCount() < before.length()) {
            requireEveryComponentFits(before, operation);
        }
    }

    private static void requireEveryComponentFits(Rope before, TextOperation operation) {
        int last = operation.size() - 1;
        int at = 0;
        for (int i = 0; i <= last; i++) {
            long component = operation.packed(i);
            Kind kind = Kind.of(component);
            int length = kind == Kind.INSERT ? 0 : Kind.length(component);
            if (length > before.length() - at) {
                throw new InvalidOperationException(
                        Rule.PAST_THE_END,
                        i,
                        "a component reaches past the end of the document, at=" + at + " length=" + length
                                + " documentLength=" + before.length());
            }
            if (kind == Kind.RETAIN) {
                requireBoundary(before, at, i);
            }
            at += length;
            if (kind == Kind.RETAIN || i == last) {
                requireBoundary(before, at, i);
            }
        }
    }

    /** Between what stays and what changes no pair may be cut; within a run there is nothing left of it to cut. */
    private static void requireBoundary(Rope before, int at, int component) {
        if (!before.isBoundary(at)) {
            throw new InvalidOperationException(
                    Rule.SPLITS_SURROGATE_PAIR, component, "a component would cut a surrogate pair, at=" + at);
        }
    }
}
