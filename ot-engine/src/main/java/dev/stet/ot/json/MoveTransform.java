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
        int start = ItemIndex.pastMove(from, otherFrom, otherTo, false);
        return Optional.of(new Move(start, ItemIndex.endPastMove(from, to, otherFrom, otherTo, side)));
    }
}
