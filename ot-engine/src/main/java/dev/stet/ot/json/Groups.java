package dev.stet.ot.json;

import dev.stet.ot.sequence.Sequence;
import java.util.List;

/**
 * Steps of one edit that follow one another, in groups that touch different stretches of a row. If they lead to the
 * right, or to the left, the groups never come back to a stretch that was passed; if they lead to and fro, all are one.
 *
 * <pre>
 *   row       ──┬───────┬────────────┬──────┬──
 *   steps          1 2       3  4       5            groups 1 2, 3 4 and 5
 * </pre>
 *
 * Two groups are never merged: the last unit of a stretch lies between them, which nobody takes away. Positions are those in
 * the row that the steps before have changed; the row is asked when all groups before have passed it.
 *
 * <p>Confined to its owner's thread.
 */
final class Groups<C> {
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
            case TO_AND_FRO -> true;
            case LEFT ->
                reach.first(step) + reach.taken(step) >= row.find(first).start();
            case RIGHT -> {
                Sequence.Place<Stretch<C>> last = row.find(Math.max(first, end));
                yield reach.first(step) - grown < last.start() + last.element().base();
            }
        };
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
