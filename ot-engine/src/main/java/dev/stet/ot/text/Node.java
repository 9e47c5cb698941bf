package dev.stet.ot.text;

/**
 * A subtree of a rope: a B-tree with text in its leaves. All leaves are equally deep, a branch has at most
 * {@value Branch#MOST} children, and at least {@value Branch#FEWEST} unless it is the root. No leaf but that of an empty
 * rope is empty.
 *
 * <p>What is more than a chunk in the place of another is one {@link #join} of unchanged and changed subtrees, which
 * keeps these rules. A boundary between leaves never divides a surrogate pair, so the code points of a subtree are the
 * sum of its children's.
 *
 * <p>Immutable.
 */
abstract sealed class Node permits Branch, Leaf, Unsettled {
    /** UTF-16 code units in this subtree. */
    final int length;

    /** Code points in this subtree; equal to {@link #length} if, and only if, it holds no surrogate pair. */
    final int codePoints;

    Node(int length, int codePoints) {
        this.length = length;
        this.codePoints = codePoints;
    }

    /** Returns the number of branches on a way to a leaf: 0 for a leaf. */
    final int height() {
        return this instanceof Branch branch ? branch.branches() : 0;
    }

    /**
     * Returns this subtree with the units from {@code start} to {@code end} replaced by those of {@code text} from
     * {@code from} to {@code to}. All four are in range and on code point boundaries.
     */
    abstract Node replace(int start, int end, String text, int from, int to);

    /** Returns this subtree with another chunk, which is not empty, in the place of the one that begins at {@code start}. */
    abstract Node withLeaf(int start, Leaf leaf);

    /** Returns the tree of this text, in which no chunk is open. */
    Node settled() {
        return this;
    }

    /** Returns the units from {@code start} to {@code end}, both on code point boundaries. */
    abstract Node slice(int start, int end);

    /** Copies the units from {@code start} to {@code end} into {@code target} at {@code offset}. */
    abstract void copy(int start, int end, char[] target, int offset);

    /** Returns the unit at {@code index}, which is in range. */
    abstract char charAt(int index);

    /** Returns the number of code points before {@code index}. */
    abstract int codePointsBefore(int index);

    /** Returns the index at which the code point number {@code codePoint} begins. */
    abstract int indexOfCodePoint(int codePoint);

    /** Returns a balanced tree with the content of both. Takes time in proportion to the difference of their heights. */
    static Node join(Node left, Node right) {
        if (left.length == 0) {
            return right;
        }
        if (right.length == 0) {
            return left;
        }
        int difference = left.height() - right.height();
        if (difference > 0) {
            return ((Branch) left).followedBy(right);
        }
        if (difference < 0) {
            return ((Branch) right).precededBy(left);
        }
        if (left instanceof Branch branch) {
            return branch.besides((Branch) right);
        }
        Leaf leaf = (Leaf) left;
        return leaf.mergesWith(right.length) ? leaf.merge((Leaf) right) : Branch.tree(left, right);
    }
}
