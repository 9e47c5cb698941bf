package dev.stet.ot.json;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What links change in an array, by moments: each brings an item to a {@link Stay}, at the moment that is its number. A move that has
 * come to leave its item where it is is dropped behind a link that begins at the same index.
 *
 * <p>Confined to its owner's thread.
 */
final class ItemMoves {
    private final Chain<JsonComponent> chain;
    private final Stays stays;

    /** The link of a moment, from 1 on. */
    private final List<Link<JsonComponent>> links = new ArrayList<>();

    private final Map<Link<JsonComponent>, Integer> moments = new LinkedHashMap<>();

    /** The stay that begins at a moment, from 1 on. */
    private final List<Stay> arrivals = new ArrayList<>();

    /** Moments of links that have not vanished. */
    private final BitSet alive = new BitSet();

    ItemMoves(Chain<JsonComponent> chain, Stays stays) {
        this.chain = chain;
        this.stays = stays;
    }

    /** Returns the moment of the next link. */
    int next() {
        return links.size() + 1;
    }

    void add(Link<JsonComponent> link, Stay arrival) {
        int moment = next();
        links.add(link);
        moments.put(link, moment);
        arrivals.add(arrival);
        alive.set(moment);
    }

    /** Returns all links, also those that have vanished. */
    List<Link<JsonComponent>> links() {
        return links;
    }

    boolean isAlive(Link<JsonComponent> link) {
        return alive.get(moment(link));
    }

    /** Returns the stay to which a link brings an item. */
    Stay arrival(Link<JsonComponent> link) {
        return arrival(moment(link));
    }

    private Stay arrival(int moment) {
        return arrivals.get(moment - 1);
    }

    private int moment(Link<JsonComponent> link) {
        return moments.getOrDefault(link, 0);
    }

    /** Returns whether a link moves an item to where it is. */
    boolean isStill(int moment) {
        Stay to = arrival(moment);
        return !to.earlier.isNone() && neighbour(to.earlier, to, moment) == to;
    }

    /** Returns the stay next to one, on the side of another one, of those that are there at a moment. */
    private Stay neighbour(Stay from, Stay to, int moment) {
        return stays.isBefore(from, to)
                ? stays.presentBehind(from, moment, Stays.NOBODY)
                : stays.presentBefore(from, moment, Stays.NOBODY);
    }

    /** Merges the link of a moment, if there is one, with the one before it, or the next one with it. */
    void merge(int moment) {
        if (alive.get(moment)) {
            int last = alive.previousSetBit(moment - 1);
            int next = alive.nextSetBit(moment + 1);
            if (last > 0 && merges(last, moment)) {
                vanish(moment);
            } else if (next > 0 && merges(moment, next)) {
                vanish(next);
            }
        }
    }

    /** Lets the link of a moment vanish, if there is one. */
    void vanish(int moment) {
        if (alive.get(moment)) {
            chain.remove(links.get(moment - 1));
            alive.clear(moment);
        }
    }

    /** As {@link Home#join}. */
    List<Link<JsonComponent>> join(Link<JsonComponent> last, Link<JsonComponent> next) {
        if (!merges(moment(last), moment(next))) {
            return List.of(last, next);
        }
        alive.clear(moment(next));
        return List.of(last);
    }

    /** Returns whether the second, next to the first, leaves an item where it is, at the index that the first begins at. */
    @SuppressWarnings("ReferenceEquality") // links are no values
    private boolean merges(int first, int second) {
        if (links.get(second - 1).before != links.get(first - 1) || !isStill(second)) {
            return false;
        }
        Stay to = arrival(first);
        boolean still = to.earlier.isNone() || isStill(first);
        Stay atIndex = still ? to : neighbour(to.earlier, to, first - 1);
        return atIndex.item == arrival(second).item;
    }
}
