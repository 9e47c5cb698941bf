package dev.stet.ot.text;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;

/**
 * Whether an operation of type {@code text-unicode} fits a document: it reaches no further than the document, and what
 * its deletes say they take away is there.
 */
final class UnicodeFit {
    private UnicodeFit() {}

    /** Refuses an operation that does not fit. */
    static void require(Rope document, UnicodeOperation operation) {
        boolean within = operation.baseLengthAtLeast() <= document.codePointCount();
        if (!within || !operation.removed().isEmpty()) {
            requireEveryComponentFits(document, operation);
        }
        if ((long) document.length() + operation.inserted().length() > Integer.MAX_VALUE) {
            requireCountable(document, operation);
        }
    }

    private static void requireEveryComponentFits(Rope document, UnicodeOperation operation) {
        int at = 0;
        for (ComponentCursor cursor = new ComponentCursor(operation); cursor.hasNext(); cursor.skip()) {
            if (cursor.kind() != Kind.INSERT) {
                TextApply.requireWithin(at, cursor.remaining(), document.codePointCount(), cursor.index());
                if (cursor.hasText()) {
                    requireThere(document, at, cursor);
                }
                at += cursor.remaining();
            }
        }
    }

    private static void requireThere(Rope document, int at, ComponentCursor delete) {
        int start = document.indexOfCodePoint(at);
        int end = document.indexOfCodePoint(at + delete.remaining());
        int said = delete.textAt();
        boolean there = end - start == delete.extentOf(delete.remaining())
                && delete.source().startsWith(document.substring(start, end), said);
        if (!there) {
            throw new InvalidOperationException(
                    Rule.DIFFERENT_CONTENT,
                    delete.index(),
                    "a delete names another text than the document has there, at=" + at + " length="
                            + delete.remaining());
        }
    }

    private static void requireCountable(Rope document, UnicodeOperation operation) {
        long change = operation.inserted().length();
        RunCursor runs = new RunCursor(operation);
        while (runs.next()) {
            change -= document.indexOfCodePoint(runs.end()) - document.indexOfCodePoint(runs.start());
        }
        TextApply.requireCountable(document.length(), change);
    }
}
