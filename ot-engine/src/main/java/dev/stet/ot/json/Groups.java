package dev.stet.ot.json;

import dev.stet.ot.sequence.Sequence;
import java.util.List;

/**
 * Steps of one edit that follow one another, in groups that touch different stretches of a row.
 *
 * <pre>
 *   row       ──┬───────┬────────────┬──────┬──
 *   steps          1 2       3  4       5            groups 1 2, 3 4 and 5
 * </pre>
 *
 * Two groups that follow one another are never merged: the last unit of a stretch lies between them, which nobody takes
 * away. If the steps lead to the right, or to the left, no group comes back to a stretch that was passed. If they lead to and fro
 * one may, and would be merged with that before if all between them vanished, as deletes may; what is put in never does. So
 * there a group ends only where the first step that is put in behind it, and all up to that, are away from it.
 *
 * <p>Positions are those in the row that the steps before have changed; the row is asked when all groups before have passed it.
 *
 * <p>Confined to its owner's thread.
 */
final class Groups<C> {
    /** How many steps are looked at for one that cannot vanish. */
    private static final int AHEAD = 16;

    private enum Way {
        RIGHT,
        LEFT,
        TO_AND_FRO
    }

    private final Reach<C> reach;
    private final List<C> steps;
    private final Way way;
    private int from;
    private int to;
    private int first;
    private int end;

    /** @param steps more than one */
    Groups(Reach<C> reach, List<C> steps) {
        this.reach = reach;
        this.steps = steps;
        this.way = way();
    }

    private Way way() {
        boolean right = true;
        boolean left = true;
        for (int i = 1; i < steps.size(); i++) {
            C last = steps.get(i - 1);
            C next = steps.get(i);
            right &= reach.first(next) >= reach.first(last) + put(last);
            left &= reach.first(next) + reach.taken(next) <= reach.first(last);
        }
        return right ? Way.RIGHT : left ? Way.LEFT : Way.TO_AND_FRO;
    }

    private int put(C step) {
        return reach.taken(step) + reach.growth(step);
    }

    /** Goes on to the next group, and returns whether there is one. */
    boolean next(Sequence<Stretch<C>> row) {
        from = to;
        if (from == steps.size()) {
            return false;
        }
        first = Integer.MAX_VALUE;
        end = 0;
        int grown = 0;
        do {
            C step = steps.get(to++);
            first = Math.min(first, reach.first(step));
            end = Math.max(end, reach.first(step) + reach.taken(step) - grown);
            grown += reach.growth(step);
        } while (to < steps.size() && isTogether(row, steps.get(to), grown));
        return true;
    }

    private boolean isTogether(Sequence<Stretch<C>> row, C step, int grown) {
        return switch (way) {
            case TO_AND_FRO -> !isAway(row, grown);
            case LEFT ->
                reach.first(step) + reach.taken(step) >= row.find(first).start();
            case RIGHT -> {
                Sequence.Place<Stretch<C>> last = row.find(Math.max(first, end));
                yield reach.first(step) - grown < last.start() + last.element().base();
            }
        };
    }

    /** Returns whether the next steps, up to the first that cannot vanish, all lie away from the group's stretches. */
    private boolean isAway(Sequence<Stretch<C>> row, int grown) {
        int start = row.find(first).start();
        Sequence.Place<Stretch<C>> last = row.find(Math.max(first, end));
        int stop = last.start() + last.element().base() + grown;
        for (int next = to; next < steps.size(); next++) {
            C step = steps.get(next);
            if (next == to + AHEAD || !isAway(step, start, stop)) {
                return false;
            }
            if (isPut(step)) {
                return true;
            }
            if (reach.first(step) < start) {
                start += reach.growth(step);
                stop += reach.growth(step);
            }
        }
        return true;
    }

    /** Returns whether a unit that it leaves alone lies between a step and a window. */
    private boolean isAway(C step, int start, int stop) {
        return reach.first(step) >= stop || reach.first(step) + reach.taken(step) < start;
    }

    private boolean isPut(C step) {
        return reach.growth(step) > 0;
    }

    /** Returns the steps of the group. */
    List<C> group() {
        return steps.subList(from, to);
    }

    /** Returns the steps of the group and of those behind it. */
    List<C> rest() {
        return steps.subList(from, steps.size());
    }

    /** Returns the first unit that they touch. */
    int first() {
        return first;
    }

    /** Returns where what they take away ends, in the row before the group. */
    int end() {
        return Math.max(first, end);
    }
}
