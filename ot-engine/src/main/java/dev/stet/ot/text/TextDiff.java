package dev.stet.ot.text;

import java.util.List;
import java.util.Map;

/**
 * What changed from one text to another, as an operation. What both have at their beginnings and ends is passed over,
 * for free where the ropes share it. The rest is compared by {@linkplain Grain lines}, what differs in lines by words,
 * what differs in words by characters, each time with the {@linkplain ShortestEdit fewest} deletes and inserts. So
 * changes far apart stay apart, and merge with what others did between them.
 *
 * <pre>
 *   before   one line␊ the quick fox␊ the end
 *   after    one line␊ the quiet fox␊ a line␊ the end
 *   lines    ─────────               ∧       ────────
 *   words              ───       ────
 *   letters                ──────
 * </pre>
 *
 * <p>Bounded: at each grain a stretch that would take more deletes and inserts than {@link Grain#maxSteps} is one
 * replacement, and words that have less than half of their letters in common are replaced whole. Time grows with the
 * length times that bound at worst, and with the length and the square of what changed in texts that people edit.
 */
final class TextDiff<O extends PackedOperation<O>> {
    /** How far from where two texts differ the line is looked for, in UTF-16 code units. */
    private static final int LINE_REACH = 1_000;

    private final String before;
    private final String after;
    private final O like;
    private final Packer operation = new Packer();

    private TextDiff(String before, String after, O like) {
        this.before = before;
        this.after = after;
        this.like = like;
    }

    /**
     * Returns an operation that turns the one text into the other; it changes nothing if they are equal.
     *
     * @param noop the operation of the type wanted that changes nothing
     */
    static <O extends PackedOperation<O>> O diff(Rope before, Rope after, O noop) {
        int shorter = Math.min(before.length(), after.length());
        int start = before.commonPrefix(after);
        if (start == before.length() && start == after.length()) {
            return noop;
        }
        int end = Math.min(before.commonSuffix(after), shorter - start);
        start = lineStart(before, start);
        while (!isCut(before, start) || !isCut(after, start)) {
            start--;
        }
        end = before.length() - lineEnd(before, before.length() - end);
        while (!isCut(before, before.length() - end) || !isCut(after, after.length() - end)) {
            end--;
        }
        TextDiff<O> diff = new TextDiff<>(
                before.substring(start, before.length() - end), after.substring(start, after.length() - end), noop);
        diff.operation.retain(noop.position(before, start));
        diff.compare(0, diff.before.length(), 0, diff.after.length(), Grain.LINE);
        return diff.operation.build(noop);
    }

    /** Returns where the line begins, if that is near, so that whole lines are compared. */
    private static int lineStart(Rope text, int index) {
        for (int i = index; i >= Math.max(0, index - LINE_REACH); i--) {
            if (i == 0 || text.charAt(i - 1) == '\n') {
                return i;
            }
        }
        return index;
    }

    /** Returns where the line ends that begins before a place, if that is near. */
    private static int lineEnd(Rope text, int index) {
        for (int i = index; i <= Math.min(text.length(), index + LINE_REACH); i++) {
            if (i == 0 || i == text.length() || text.charAt(i - 1) == '\n') {
                return i;
            }
        }
        return index;
    }

    /** Returns whether a text may be cut there: between two characters, not within what is written as one. */
    private static boolean isCut(Rope text, int index) {
        if (index == 0 || index == text.length()) {
            return true;
        }
        return text.isBoundary(index) && !Grain.continues(Character.codePointAt(text, index));
    }

    private void compare(int from, int to, int afterFrom, int afterTo, Grain grain) {
        if (from == to || afterFrom == afterTo) {
            replace(from, to, afterFrom, afterTo);
            return;
        }
        String mine = before.substring(from, to);
        String theirs = after.substring(afterFrom, afterTo);
        int[] cuts = grain.cuts(mine);
        int[] afterCuts = grain.cuts(theirs);
        Map<String, Integer> known = Grain.unknown();
        int[] numbers = Grain.numbers(mine, cuts, known);
        int[] afterNumbers = Grain.numbers(theirs, afterCuts, known);
        List<ShortestEdit.Match> matches = ShortestEdit.matches(numbers, afterNumbers, grain.maxSteps());
        if (grain == Grain.CHARACTER && !isMostlyEqual(matches, cuts, Math.max(mine.length(), theirs.length()))) {
            replace(from, to, afterFrom, afterTo);
            return;
        }
        int at = 0;
        int afterAt = 0;
        for (ShortestEdit.Match match : matches) {
            int start = cuts[match.before()];
            finer(from + at, from + start, afterFrom + afterAt, afterFrom + afterCuts[match.after()], grain);
            at = cuts[match.before() + match.length()];
            afterAt = afterCuts[match.after() + match.length()];
            operation.retain(like.count(mine.substring(start, at)));
        }
        finer(from + at, to, afterFrom + afterAt, afterTo, grain);
    }

    private void finer(int from, int to, int afterFrom, int afterTo, Grain grain) {
        switch (grain) {
            case LINE -> compare(from, to, afterFrom, afterTo, Grain.WORD);
            case WORD -> compare(from, to, afterFrom, afterTo, Grain.CHARACTER);
            case CHARACTER -> replace(from, to, afterFrom, afterTo);
        }
    }

    private void replace(int from, int to, int afterFrom, int afterTo) {
        operation.insert(like.count(after.substring(afterFrom, afterTo)), after, afterFrom, afterTo);
        operation.delete(like.count(before.substring(from, to)));
    }

    private static boolean isMostlyEqual(List<ShortestEdit.Match> matches, int[] cuts, int longer) {
        long equal = 0;
        for (ShortestEdit.Match match : matches) {
            equal += cuts[match.before() + match.length()] - cuts[match.before()];
        }
        return 2 * equal >= longer;
    }
}
