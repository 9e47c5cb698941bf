package dev.stet.ot.json;

import dev.stet.ot.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Transforms two lists of components past each other, where the components of a list follow one another.
 *
 * <pre>
 *              l1       l2       l3
 *          · ──────▶ · ──────▶ · ──────▶ ·
 *       r1 │      r1'│     r1''│         │
 *          ▼         ▼         ▼         ▼        each r goes past every l, from the left to the right; what the
 *          · ──────▶ · ──────▶ · ──────▶ ·        ls become on the way is what the next r goes past
 *       r2 │         │         │         │
 *          ▼         ▼         ▼         ▼
 *          · ──────▶ · ──────▶ · ──────▶ ·
 * </pre>
 *
 * <p>An r that vanishes leaves the other ls as they are. An r that falls into pieces is a smaller problem of the same
 * kind, the pieces against the ls it has not met; these are kept on a stack of their own, as deep as there are ls, so
 * that no operation is long enough to overflow a thread's.
 *
 * <p>The cost is one transformation for each pair. Confined to its owner's thread.
 */
final class ListTransform<C> {
    /** What is known of the components. */
    interface Kind<C> {
        /** Puts a component at the end of a list, merging it with the last one if the two can be one. */
        void append(List<C> list, C component);

        /** Appends what {@code component} becomes after {@code against}: nothing, one or several components. */
        void transform(C component, C against, Side side, List<C> list);
    }

    private final Kind<C> kind;
    private final Deque<Problem> problems = new ArrayDeque<>();
    private final List<C> pieces = new ArrayList<>();
    private List<C> left;
    private List<C> right;

    private ListTransform(Kind<C> kind, List<C> left, List<C> right) {
        this.kind = kind;
        this.left = left;
        this.right = right;
    }

    /** Returns both lists transformed past each other. */
    static <C> ListTransform<C> both(Kind<C> kind, List<C> left, List<C> right) {
        ListTransform<C> transform = new ListTransform<>(kind, left, right);
        transform.run();
        return transform;
    }

    /** Returns one list transformed. */
    static <C> List<C> one(Kind<C> kind, List<C> list, List<C> against, Side side) {
        if (against.isEmpty() || list.isEmpty()) {
            return list;
        }
        if (list.size() == 1 && against.size() == 1) {
            List<C> result = new ArrayList<>(1);
            kind.transform(list.get(0), against.get(0), side, result);
            return result;
        }
        return side == Side.LEFT ? both(kind, list, against).left : both(kind, against, list).right;
    }

    List<C> left() {
        return left;
    }

    List<C> right() {
        return right;
    }

    private void run() {
        problems.push(new Problem(left, right));
        while (true) {
            Problem current = problems.element();
            if (!current.solve()) {
                problems.push(new Problem(current.takeRest(), List.copyOf(pieces)));
            } else {
                problems.pop();
                if (problems.isEmpty()) {
                    left = current.lefts;
                    right = current.solved;
                    return;
                }
                problems.element().take(current);
            }
        }
    }

    /** Some rights against some lefts. */
    private final class Problem {
        /** What the lefts have become. */
        private List<C> lefts;

        private final List<C> rights;
        private int nextRight;

        /** What the rights have become. */
        private final List<C> solved = new ArrayList<>();

        /** What the lefts become that the current right has met. */
        private List<C> met = List.of();

        private int nextLeft;

        Problem(List<C> lefts, List<C> rights) {
            this.lefts = lefts;
            this.rights = rights;
        }

        /** Returns whether all is solved; otherwise the current right has fallen into {@link #pieces}. */
        boolean solve() {
            while (nextRight < rights.size()) {
                if (!pass(rights.get(nextRight++))) {
                    return false;
                }
                lefts = met;
            }
            return true;
        }

        /** Takes one right past the lefts and returns whether it got there whole, or vanished. */
        private boolean pass(C right) {
            C passing = right;
            met = new ArrayList<>();
            nextLeft = 0;
            while (nextLeft < lefts.size()) {
                C left = lefts.get(nextLeft++);
                pieces.clear();
                kind.transform(left, passing, Side.LEFT, met);
                kind.transform(passing, left, Side.RIGHT, pieces);
                if (pieces.size() != 1) {
                    return pieces.isEmpty() && keepRest();
                }
                passing = pieces.get(0);
            }
            kind.append(solved, passing);
            return true;
        }

        private boolean keepRest() {
            while (nextLeft < lefts.size()) {
                kind.append(met, lefts.get(nextLeft++));
            }
            return true;
        }

        /** Gives away the lefts that the current right has not met. */
        List<C> takeRest() {
            List<C> rest = lefts.subList(nextLeft, lefts.size());
            lefts = List.of();
            return rest;
        }

        /** Takes the solution for what {@link #takeRest} gave away. */
        void take(Problem rest) {
            rest.lefts.forEach(left -> kind.append(met, left));
            rest.solved.forEach(right -> kind.append(solved, right));
            lefts = met;
        }
    }
}
