package dev.stet.ot.text;

/**
 * The stretch in which two texts differ: what lies between their common beginning and their common end. No end of it
 * lies inside a surrogate pair. All in UTF-16 code units.
 *
 * @param start where it begins, in both
 * @param endBefore where it ends in the one
 * @param endAfter where it ends in the other
 */
record Difference(int start, int endBefore, int endAfter) {
    /** Returns the difference of two texts; of equal ones, an empty stretch at their end. */
    static Difference between(Rope before, Rope after) {
        int shorter = Math.min(before.length(), after.length());
        int start = before.commonPrefix(after);
        if (!before.isBoundary(start) || !after.isBoundary(start)) {
            start--;
        }
        int end = Math.min(before.commonSuffix(after), shorter - start);
        if (!before.isBoundary(before.length() - end) || !after.isBoundary(after.length() - end)) {
            end--;
        }
        return new Difference(start, before.length() - end, after.length() - end);
    }

    /** Returns what the other text has in this stretch. */
    String text(Rope after) {
        return after.substring(start, endAfter);
    }
}
