package dev.stet.ot.json;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.Side;

/**
 * Where an index of an array goes when something else is changed there. What takes an item away, or changes it, is at that
 * item; what puts one in is at the gap in front of it. Where a move ends is an index of the array without the moved item.
 *
 * <p>For components that do not meet in one item this is all there is to their transformation: {@link ItemTransform} says
 * the rest, and {@link CrowdedItems} asks only this of most.
 */
final class ItemIndex {
    private ItemIndex() {}

    /**
     * Returns where an index goes when an item is put in.
     *
     * @param stays whether it is a gap that stays in front of what is put in exactly there
     */
    static int pastInsert(int index, int other, boolean stays) {
        return counted(index + (stays ? isLess(other, index) : 1 - isLess(index, other)));
    }

    /** Returns where a move ends when an item is put in. */
    static int endPastInsert(int to, int other) {
        return pastInsert(to, other, false);
    }

    /** Returns where an index goes when another item is taken away, or for a gap one behind it. */
    static int pastDelete(int index, int other) {
        return index - isLess(other, index);
    }

    /** Returns where a move ends when another item is taken away. */
    static int endPastDelete(int from, int to, int other) {
        return to - isLess(other - isLess(from, to), to);
    }

    /**
     * Returns where an index goes when an item is moved.
     *
     * @param gap whether the index is that of a gap
     */
    static int pastMove(int index, int from, int to, boolean gap) {
        if (index == from && !gap) {
            return to;
        }
        int last = gap ? to : to - isLess(to, from);
        return counted(index - isLess(from, index) + isLess(last, index));
    }

    /** Returns where a move ends when another item is moved to another place. */
    static int endPastMove(int from, int to, int otherFrom, int otherTo, Side side) {
        int end = to - isLess(otherFrom - isLess(from, to), to);
        if (to != otherTo) {
            return counted(end + isLess(otherTo, to));
        }
        boolean stays = from == to && otherFrom > otherTo;
        return counted(end + (stays || goesBehind(from, to, otherFrom, side) ? 1 : 0));
    }

    /** Whether of two moves to one index this one ends behind: both going the same way, the side says so. */
    private static boolean goesBehind(int from, int to, int otherFrom, Side side) {
        boolean sameWay = (to > otherFrom && to > from) || (to < otherFrom && to < from);
        return sameWay ? side == Side.RIGHT : to > from;
    }

    /** Returns 1 or 0, without a branch: where many components pass, which way it goes cannot be foreseen. */
    private static int isLess(int one, int other) {
        return (one - other) >>> (Integer.SIZE - 1);
    }

    private static int counted(int index) {
        if (index < 0) {
            throw new InvalidOperationException(
                    Rule.PAST_THE_END, -1, "an index would be beyond what can be counted, index=" + Integer.MAX_VALUE);
        }
        return index;
    }
}
