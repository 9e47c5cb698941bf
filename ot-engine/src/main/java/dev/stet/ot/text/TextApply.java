package dev.stet.ot.text;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;

/** Applies an operation to a document that it fits; whether it does, each type checks for itself. */
final class TextApply {
    private TextApply() {}

    /** Returns the document after the operation, which fits it. */
    static Rope apply(Rope before, PackedOperation<?> operation) {
        Rope result = before;
        int shift = 0;
        RunCursor runs = new RunCursor(operation);
        while (runs.next()) {
            int start = operation.index(before, runs.start());
            int end = operation.index(before, runs.end());
            result = result.replaceUnchecked(
                    start + shift, end + shift, operation.inserted(), runs.textFrom(), runs.textTo());
            shift += runs.textTo() - runs.textFrom() - (end - start);
        }
        return result;
    }

    /** Refuses a component that reaches past the end of a document of {@code documentLength} units. */
    static void requireWithin(int at, int length, int documentLength, int component) {
        if (length > documentLength - at) {
            throw new InvalidOperationException(
                    Rule.PAST_THE_END,
                    component,
                    "a component reaches past the end of the document, at=" + at + " length=" + length
                            + " documentLength=" + documentLength);
        }
    }

    /** Refuses to make a document longer than can be counted. */
    static void requireCountable(int length, long change) {
        if (length + change > Integer.MAX_VALUE) {
            throw new InvalidOperationException(
                    Rule.TOO_LARGE,
                    -1,
                    "the document would be longer than can be counted, length=" + length + " change=" + change);
        }
    }
}
