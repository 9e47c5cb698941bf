package dev.stet.ot.text;

/**
 * A subtree in which somebody types: what was typed at one place stands apart, so a keystroke there copies a few characters
 * and does not even look at what is below.
 *
 * <pre>
 *   below       ├──────────┬─────────┬──────────────┤
 *                          │ removed │
 *   text        ├──────────┼───────┬─┴────────────┤
 *                         cut typed
 * </pre>
 *
 * Either the root of a rope, or the open chunk of one that is {@linkplain Opened opened}. Never empty. Immutable.
 */
final class Typed extends Unsettled {
    /** The most units that stand apart: longer ones make typing dearer, shorter ones put it together more often. */
    static final int MOST = 64;

    /** The tree or the leaf, which may be in no cache of the processor. */
    private final Node below;

    private final int cut;
    private final int removed;
    private final String typed;

    private Typed(Node below, int length, int codePoints, int cut, int removed, String typed) {
        super(length, codePoints);
        this.below = below;
        this.cut = cut;
        this.removed = removed;
        this.typed = typed;
    }

    /** Returns a tree in which nothing was typed yet, at a place where that may be changed. */
    static Typed at(int place, Node tree) {
        return at(place, tree, tree.length, tree.codePoints);
    }

    /** {@link #at(int, Node)} without a look at the node, which has this length and so many code points. */
    private static Typed at(int place, Node node, int length, int codePoints) {
        return new Typed(node, length, codePoints, place, 0, "");
    }

    /** Returns the tree below. */
    Node below() {
        return below;
    }

    /** Returns where it was changed: in the text below, and in this one. */
    int cut() {
        return cut;
    }

    /** Returns where what was taken out below ends. */
    int cutEnd() {
        return cut + removed;
    }

    /** Returns where what was typed ends. */
    int typedEnd() {
        return cut + typed.length();
    }

    /** Returns the same change of a leaf, which begins at {@code start} in the tree below and is not looked at. */
    Typed of(Node leaf, int start, int leafLength, int leafCodePoints) {
        return new Typed(
                leaf,
                leafLength + length - below.length,
                leafCodePoints + codePoints - below.codePoints,
                cut - start,
                removed,
                typed);
    }

    /** Returns whether a change, of which something is left, is at the place where the last one was, and small enough to stand apart too. */
    boolean takes(int start, int end, int inserted) {
        return start <= typedEnd()
                && end >= cut
                && typed.length() + inserted <= MOST
                && removed + end - start <= Leaf.MAX_LENGTH
                && length + inserted > end - start;
    }

    /**
     * Returns the text with some units replaced, which touch the place where the last were; all are in range and on code
     * point boundaries, and not all are removed.
     */
    Typed with(int start, int end, String text) {
        int typedEnd = typedEnd();
        String around = typed(Math.max(0, start - cut), Math.min(typed.length(), end - cut), text);
        int also = Math.max(0, cut - start) + Math.max(0, end - typedEnd);
        int lost = codePoints == length || start == end ? end - start : codePointsBefore(end) - codePointsBefore(start);
        return new Typed(
                below,
                length - (end - start) + text.length(),
                codePoints - lost + text.codePointCount(0, text.length()),
                Math.min(cut, start),
                removed + also,
                around);
    }

    private String typed(int from, int to, String text) {
        if (from == typed.length()) {
            return from == 0 ? text : typed.concat(text);
        }
        return typed.substring(0, from).concat(text).concat(typed.substring(to));
    }

    /** {@link #with} at any place of a leaf: what stood apart elsewhere, or becomes too long, is put into the leaf. */
    Typed withAnywhere(int start, int end, String text) {
        if (start > typedEnd() || end < cut) {
            return at(start, leaf(), length, codePoints).with(start, end, text);
        }
        Typed changed = with(start, end, text);
        return changed.typed.length() <= MOST
                ? changed
                : at(start + text.length(), changed.leaf(), changed.length, changed.codePoints);
    }

    /** Returns the leaf of the text, where a leaf is below. */
    Leaf leaf() {
        Leaf leaf = (Leaf) below;
        return isUntouched() ? leaf : (Leaf) leaf.replace(cut, cut + removed, typed, 0, typed.length());
    }

    @Override
    Node settle() {
        return isUntouched() ? below : below.replace(cut, cut + removed, typed, 0, typed.length());
    }

    private boolean isUntouched() {
        return removed == 0 && typed.isEmpty();
    }

    @Override
    char charAt(int index) {
        if (index < cut) {
            return below.charAt(index);
        }
        int behind = index - typedEnd();
        return behind < 0 ? typed.charAt(index - cut) : below.charAt(cut + removed + behind);
    }

    @Override
    int codePointsBefore(int index) {
        if (index <= cut) {
            return below.codePointsBefore(index);
        }
        int behind = index - typedEnd();
        return behind <= 0
                ? below.codePointsBefore(cut) + typed.codePointCount(0, index - cut)
                : codePointsBefore(index - behind)
                        + below.codePointsBefore(cut + removed + behind)
                        - below.codePointsBefore(cut + removed);
    }

    @Override
    int indexOfCodePoint(int codePoint) {
        int typing = codePoint - below.codePointsBefore(cut);
        if (typing <= 0) {
            return below.indexOfCodePoint(codePoint);
        }
        int behind = typing - typed.codePointCount(0, typed.length());
        if (behind <= 0) {
            return cut + typed.offsetByCodePoints(0, typing);
        }
        int kept = below.codePointsBefore(cut + removed);
        return below.indexOfCodePoint(kept + behind) - removed + typed.length();
    }
}
