package dev.stet.ot.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What two rows of numbers have in common, in the way that leaves the fewest numbers to delete and insert: the greedy
 * algorithm of E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986).
 *
 * <pre>
 *            after ─▶
 *            A B C B     A way from corner to corner goes right (insert), down (delete), or, where the numbers are
 *          ┌─────────    equal, diagonally for free. After d steps that are not free the furthest place on each
 *  before  │ ╲           diagonal k = after - before is known; the next step goes on from the better of the two
 *    │   A │  ╲          neighbouring diagonals.
 *    ▼   C │   │
 *        B │   └╲        reached[k] = how far the way is in {@code before}
 * </pre>
 *
 * <p>Takes time in proportion to the numbers times the steps, and memory in proportion to the square of the steps.
 */
final class ShortestEdit {
    /** A stretch that both have, {@code length} long: from {@code before} in the one, from {@code after} in the other. */
    record Match(int before, int after, int length) {}

    private final int[] before;
    private final int[] after;
    /** Where the two begin and end to differ. */
    private final int start;

    private final int beforeEnd;
    private final int afterEnd;

    private ShortestEdit(int[] before, int[] after) {
        this.before = before;
        this.after = after;
        int prefix = Arrays.mismatch(before, after);
        this.start = prefix < 0 ? before.length : prefix;
        int suffix = 0;
        int most = Math.min(before.length, after.length) - start;
        while (suffix < most && before[before.length - 1 - suffix] == after[after.length - 1 - suffix]) {
            suffix++;
        }
        this.beforeEnd = before.length - suffix;
        this.afterEnd = after.length - suffix;
    }

    /**
     * Returns what the two have in common, in order, no two stretches touching in both.
     *
     * @param maxSteps if it takes more deletes and inserts than this, only the common beginning and end are returned
     */
    static List<Match> matches(int[] before, int[] after, int maxSteps) {
        ShortestEdit edit = new ShortestEdit(before, after);
        Deque<Match> matches = new ArrayDeque<>();
        edit.add(matches, edit.beforeEnd, edit.afterEnd, before.length - edit.beforeEnd);
        edit.searchMiddle(matches, maxSteps);
        edit.add(matches, 0, 0, edit.start);
        return List.copyOf(matches);
    }

    private void searchMiddle(Deque<Match> matches, int maxSteps) {
        int rows = beforeEnd - start;
        int columns = afterEnd - start;
        if (rows == 0 || columns == 0) {
            return;
        }
        List<int[]> trace = new ArrayList<>();
        int[] reached = {0};
        for (int steps = 0; steps <= maxSteps; steps++) {
            int[] next = new int[2 * steps + 1];
            for (int k = -steps; k <= steps; k += 2) {
                int row = steps == 0 ? 0 : firstRow(reached, steps, k);
                while (row < rows && row + k < columns && before[start + row] == after[start + row + k]) {
                    row++;
                }
                next[steps + k] = row;
                if (row >= rows && row + k >= columns) {
                    walkBack(matches, trace, steps, k, row);
                    return;
                }
            }
            trace.add(next);
            reached = next;
        }
    }

    /** Returns the row on diagonal {@code k} to which one more step leads, from a diagonal beside it. */
    private int firstRow(int[] reached, int steps, int k) {
        int down = k + 1 > steps - 1 ? -1 : reached[steps - 1 + k + 1] + 1;
        int right = k - 1 < -(steps - 1) ? -1 : reached[steps - 1 + k - 1];
        return Math.max(down, right);
    }

    private void walkBack(Deque<Match> matches, List<int[]> trace, int steps, int lastDiagonal, int lastRow) {
        int k = lastDiagonal;
        int row = lastRow;
        for (int step = steps; step >= 0; step--) {
            int from = 0;
            int previous = k;
            if (step > 0) {
                int[] reached = trace.get(step - 1);
                from = firstRow(reached, step, k);
                boolean wentRight = k - 1 >= -(step - 1) && reached[step - 1 + k - 1] == from;
                previous = wentRight ? k - 1 : k + 1;
            }
            add(matches, start + from, start + from + k, row - from);
            row = previous < k ? from : from - 1;
            k = previous;
        }
    }

    /** Puts a stretch before those that were found; one that touches the next is made one with it. */
    private void add(Deque<Match> matches, int inBefore, int inAfter, int length) {
        if (length == 0) {
            return;
        }
        Match next = matches.peekFirst();
        if (next != null && next.before() == inBefore + length && next.after() == inAfter + length) {
            matches.removeFirst();
            matches.addFirst(new Match(inBefore, inAfter, length + next.length()));
        } else {
            matches.addFirst(new Match(inBefore, inAfter, length));
        }
    }
}
