package dev.stet.ot.richtext;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds an operation that turns one document into another.
 *
 * <pre>
 *   before │ equal │ same content, other look │ taken away │ same content, other look │ equal │
 *   after  │ equal │ same content, other look │   put in   │ same content, other look │ equal │
 *   result │ retain│ retain with attributes   │  insert,   │ retain with attributes   │       │
 *          │       │                          │  delete    │                          │       │
 * </pre>
 *
 * What is equal is found by whole nodes of the trees, and costs nothing where both documents share them.
 */
final class RichTextDiff {
    private final RichTextOperationBuilder difference = new RichTextOperationBuilder();

    /** What is left of the one document. */
    private final Deque<Piece> before = new ArrayDeque<>();

    /** What is left of the other. */
    private final Deque<Piece> after = new ArrayDeque<>();

    private RichTextDiff() {}

    static RichTextOperation diff(RichText before, RichText after) {
        return new RichTextDiff().between(before, after);
    }

    private RichTextOperation between(RichText one, RichText other) {
        int shorter = Math.min(one.length(), other.length());
        int start = one.commonPrefix(other);
        int end = Math.min(one.commonSuffix(other), shorter - start);
        one.forEach(start, one.length() - end, before::addLast);
        other.forEach(start, other.length() - end, after::addLast);
        difference.retain(start);
        matchBeginning();
        List<RichTextComponent.Retain> ending = matchEnd();
        after.forEach(difference::insert);
        before.forEach(piece -> difference.delete(piece.length()));
        ending.forEach(retain -> difference.retain(retain.length(), retain.attributes()));
        return difference.build();
    }

    /** Takes from the front of both what has the same content, and retains it. */
    private void matchBeginning() {
        while (!before.isEmpty() && !after.isEmpty()) {
            int same = Pieces.commonPrefix(before.getFirst(), after.getFirst());
            Optional<Attributes> change = change(before.getFirst(), after.getFirst());
            if (same == 0 || change.isEmpty()) {
                return;
            }
            difference.retain(same, change.get());
            takeFirst(before, same);
            takeFirst(after, same);
        }
    }

    /** Takes from the end of both what has the same content, and returns what retains it. */
    private List<RichTextComponent.Retain> matchEnd() {
        List<RichTextComponent.Retain> backward = new ArrayList<>();
        while (!before.isEmpty() && !after.isEmpty()) {
            int same = Pieces.commonSuffix(before.getLast(), after.getLast());
            Optional<Attributes> change = change(before.getLast(), after.getLast());
            if (same == 0 || change.isEmpty()) {
                break;
            }
            backward.add(new RichTextComponent.Retain(same, change.get()));
            takeLast(before, same);
            takeLast(after, same);
        }
        Collections.reverse(backward);
        return backward;
    }

    private static Optional<Attributes> change(Piece from, Piece to) {
        return from.attributes().changeTo(to.attributes());
    }

    private static void takeFirst(Deque<Piece> pieces, int length) {
        Piece piece = pieces.removeFirst();
        if (length < piece.length()) {
            pieces.addFirst(Pieces.PIECES.slice(piece, length, piece.length()));
        }
    }

    private static void takeLast(Deque<Piece> pieces, int length) {
        Piece piece = pieces.removeLast();
        if (length < piece.length()) {
            pieces.addLast(Pieces.PIECES.slice(piece, 0, piece.length() - length));
        }
    }
}
