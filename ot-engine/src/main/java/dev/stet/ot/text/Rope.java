package dev.stet.ot.text;

import dev.stet.ot.plain.Surrogates;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A text that is cheap to change: every change makes a new rope that shares all but a few chunks with the old one.
 * Replacing, inserting and deleting take time in proportion to the logarithm of the length (and to the text put in),
 * and so does looking up a position. A snapshot of a document is a pointer to its rope.
 *
 * <p>A rope is always well-formed UTF-16: it holds no lone surrogate, and no change may divide a surrogate pair.
 * Positions and lengths are UTF-16 code units; where a method counts code points, it says so.
 *
 * <p>Two ropes are equal if they hold the same text, however it is cut into chunks.
 *
 * <p>Immutable.
 */
public final class Rope implements CharSequence {
    private static final Rope EMPTY = new Rope(NarrowLeaf.EMPTY);

    private final Node root;

    /** The hash code, or 0 while it is not computed: as in {@link String}, a race computes it twice and harms nothing. */
    private int hash;

    private Rope(Node root) {
        this.root = root;
    }

    /** Returns the rope without text. */
    public static Rope empty() {
        return EMPTY;
    }

    /**
     * Returns the rope of a text.
     *
     * @throws IllegalArgumentException if the text holds a lone surrogate
     */
    public static Rope of(String text) {
        requireWellFormed(text);
        return text.isEmpty() ? EMPTY : new Rope(Leaf.tree(text, 0, text.length()));
    }

    /** Returns the number of UTF-16 code units. Constant time. */
    @Override
    public int length() {
        return root.length;
    }

    /** Returns the number of Unicode code points. Constant time. */
    public int codePointCount() {
        return root.codePoints;
    }

    @Override
    public char charAt(int index) {
        return root.charAt(Objects.checkIndex(index, root.length));
    }

    /** Returns whether {@code index} is a place to cut at: within the text, and not inside a surrogate pair. */
    public boolean isBoundary(int index) {
        if (index < 0 || index > root.length) {
            return false;
        }
        return root.codePoints == root.length || index == root.length || !Character.isLowSurrogate(root.charAt(index));
    }

    /**
     * Returns how many code points lie before a position.
     *
     * @throws IllegalArgumentException if {@code index} lies inside a surrogate pair
     */
    public int codePointOffset(int index) {
        Objects.checkIndex(index, root.length + 1);
        requireBoundary(index);
        return root.codePointsBefore(index);
    }

    /** Returns the position, in UTF-16 code units, that lies after {@code codePoints} code points. */
    public int indexOfCodePoint(int codePoints) {
        return root.indexOfCodePoint(Objects.checkIndex(codePoints, root.codePoints + 1));
    }

    /**
     * Returns the rope with the units from {@code start} to {@code end} replaced by {@code text}.
     *
     * @throws IndexOutOfBoundsException if the range is not within the text
     * @throws IllegalArgumentException if an end of the range lies inside a surrogate pair, the text holds a lone
     *     surrogate, or the result would be longer than {@link Integer#MAX_VALUE}
     */
    public Rope replace(int start, int end, String text) {
        checkRange(start, end);
        requireWellFormed(text);
        if ((long) root.length - (end - start) + text.length() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the text would be too long, length=" + root.length + " inserted="
                    + text.length() + " limit=" + Integer.MAX_VALUE);
        }
        return replaceUnchecked(start, end, text, 0, text.length());
    }

    /** {@link #replace} of part of a text, for a caller that has made sure that it is valid. */
    Rope replaceUnchecked(int start, int end, String text, int from, int to) {
        if (start == end && from == to) {
            return this;
        }
        return ofNode(Unsettled.replaceIn(root, start, end, text, from, to));
    }

    /** {@link #replace} of nothing by a text. */
    public Rope insert(int index, String text) {
        return replace(index, index, text);
    }

    /** {@link #replace} of a range by nothing. */
    public Rope delete(int start, int end) {
        return replace(start, end, "");
    }

    /**
     * Returns the rope with another one at its end.
     *
     * @throws IllegalArgumentException if the result would be longer than {@link Integer#MAX_VALUE}
     */
    public Rope concat(Rope end) {
        if ((long) root.length + end.root.length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the text would be too long, length=" + root.length + " added="
                    + end.root.length + " limit=" + Integer.MAX_VALUE);
        }
        return ofNode(Node.join(root.settled(), end.root.settled()));
    }

    /**
     * Returns part of the text as a rope, sharing its chunks.
     *
     * @throws IndexOutOfBoundsException if the range is not within the text
     * @throws IllegalArgumentException if an end of the range lies inside a surrogate pair
     */
    public Rope slice(int start, int end) {
        checkRange(start, end);
        return start == 0 && end == root.length ? this : ofNode(root.slice(start, end));
    }

    /** Returns part of the text. Like {@link String#substring(int, int)} it may cut a surrogate pair. */
    public String substring(int start, int end) {
        Objects.checkFromToIndex(start, end, root.length);
        char[] units = new char[end - start];
        root.copy(start, end, units, 0);
        return new String(units);
    }

    /** Returns {@link #substring}. */
    @Override
    public CharSequence subSequence(int start, int end) {
        return substring(start, end);
    }

    /** Appends the whole text. */
    public void appendTo(StringBuilder target) {
        target.ensureCapacity(target.length() + root.length);
        forEachChunk(target::append);
    }

    /** Passes the text on in pieces of a few hundred units, in order; none cuts a surrogate pair. */
    public void forEachChunk(Consumer<String> consumer) {
        LeafCursor leaves = LeafCursor.forward(tree());
        while (leaves.hasNext()) {
            consumer.accept(leaves.next().toString());
        }
    }

    /** Returns the length of the longest beginning that both texts share; it may end inside a surrogate pair. */
    public int commonPrefix(Rope other) {
        return LeafCursor.forward(tree()).matching(LeafCursor.forward(other.tree()));
    }

    /** Returns the length of the longest end that both texts share; it may begin inside a surrogate pair. */
    public int commonSuffix(Rope other) {
        return LeafCursor.backward(tree()).matching(LeafCursor.backward(other.tree()));
    }

    /** Returns the tree of the whole text. */
    Node tree() {
        return root.settled();
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Rope rope
                && root.length == rope.root.length
                && root.codePoints == rope.root.codePoints
                && commonPrefix(rope) == root.length;
    }

    @Override
    public int hashCode() {
        int result = hash;
        if (result == 0) {
            LeafCursor leaves = LeafCursor.forward(tree());
            while (leaves.hasNext()) {
                Leaf leaf = leaves.next();
                for (int i = 0; i < leaf.length; i++) {
                    result = 31 * result + leaf.charAt(i);
                }
            }
            hash = result;
        }
        return result;
    }

    /** Returns the whole text, in time and space in proportion to its length. */
    @Override
    public String toString() {
        return substring(0, root.length);
    }

    private static Rope ofNode(Node root) {
        return root.length == 0 ? EMPTY : new Rope(root);
    }

    private void checkRange(int start, int end) {
        Objects.checkFromToIndex(start, end, root.length);
        requireBoundary(start);
        requireBoundary(end);
    }

    private void requireBoundary(int index) {
        if (!isBoundary(index)) {
            throw new IllegalArgumentException("a position must not be inside a surrogate pair, index=" + index);
        }
    }

    private static void requireWellFormed(String text) {
        int lone = Surrogates.firstLone(text);
        if (lone >= 0) {
            throw new IllegalArgumentException("a text must not hold a lone surrogate, index=" + lone);
        }
    }
}
