package dev.stet.ot.json;

import java.util.ArrayList;
import java.util.List;

/**
 * The way of a gap between two items through the moments of {@link Stays}: between which neighbours it is, at each. Only those
 * changes are looked at by which a neighbour comes or goes.
 *
 * <pre>
 *   moment        0         3          8
 *   neighbours    p | q     p | q2     b | q2
 *                           q went     b came to the gap, and is in front
 * </pre>
 *
 * Of what comes to one gap, moves to the right are in front, then what is put in, then moves to the left; of one kind those of the
 * left side, which the stays belong to. A move that ends where its item is stays there, whatever comes.
 *
 * <p>Confined to its owner's thread.
 */
final class StayWalk {
    /** How something comes to a gap, in the order in which it is there. */
    enum Way {
        TO_THE_RIGHT,
        PUT_IN,
        TO_THE_LEFT
    }

    private record Neighbours(int since, Stay before, Stay behind) {}

    private final Stays stays;
    private final int item;
    private final Way way;
    private final int until;

    /** The stay of the item itself, at the moment; none if it is put in. */
    private Stay own;

    /** Whether the gap is where the item is. */
    private boolean still;

    private Stay before;
    private Stay behind;
    private final List<Neighbours> neighbours = new ArrayList<>();

    /** The last of all neighbours before, and the first of all behind. */
    private Stay lastBefore;

    private Stay firstBehind;
    private final List<Integer> met = new ArrayList<>();
    private int righted;

    /**
     * @param item that is put in or moved
     * @param own its first stay; none if it is put in
     * @param until the moment before which the walk ends
     */
    private StayWalk(Stays stays, int item, Stay own, Way way, int until) {
        this.stays = stays;
        this.item = item;
        this.way = way;
        this.until = until;
        this.own = own;
        this.before = stays.none();
        this.behind = stays.none();
        this.lastBefore = stays.none();
        this.firstBehind = stays.none();
    }

    /** Walks along with an item where it is. */
    static StayWalk still(Stays stays, Stay own, int until) {
        StayWalk walk = new StayWalk(stays, own.item, own, Way.PUT_IN, until);
        walk.still = true;
        walk.look(0);
        walk.walk();
        return walk;
    }

    /** Walks along with the gap to which an item is moved, in front of a stay of the first moment. */
    static StayWalk moved(Stays stays, Stay own, Way way, Stay stay, int until) {
        return new StayWalk(stays, own.item, own, way, until).inFrontOf(stay);
    }

    /** Walks along with the gap at which an item is put in, in front of a stay of the first moment. */
    static StayWalk putIn(Stays stays, int item, Stay stay) {
        return new StayWalk(stays, item, stays.none(), Way.PUT_IN, Stay.FOREVER).inFrontOf(stay);
    }

    private StayWalk inFrontOf(Stay stay) {
        before = stays.presentBefore(stay, 0, item);
        behind = stay;
        walk();
        return this;
    }

    private void walk() {
        int moment = 0;
        while (moment < until) {
            remember(moment);
            moment = next(moment);
            if (moment < until) {
                met.add(moment);
                step(moment);
            }
        }
    }

    private void remember(int moment) {
        neighbours.add(new Neighbours(moment, before, behind));
        if (lastBefore.isNone() || (!before.isNone() && stays.isBefore(lastBefore, before))) {
            lastBefore = before;
        }
        if (firstBehind.isNone() || (!behind.isNone() && stays.isBefore(behind, firstBehind))) {
            firstBehind = behind;
        }
    }

    private int next(int moment) {
        int next = Math.min(until, Math.min(before.until, behind.until));
        return stays.nextSince(before, behind, moment, own.isNone() ? next : Math.min(next, own.until));
    }

    private void step(int moment) {
        if (own.until == moment) {
            own = own.later;
        } else if (!still && before.until == moment) {
            before = left(before, moment);
        } else if (!still && behind.until == moment) {
            behind = left(behind, moment);
        } else if (!still) {
            arrive(moment);
        }
        still |= !own.isNone() && stays.isBetween(own, before, behind);
        if (still) {
            look(moment);
        }
    }

    private void look(int moment) {
        before = stays.presentBefore(own, moment, item);
        behind = stays.presentBehind(own, moment, item);
    }

    /** Returns the neighbour in place of one that leaves: itself, if it is moved to where it is. */
    private Stay left(Stay neighbour, int moment) {
        if (stays.isBetween(neighbour.later, before, behind)) {
            return neighbour.later;
        }
        return neighbour == before
                ? stays.presentBefore(neighbour, moment, item)
                : stays.presentBehind(neighbour, moment, item);
    }

    private void arrive(int moment) {
        Stay arrived = stays.presentBehind(before, moment, item);
        if (way.compareTo(wayOf(arrived)) < 0) {
            behind = arrived;
        } else {
            before = arrived;
        }
    }

    private Way wayOf(Stay arrived) {
        if (arrived.earlier.isNone()) {
            return Way.PUT_IN;
        }
        return stays.isBefore(arrived.earlier, arrived) ? Way.TO_THE_RIGHT : Way.TO_THE_LEFT;
    }

    /** Returns the moments at which a neighbour came or went. */
    List<Integer> met() {
        return met;
    }

    /** Returns how many stays were looked at: what the walk has cost. */
    int steps() {
        return met.size() + righted;
    }

    /**
     * Returns the stay behind which there is room for the item: behind all neighbours before, in front of all behind. Where these
     * stand the other way round, as they never are there together, they are put right.
     */
    Stay room() {
        if (lastBefore.isNone() || firstBehind.isNone() || stays.isBefore(lastBefore, firstBehind)) {
            return lastBefore;
        }
        Spans front = new Spans();
        List<Stay> moved = new ArrayList<>();
        for (Stay stay = lastBefore; stay != firstBehind; stay = stay.before) {
            righted++;
            if (isInFront(stay) || front.meets(stay.since, stay.until)) {
                front.add(stay.since, stay.until);
                moved.add(stay);
            }
        }
        Stay last = firstBehind.before;
        for (Stay stay : moved.reversed()) {
            stays.remove(stay);
            stays.insert(last, stay);
            last = stay;
        }
        return last;
    }

    /** Returns whether a stay is before the gap at a moment of the walk. */
    private boolean isInFront(Stay stay) {
        if (stay.since >= until) {
            return false;
        }
        int from = 0;
        int to = neighbours.size();
        while (to - from > 1) {
            int middle = (from + to) >>> 1;
            if (neighbours.get(middle).since <= stay.since) {
                from = middle;
            } else {
                to = middle;
            }
        }
        Stay last = neighbours.get(from).before;
        return !last.isNone() && !stays.isBefore(last, stay);
    }
}
