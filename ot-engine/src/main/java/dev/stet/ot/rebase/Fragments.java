package dev.stet.ot.rebase;

import dev.stet.ot.Side;
import dev.stet.ot.sequence.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * A long operation, cut into fragments that stand in a balanced tree, on its way past others.
 *
 * <p>Transforming is local. A run of another operation, which is a stretch of its components between two retains, says
 * something about the places from its first unit to its last; of the long operation it meets what is done there,
 * inserts at either end included, and the rest of it only moves. So a run is taken past the window of fragments that
 * it touches:
 *
 * <pre>
 *                          at        end
 *   entry    ── retain ────┤   run   ├──── retain ────        the run in the window begins at (at - start)
 *
 *   document ──┬─────────┬─┴─────────┴───┬─────────┬──
 *   operation  │fragment │   fragments   │fragment │         window = [start, stop)
 *            ──┴─────────┴───────────────┴─────────┴──
 *                        start           stop
 * </pre>
 *
 * A fragment ends where a component ends that walks over a unit, so an insert at its beginning belongs to it, and the
 * window holds everything that stands between {@code at} and {@code end}. Its last unit lies behind {@code end}, so the
 * run does not take it away, and the rewritten window ends as fragments do.
 *
 * <p>The document is taken to be one unit longer than anything reaches, so that every fragment walks over a unit and
 * there is always one behind {@code end}.
 *
 * <p>Confined to its owner's thread.
 */
final class Fragments<O, C, B> {
    private final SequenceOperations<O, C, B> kind;
    private final Side side;

    /** A fragment is cut when it has more components than twice this. */
    private final int most;

    private Sequence<Fragment<O>> fragments;

    /**
     * Cuts an operation up.
     *
     * @param length of the document, longer by one unit than this operation or any that comes reaches
     * @param side the side of the operation
     * @param most about how many components a fragment has, 1 or more
     */
    Fragments(SequenceOperations<O, C, B> kind, O operation, int length, Side side, int most) {
        this.kind = kind;
        this.side = side;
        this.most = most;
        this.fragments = Sequence.of(new Fragment.InOrder<>(), cut(operation, length));
    }

    /** Takes the operation past another one, and returns that, rewritten to follow this as it stood. */
    O pass(O entry) {
        Rewritten rewritten = new Rewritten();
        C cursor = kind.cursor(entry);
        int at = 0;
        while (kind.hasNext(cursor)) {
            int retained = kind.retained(cursor);
            if (retained > 0) {
                kind.skip(cursor);
                at += retained;
            } else {
                O run = run(cursor);
                passRun(run, at, rewritten);
                at += kind.targetLength(run);
            }
        }
        return kind.build(rewritten.builder);
    }

    /** Returns the operation as it stands. */
    O operation() {
        return joined(0, fragments.length());
    }

    private O run(C cursor) {
        B run = kind.builder();
        while (kind.hasNext(cursor) && kind.retained(cursor) == 0) {
            kind.moveTo(cursor, run);
        }
        return kind.build(run);
    }

    /** @param at where the run begins, in the document after the runs before it */
    private void passRun(O run, int at, Rewritten rewritten) {
        int end = at + kind.baseLength(run);
        Sequence.Place<Fragment<O>> first = fragments.find(at);
        int start = first.start();
        int stop = start + first.element().base();
        O window = first.element().operation();
        if (end >= stop) {
            Sequence.Place<Fragment<O>> last = fragments.find(end);
            stop = last.start() + last.element().base();
            window = joined(start, stop);
        }
        O inWindow = shifted(run, at - start);
        rewritten.add(
                kind.transform(inWindow, window, side.opposite()), Math.toIntExact(fragments.weightBefore(start)));
        O after = kind.transform(window, inWindow, side);
        fragments = fragments.replace(start, stop, cut(after, stop - start + lengthChange(run)));
    }

    /** Returns the fragments of an operation on a document of this length. */
    private List<Fragment<O>> cut(O operation, int length) {
        if (kind.size(operation) <= 2 * most) {
            return List.of(fragment(operation, length));
        }
        List<Fragment<O>> pieces = new ArrayList<>();
        C cursor = kind.cursor(operation);
        B piece = kind.builder();
        int components = 0;
        int walked = 0;
        int left = length;
        while (kind.hasNext(cursor)) {
            boolean mayEnd = kind.endsFragment(cursor);
            walked += kind.walked(cursor);
            components++;
            kind.moveTo(cursor, piece);
            if (mayEnd && components >= most) {
                pieces.add(fragment(kind.build(piece), walked));
                left -= walked;
                piece = kind.builder();
                components = 0;
                walked = 0;
            }
        }
        pieces.add(fragment(kind.build(piece), left));
        return pieces;
    }

    private Fragment<O> fragment(O operation, int base) {
        return new Fragment<>(operation, base, base + lengthChange(operation));
    }

    private int lengthChange(O operation) {
        return kind.targetLength(operation) - kind.baseLength(operation);
    }

    /** Returns the operation of neighbouring fragments. */
    private O joined(int start, int stop) {
        B whole = kind.builder();
        fragments.forEach(start, stop, fragment -> {
            C cursor = kind.cursor(fragment.operation());
            while (kind.hasNext(cursor)) {
                kind.moveTo(cursor, whole);
            }
            kind.retain(whole, fragment.base() - kind.baseLength(fragment.operation()));
        });
        return kind.build(whole);
    }

    private O shifted(O operation, int by) {
        if (by == 0) {
            return operation;
        }
        B shifted = kind.builder();
        kind.retain(shifted, by);
        C cursor = kind.cursor(operation);
        while (kind.hasNext(cursor)) {
            kind.moveTo(cursor, shifted);
        }
        return kind.build(shifted);
    }

    /** An entry that is rewritten run by run. */
    private final class Rewritten {
        private final B builder = kind.builder();

        /** How many units of the document before the entry the runs so far walk over. */
        private int walked;

        /** By how many units the runs so far make the document longer. */
        private int grown;

        /**
         * Adds a run.
         *
         * @param run on the window's stretch of the document after the runs so far
         * @param start where that stretch begins
         */
        void add(O run, int start) {
            C cursor = kind.cursor(run);
            if (!kind.hasNext(cursor)) {
                return;
            }
            int retained = kind.retained(cursor);
            if (retained > 0) {
                kind.skip(cursor);
            }
            kind.retain(builder, start - grown + retained - walked);
            while (kind.hasNext(cursor)) {
                kind.moveTo(cursor, builder);
            }
            walked = start - grown + kind.baseLength(run);
            grown += lengthChange(run);
        }
    }
}
