package dev.stet.ot.text;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;

/**
 * Whether an operation of type {@code text} fits a document: it reaches no further than the document, and cuts no
 * surrogate pair.
 */
final class TextFit {
    private TextFit() {}

    /** Refuses an operation that does not fit. */
    static void require(Rope document, TextOperation operation) {
        TextApply.requireCountable(document.length(), operation.lengthChange());
        boolean within = operation.baseLengthAtLeast() <= document.length();
        if (!within || document.codePointCount() < document.length()) {
            requireEveryComponentFits(document, operation);
        }
    }

    private static void requireEveryComponentFits(Rope document, TextOperation operation) {
        int last = operation.size() - 1;
        int at = 0;
        for (int i = 0; i <= last; i++) {
            long component = operation.packed(i);
            Kind kind = Kind.of(component);
            int length = kind == Kind.INSERT ? 0 : Kind.length(component);
            TextApply.requireWithin(at, length, document.length(), i);
            if (kind == Kind.RETAIN) {
                requireBoundary(document, at, i);
            }
            at += length;
            if (kind == Kind.RETAIN || i == last) {
                requireBoundary(document, at, i);
            }
        }
    }

    /** Between what stays and what changes no pair may be cut; within a run there is nothing left of it to cut. */
    private static void requireBoundary(Rope document, int at, int component) {
        if (!document.isBoundary(at)) {
            throw new InvalidOperationException(
                    Rule.SPLITS_SURROGATE_PAIR, component, "a component would cut a surrogate pair, at=" + at);
        }
    }
}
