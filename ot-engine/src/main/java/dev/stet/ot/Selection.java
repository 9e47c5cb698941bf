package dev.stet.ot;

import java.util.List;

/**
 * A place in a document, or a stretch of it: somebody's caret, or what they selected.
 *
 * <p>Immutable.
 *
 * @param path the way from the root of the document to the value selected in: object keys ({@code String}) and list
 *     indexes ({@code Integer}). Empty for types that are one sequence, like text
 * @param anchor where the selection was begun, 0 or more, in units of the type ({@code text}: UTF-16 code units)
 * @param head where it ends, and where the caret is; may lie before the anchor
 */
public record Selection(List<Object> path, int anchor, int head) {
    public Selection {
        path = List.copyOf(path);
        for (Object step : path) {
            if (!(step instanceof String) && !(step instanceof Integer)) {
                throw new IllegalArgumentException("a path step must be a key or an index, step=" + step);
            }
        }
        if (anchor < 0 || head < 0) {
            throw new IllegalArgumentException("a selection cannot be negative, anchor=" + anchor + " head=" + head);
        }
    }

    /** A selection in a document that is one sequence. */
    public static Selection of(int anchor, int head) {
        return new Selection(List.of(), anchor, head);
    }

    /** A caret in a document that is one sequence. */
    public static Selection caret(int position) {
        return of(position, position);
    }

    /** Returns whether nothing is selected: it is only a caret. */
    public boolean isCaret() {
        return anchor == head;
    }

    /** Returns this selection with its ends moved. */
    public Selection at(int newAnchor, int newHead) {
        return newAnchor == anchor && newHead == head ? this : new Selection(path, newAnchor, newHead);
    }
}
