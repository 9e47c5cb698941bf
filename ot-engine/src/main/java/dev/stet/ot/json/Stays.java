package dev.stet.ot.json;

import dev.stet.ot.json.Stay.Sum;

/**
 * The items of an array at every moment while it is changed, in one order. A {@link Stay} is an item at one place, from one moment
 * until another; moment k is behind the first k changes:
 *
 * <pre>
 *   moment 0       a  b  c
 *     a moves to the end
 *   moment 1       b  c  a'            order     c'  a  b  c  a'
 *     c moves to the front
 *   moment 2       c' b  a'
 * </pre>
 *
 * What is there at a moment stands in the order in which it is there. Of two stays that never are there together either may come
 * first. There always is such an order: stays that are there at one moment are in line, and spans of time that meet in a circle
 * have three among them that meet at one moment.
 *
 * <p>Confined to its owner's thread.
 */
final class Stays {
    /** Number of no item. */
    static final int NOBODY = -1;

    private final StayTree tree = new StayTree();

    /** @param length number of items that nothing is done to yet */
    Stays(int length) {
        if (length > 0) {
            insert(none(), new Stay(none(), 0, length, 0));
        }
    }

    Stay none() {
        return tree.none;
    }

    /** Puts one behind another, or behind none at the beginning. */
    void insert(Stay previous, Stay stay) {
        tree.insert(previous, stay);
    }

    /** Takes one out; it keeps its moments. */
    void remove(Stay stay) {
        tree.remove(stay);
    }

    /** Ends a stay by a change, and returns the next one of the same item, which stands nowhere yet. */
    Stay leave(Stay stay, int moment) {
        Stay next = new Stay(none(), stay.item, 1, moment);
        stay.until = moment;
        tree.recount(stay);
        stay.later = next;
        next.earlier = stay;
        return next;
    }

    /** Returns the stay that begins at an index of the first or last moment: neighbours are taken apart for that. */
    Stay at(Sum sum, int index) {
        Stay stay = tree.at(sum, index);
        int rest = stay.isNone() ? 0 : index - index(sum, stay);
        return rest == 0 ? stay : cut(stay, rest);
    }

    /** Returns the stay of the one item at an index of the first or last moment. */
    Stay oneAt(Sum sum, int index) {
        Stay stay = at(sum, index);
        if (stay.count > 1) {
            cut(stay, 1);
        }
        return stay;
    }

    /** Cuts neighbours in two and returns the second part. */
    private Stay cut(Stay stay, int count) {
        Stay second = new Stay(none(), 0, stay.count - count, 0);
        stay.count = count;
        tree.recount(stay);
        insert(stay, second);
        return second;
    }

    /** Returns the index at the first or last moment. */
    int index(Sum sum, Stay stay) {
        return tree.index(sum, stay);
    }

    boolean isBefore(Stay one, Stay other) {
        return index(Sum.STAYS, one) < index(Sum.STAYS, other);
    }

    /** Returns whether a stay stands between two others, or none. */
    boolean isBetween(Stay stay, Stay one, Stay other) {
        int at = index(Sum.STAYS, stay);
        return (one.isNone() || index(Sum.STAYS, one) < at) && (other.isNone() || at < index(Sum.STAYS, other));
    }

    /**
     * Returns the nearest one before that is there at a moment; or none.
     *
     * @param stay none for the end
     * @param except number of an item that does not count
     */
    Stay presentBefore(Stay stay, int moment, int except) {
        Stay found = lastPresent(stay.isNone() ? tree.root() : stay.left, moment, except);
        for (Stay node = stay; found.isNone() && !node.above.isNone(); node = node.above) {
            Stay above = node.above;
            if (above.right == node) {
                found = above.isThere(moment, except) ? above : lastPresent(above.left, moment, except);
            }
        }
        return found;
    }

    /** Returns the nearest one behind. */
    Stay presentBehind(Stay stay, int moment, int except) {
        Stay found = firstPresent(stay.isNone() ? tree.root() : stay.right, moment, except);
        for (Stay node = stay; found.isNone() && !node.above.isNone(); node = node.above) {
            Stay above = node.above;
            if (above.left == node) {
                found = above.isThere(moment, except) ? above : firstPresent(above.right, moment, except);
            }
        }
        return found;
    }

    private Stay lastPresent(Stay node, int moment, int except) {
        if (!node.mayBeThere(moment)) {
            return none();
        }
        Stay found = lastPresent(node.right, moment, except);
        if (!found.isNone()) {
            return found;
        }
        return node.isThere(moment, except) ? node : lastPresent(node.left, moment, except);
    }

    private Stay firstPresent(Stay node, int moment, int except) {
        if (!node.mayBeThere(moment)) {
            return none();
        }
        Stay found = firstPresent(node.left, moment, except);
        if (!found.isNone()) {
            return found;
        }
        return node.isThere(moment, except) ? node : firstPresent(node.right, moment, except);
    }

    /**
     * Returns the first moment later than one, and earlier than a limit, at which a stay between two others begins; or the limit.
     */
    int nextSince(Stay one, Stay other, int moment, int limit) {
        if (one.behind == other) {
            return limit;
        }
        int from = one.isNone() ? 0 : index(Sum.STAYS, one) + 1;
        int to = other.isNone() ? tree.root().sum(Sum.STAYS) : index(Sum.STAYS, other);
        return nextSince(tree.root(), from, to, moment, limit);
    }

    /** The same from a node downwards, among those with numbers from {@code from} to before {@code to}. */
    private static int nextSince(Stay node, int from, int to, int moment, int limit) {
        int stays = node.sum(Sum.STAYS);
        if (from >= stays || to <= 0 || node.lastSince() <= moment || node.firstSince() >= limit) {
            return limit;
        }
        if (from <= 0 && to >= stays && node.firstSince() > moment) {
            return node.firstSince();
        }
        int lefts = node.left.sum(Sum.STAYS);
        int next = from <= lefts && lefts < to && node.since > moment ? Math.min(limit, node.since) : limit;
        next = nextSince(node.left, from, to, moment, next);
        return nextSince(node.right, from - lefts - 1, to - lefts - 1, moment, next);
    }
}
