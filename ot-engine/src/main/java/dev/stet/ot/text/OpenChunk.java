package dev.stet.ot.text;

/**
 * A chunk in which somebody types: what was typed at one place stands apart, so a keystroke there copies a few characters
 * and does not even look at the chunk.
 *
 * <pre>
 *   chunk       ├──────────┬─────────┬──────────────┤
 *                          │ removed │
 *   text        ├──────────┼───────┬─┴────────────┤
 *                         cut typed
 * </pre>
 *
 * Never empty. Immutable.
 */
final class OpenChunk {
    /** The most units that stand apart: longer ones make typing dearer, shorter ones put it together more often. */
    private static final int MOST_TYPED = 64;

    final int length;
    final int codePoints;

    /** A leaf, which may be in no cache of the processor. */
    private final Node chunk;

    private final int cut;
    private final int removed;
    private final String typed;

    private OpenChunk(Node chunk, int length, int codePoints, int cut, int removed, String typed) {
        this.chunk = chunk;
        this.length = length;
        this.codePoints = codePoints;
        this.cut = cut;
        this.removed = removed;
        this.typed = typed;
    }

    /**
     * Returns a leaf with some units replaced.
     *
     * @param length of the leaf
     * @param codePoints of the leaf
     */
    static OpenChunk of(Node leaf, int length, int codePoints, int start, int end, String text) {
        return new OpenChunk(leaf, length, codePoints, start, 0, "").with(start, end, text);
    }

    /** Returns the text with some units replaced; all are in range and on code point boundaries, and not all are removed. */
    OpenChunk with(int start, int end, String text) {
        int typedEnd = cut + typed.length();
        if (start > typedEnd || end < cut) {
            return new OpenChunk(leaf(), length, codePoints, start, 0, "").with(start, end, text);
        }
        String around = typed(Math.max(0, start - cut), Math.min(typed.length(), end - cut), text);
        int also = Math.max(0, cut - start) + Math.max(0, end - typedEnd);
        int lost = codePoints == length ? end - start : codePointsBefore(end) - codePointsBefore(start);
        OpenChunk changed = new OpenChunk(
                chunk,
                length - (end - start) + text.length(),
                codePoints - lost + text.codePointCount(0, text.length()),
                Math.min(cut, start),
                removed + also,
                around);
        return around.length() <= MOST_TYPED
                ? changed
                : new OpenChunk(changed.leaf(), changed.length, changed.codePoints, start + text.length(), 0, "");
    }

    private String typed(int from, int to, String text) {
        if (from == typed.length()) {
            return from == 0 ? text : typed.concat(text);
        }
        return typed.substring(0, from).concat(text).concat(typed.substring(to));
    }

    /** Returns the leaf of the text. */
    Leaf leaf() {
        boolean same = removed == 0 && typed.isEmpty();
        return (Leaf) (same ? chunk : chunk.replace(cut, cut + removed, typed, 0, typed.length()));
    }

    /** Returns the unit at {@code index}, which is in range. */
    char charAt(int index) {
        if (index < cut) {
            return chunk.charAt(index);
        }
        int behind = index - cut - typed.length();
        return behind < 0 ? typed.charAt(index - cut) : chunk.charAt(cut + removed + behind);
    }

    /** Returns the number of code points before {@code index}. */
    int codePointsBefore(int index) {
        if (index <= cut) {
            return chunk.codePointsBefore(index);
        }
        int behind = index - cut - typed.length();
        return behind <= 0
                ? chunk.codePointsBefore(cut) + typed.codePointCount(0, index - cut)
                : codePointsBefore(index - behind)
                        + chunk.codePointsBefore(cut + removed + behind)
                        - chunk.codePointsBefore(cut + removed);
    }

    /** Returns the index at which the code point number {@code codePoint} begins. */
    int indexOfCodePoint(int codePoint) {
        int typing = codePoint - chunk.codePointsBefore(cut);
        if (typing <= 0) {
            return chunk.indexOfCodePoint(codePoint);
        }
        int behind = typing - typed.codePointCount(0, typed.length());
        if (behind <= 0) {
            return cut + typed.offsetByCodePoints(0, typing);
        }
        int kept = chunk.codePointsBefore(cut + removed);
        return chunk.indexOfCodePoint(kept + behind) - removed + typed.length();
    }
}
