package dev.stet.ot.richtext;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.Selection;

/**
 * Moves selections over operations. An insert exactly at a position moves it if the operation is its owner's, and leaves
 * it in front of the insert otherwise; a position inside of what is deleted moves to where that was.
 */
final class SelectionTransform {
    private SelectionTransform() {}

    static Selection transform(Selection selection, RichTextOperation operation, boolean own) {
        if (!selection.path().isEmpty()) {
            throw new InvalidOperationException(
                    Rule.MALFORMED,
                    -1,
                    "a selection in a rich text has no path, steps="
                            + selection.path().size());
        }
        int anchor = transform(selection.anchor(), operation, own);
        int head = selection.isCaret() ? anchor : transform(selection.head(), operation, own);
        return selection.at(anchor, head);
    }

    private static int transform(int position, RichTextOperation operation, boolean own) {
        long moved = position;
        long walked = 0;
        for (int i = 0; i < operation.size() && walked <= moved; i++) {
            long component = operation.packed(i);
            int length = Kind.length(component);
            switch (Kind.of(component)) {
                case RETAIN -> walked += length;
                case INSERT, EMBED -> {
                    moved += walked < moved || own ? length : 0;
                    walked += length;
                }
                case DELETE -> moved -= Math.min(length, moved - walked);
            }
        }
        if (moved > Integer.MAX_VALUE) {
            throw new InvalidOperationException(
                    Rule.PAST_THE_END, -1, "a selection lies past the end of the document, position=" + position);
        }
        return (int) moved;
    }
}
