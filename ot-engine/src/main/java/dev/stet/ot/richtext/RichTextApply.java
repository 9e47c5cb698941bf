package dev.stet.ot.richtext;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import java.util.ArrayList;
import java.util.List;

/** Applies an operation to a document, or inverts it against one, after checking that it fits. */
final class RichTextApply {
    private RichTextApply() {}

    /** Returns the document after the operation. */
    static RichText apply(RichText before, RichTextOperation operation) {
        requireFits(before, operation);
        RichText result = before;
        int at = 0;
        ComponentCursor cursor = new ComponentCursor(operation);
        while (cursor.hasNext()) {
            int length = cursor.remaining();
            Attributes attributes = cursor.attributes();
            switch (cursor.kind()) {
                case RETAIN -> {
                    result = attributes.isEmpty() ? result : restyled(result, at, at + length, attributes);
                    at += length;
                    cursor.skip();
                }
                case INSERT -> {
                    String text = cursor.text();
                    cursor.skip();
                    result = result.replace(at, at + passDelete(cursor), text, attributes);
                    at += length;
                }
                case EMBED -> {
                    result = result.replace(at, at, List.of(new Piece.Embed(cursor.embed(), attributes)));
                    at += length;
                    cursor.skip();
                }
                case DELETE -> result = result.replace(at, at + passDelete(cursor), "", attributes);
            }
        }
        return result;
    }

    /** Steps over the current piece if it is a delete, and returns how long it is; 0 otherwise. */
    private static int passDelete(ComponentCursor cursor) {
        if (!cursor.hasNext() || cursor.kind() != Kind.DELETE) {
            return 0;
        }
        int length = cursor.remaining();
        cursor.skip();
        return length;
    }

    private static RichText restyled(RichText document, int from, int to, Attributes change) {
        List<Piece> pieces = new ArrayList<>();
        document.forEach(
                from,
                to,
                piece -> pieces.add(Pieces.with(piece, piece.attributes().changedBy(change))));
        return document.replace(from, to, pieces);
    }

    /** Returns the operation that undoes the operation on that document. */
    static RichTextOperation invert(RichTextOperation operation, RichText before) {
        requireFits(before, operation);
        RichTextOperationBuilder inverse = new RichTextOperationBuilder();
        int at = 0;
        ComponentCursor cursor = new ComponentCursor(operation);
        while (cursor.hasNext()) {
            int length = cursor.remaining();
            Attributes change = cursor.attributes();
            switch (cursor.kind()) {
                case INSERT, EMBED -> inverse.delete(length);
                case DELETE -> {
                    before.forEach(at, at + length, inverse::insert);
                    at += length;
                }
                case RETAIN -> {
                    if (change.isEmpty()) {
                        inverse.retain(length);
                    } else {
                        before.forEach(at, at + length, piece -> restore(piece, change, inverse));
                    }
                    at += length;
                }
            }
            cursor.skip();
        }
        return inverse.build();
    }

    /** Takes a change of a piece's attributes back; no change of attributes gives it a {@code null} again. */
    private static void restore(Piece piece, Attributes change, RichTextOperationBuilder inverse) {
        Attributes was = piece.attributes();
        Attributes undoing = change.undoneTo(was);
        if (was.changedBy(change).changedBy(undoing).equals(was)) {
            inverse.retain(piece.length(), undoing);
        } else {
            inverse.insert(piece).delete(piece.length());
        }
    }

    /** What is inserted must fit before anything is deleted: changes are made one after the other. */
    private static void requireFits(RichText before, RichTextOperation operation) {
        if ((long) before.length() + operation.insertedLength() > Integer.MAX_VALUE) {
            throw new InvalidOperationException(
                    Rule.TOO_LARGE,
                    -1,
                    "the document would be longer than can be counted, length=" + before.length() + " inserted="
                            + operation.insertedLength());
        }
        int at = 0;
        for (int i = 0; i < operation.size(); i++) {
            long component = operation.packed(i);
            if (Kind.of(component).inserts()) {
                continue;
            }
            int length = Kind.length(component);
            if (length > before.length() - at) {
                throw new InvalidOperationException(
                        Rule.PAST_THE_END,
                        i,
                        "a component reaches past the end of the document, at=" + at + " length=" + length
                                + " documentLength=" + before.length());
            }
            at += length;
            if (!before.isBoundary(at)) {
                throw new InvalidOperationException(
                        Rule.SPLITS_SURROGATE_PAIR, i, "a component would cut a surrogate pair, at=" + at);
            }
        }
    }
}
