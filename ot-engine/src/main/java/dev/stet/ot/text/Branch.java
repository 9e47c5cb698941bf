package dev.stet.ot.text;

/**
 * Two subtrees, neither of them empty, whose heights differ by at most one. Immutable.
 *
 * <p>In a large text most of the way down to a place is in no cache of the processor, and its nodes are waited for one
 * after the other. So a branch knows what it needs for a step without looking at its subtrees, and a {@link TallBranch}
 * for two.
 */
abstract sealed class Branch extends Node permits LowBranch, TallBranch {
    /** What {@link #way} says of a range that lies in no subtree alone. */
    static final int ACROSS = -1;

    final Node left;
    final Node right;

    /** The length of the left subtree. */
    final int middle;

    /** The caller keeps the lengths' sum within an {@code int}. */
    Branch(Node left, Node right) {
        super(left.length + right.length, left.codePoints + right.codePoints);
        this.left = left;
        this.right = right;
        this.middle = left.length;
    }

    /** A branch whose lengths are known. */
    Branch(Node left, Node right, int length, int codePoints, int middle) {
        super(length, codePoints);
        this.left = left;
        this.right = right;
        this.middle = middle;
    }

    /** Returns the branch of two subtrees; the caller keeps the lengths' sum within an {@code int}. */
    static Branch of(Node left, Node right) {
        return left instanceof Leaf && right instanceof Leaf ? new LowBranch(left, right) : new TallBranch(left, right);
    }

    /** Returns the number of branches on the longest way to a leaf. */
    abstract int branches();

    /**
     * Returns the number of a subtree, one or two steps below, that holds a range: 0 or more, from left to right; or
     * {@link #ACROSS}.
     */
    abstract int way(int start, int end);

    /** Returns the subtree of a way. */
    abstract Node below(int way);

    /** Returns where the subtree of a way begins. */
    abstract int startOf(int way);

    @Override
    Node replace(int start, int end, String text, int from, int to) {
        if (end <= middle) {
            return withLeft(left.replace(start, end, text, from, to));
        }
        if (start >= middle) {
            return withRight(right.replace(start - middle, end - middle, text, from, to));
        }
        Node head = left.replace(start, middle, text, from, to);
        return join(head, right.slice(end - middle, right.length));
    }

    @Override
    Node withLeaf(int start, Leaf leaf) {
        return start < middle ? withLeft(left.withLeaf(start, leaf)) : withRight(right.withLeaf(start - middle, leaf));
    }

    /** Returns the tree with another left subtree, of any height, or empty. */
    Node withLeft(Node after) {
        return join(after, right);
    }

    /** Returns the tree with another right subtree, of any height, or empty. */
    Node withRight(Node after) {
        return join(left, after);
    }

    @Override
    Node slice(int start, int end) {
        if (start == 0 && end == length) {
            return this;
        }
        if (end <= middle) {
            return left.slice(start, end);
        }
        if (start >= middle) {
            return right.slice(start - middle, end - middle);
        }
        return join(left.slice(start, middle), right.slice(0, end - middle));
    }

    @Override
    void copy(int start, int end, char[] target, int offset) {
        if (start < middle) {
            left.copy(start, Math.min(end, middle), target, offset);
        }
        if (end > middle) {
            int skipped = Math.max(start, middle);
            right.copy(skipped - middle, end - middle, target, offset + skipped - start);
        }
    }

    @Override
    char charAt(int index) {
        Node node = this;
        int rest = index;
        while (node instanceof Branch branch) {
            int way = branch.way(rest, rest + 1);
            rest -= branch.startOf(way);
            node = branch.below(way);
        }
        return node.charAt(rest);
    }

    @Override
    int codePointsBefore(int index) {
        if (codePoints == length) {
            return index;
        }
        return index < middle ? left.codePointsBefore(index) : left.codePoints + right.codePointsBefore(index - middle);
    }

    @Override
    int indexOfCodePoint(int codePoint) {
        if (codePoints == length) {
            return codePoint;
        }
        return codePoint < left.codePoints
                ? left.indexOfCodePoint(codePoint)
                : middle + right.indexOfCodePoint(codePoint - left.codePoints);
    }
}
