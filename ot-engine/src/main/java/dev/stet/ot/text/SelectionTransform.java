package dev.stet.ot.text;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.Selection;

/** Moves selections over what others do. Positions are in the units of the operation's type. */
final class SelectionTransform {
    private SelectionTransform() {}

    /** Returns the selection, which has no path, moved. */
    static Selection transform(Selection selection, PackedOperation<?> operation) {
        if (!selection.path().isEmpty()) {
            throw new InvalidOperationException(
                    Rule.MALFORMED,
                    -1,
                    "a selection in a text has no path, steps="
                            + selection.path().size());
        }
        int anchor = moved(selection.anchor(), operation);
        int head = selection.isCaret() ? anchor : moved(selection.head(), operation);
        return selection.at(anchor, head);
    }

    /** Moves a position; an insert exactly there leaves it where it is, in front of the insert. */
    private static int moved(int position, PackedOperation<?> operation) {
        long moved = position;
        long walked = 0;
        for (int i = 0; i < operation.size() && walked < moved; i++) {
            long component = operation.packed(i);
            int length = Kind.length(component);
            switch (Kind.of(component)) {
                case RETAIN -> walked += length;
                case INSERT -> {
                    walked += length;
                    moved += length;
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
