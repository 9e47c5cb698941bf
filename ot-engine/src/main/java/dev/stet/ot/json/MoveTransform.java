package dev.stet.ot.json;

import dev.stet.ot.Side;
import java.util.Optional;

/**
 * Indexes of an array in which an item is moved: it is taken out at one index, and put in at another one of what is
 * left.
 */
final class MoveTransform {
    private MoveTransform() {}

    /** A move from one index to another. */
    record Move(int from, int to) {}

    /**
     * Returns where a place goes when an item is moved.
     *
     * @param gap whether the place is in front of the item at {@code index}, not that item
     */
    static int place(int index, int from, int to, boolean gap) {
        if (index == from && !gap) {
            return to;
        }
        int place = index > from ? index - 1 : index;
        boolean behind = index > to || (!gap && index == to && from > to);
        return behind ? ItemTransform.next(place) : place;
    }

    /**
     * Returns what a move becomes after another move; nothing if both move one item, and this is the side that yields.
     *
     * @param from where this move begins
     * @param to where it ends
     * @param otherFrom where the other one begins
     * @param otherTo where it ends
     */
    static Optional<Move> transform(int from, int to, int otherFrom, int otherTo, Side side) {
        if (otherFrom == otherTo) {
            return Optional.of(new Move(from, to));
        }
        if (from == otherFrom) {
            return side == Side.LEFT ? Optional.of(new Move(otherTo, from == to ? otherTo : to)) : Optional.empty();
        }
        int start = place(from, otherFrom, otherTo, false);
        boolean stays = from == to && from == otherTo && otherFrom > otherTo;
        int end = stays ? ItemTransform.next(to) : to;
        if (to > otherFrom || (to == otherFrom && to > from)) {
            end--;
        }
        if (to > otherTo || (to == otherTo && goesBehind(from, to, otherFrom, side))) {
            end = ItemTransform.next(end);
        }
        return Optional.of(new Move(start, end));
    }

    /** Whether of two moves to one index this one ends behind: both going the same way, the side says so. */
    private static boolean goesBehind(int from, int to, int otherFrom, Side side) {
        return sameWay(from, to, otherFrom) ? side == Side.RIGHT : to > from;
    }

    private static boolean sameWay(int from, int to, int otherFrom) {
        return (to > otherFrom && to > from) || (to < otherFrom && to < from);
    }
}
