package dev.stet.ot.text;

/**
 * A subtree of a rope: an AVL tree with text in its leaves. Every path from a node down has its length bounded by 1.44
 * times the logarithm of the number of leaves, and no leaf but a whole empty rope is empty.
 *
 * <p>Every change is one {@link #join} of unchanged and changed subtrees, which keeps both rules. A boundary between
 * leaves never divides a surrogate pair, so the code points of a subtree are the sum of its children's.
 *
 * <p>Immutable.
 */
abstract sealed class Node permits Branch, Leaf, Opened {
    /** UTF-16 code units in this subtree. */
    final int length;

    /** Code points in this subtree; equal to {@link #length} if, and only if, it holds no surrogate pair. */
    final int codePoints;

    Node(int length, int codePoints) {
        this.length = length;
        this.codePoints = codePoints;
    }

    /** Returns the number of branches on the longest way to a leaf: 0 for a leaf. */
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
        if (difference > 1) {
            Branch taller = (Branch) left;
            return balanced(taller.left, join(taller.right, right));
        }
        if (difference < -1) {
            Branch taller = (Branch) right;
            return balanced(join(left, taller.left), taller.right);
        }
        if (left instanceof Leaf first && right instanceof Leaf second && first.mergesWith(second)) {
            return first.merge(second);
        }
        return Branch.of(left, right);
    }

    /** Returns the branch of two trees whose heights differ by at most two, rotated if they differ by two. */
    private static Node balanced(Node left, Node right) {
        int difference = left.height() - right.height();
        if (difference > 1) {
            Branch high = (Branch) left;
            if (high.left.height() >= high.right.height()) {
                return Branch.of(high.left, Branch.of(high.right, right));
            }
            Branch middle = (Branch) high.right;
            return Branch.of(Branch.of(high.left, middle.left), Branch.of(middle.right, right));
        }
        if (difference < -1) {
            Branch high = (Branch) right;
            if (high.right.height() >= high.left.height()) {
                return Branch.of(Branch.of(left, high.left), high.right);
            }
            Branch middle = (Branch) high.left;
            return Branch.of(Branch.of(left, middle.left), Branch.of(middle.right, high.right));
        }
        return Branch.of(left, right);
    }
}
