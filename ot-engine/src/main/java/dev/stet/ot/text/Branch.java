package dev.stet.ot.text;

/** Two subtrees, neither of them empty, whose heights differ by at most one. Immutable. */
final class Branch extends Node {
    final Node left;
    final Node right;
    final int height;

    /** The length of the left subtree, kept here too: on the way to the right the left one is not even looked at. */
    final int middle;

    /** The caller keeps the lengths' sum within an {@code int}. */
    Branch(Node left, Node right) {
        super(left.length + right.length, left.codePoints + right.codePoints);
        this.left = left;
        this.right = right;
        this.height = 1 + Math.max(left.height(), right.height());
        this.middle = left.length;
    }

    /** The branch of {@code origin} with one of its subtrees replaced by another one of the same height. */
    private Branch(Branch origin, Node left, Node right, Node before, Node after) {
        super(origin.length + after.length - before.length, origin.codePoints + after.codePoints - before.codePoints);
        this.left = left;
        this.right = right;
        this.height = origin.height;
        this.middle = before == origin.left ? after.length : origin.middle;
    }

    @Override
    Node replace(int start, int end, String text, int from, int to) {
        if (end <= middle) {
            Node after = left.replace(start, end, text, from, to);
            return keepsShape(left, after) ? new Branch(this, after, right, left, after) : join(after, right);
        }
        if (start >= middle) {
            Node after = right.replace(start - middle, end - middle, text, from, to);
            return keepsShape(right, after) ? new Branch(this, left, after, right, after) : join(left, after);
        }
        Node head = left.replace(start, middle, text, from, to);
        return join(head, right.slice(end - middle, right.length));
    }

    @Override
    Node withLeaf(int start, Leaf leaf) {
        if (start < middle) {
            Node after = left.withLeaf(start, leaf);
            return keepsShape(left, after) ? new Branch(this, after, right, left, after) : join(after, right);
        }
        Node after = right.withLeaf(start - middle, leaf);
        return keepsShape(right, after) ? new Branch(this, left, after, right, after) : join(left, after);
    }

    /** Returns whether a subtree can take the place of another one without {@link #join}: two leaves might merge. */
    private boolean keepsShape(Node before, Node after) {
        return height > 1 && after.height() == before.height() && after.length > 0;
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
            if (rest < branch.middle) {
                node = branch.left;
            } else {
                rest -= branch.middle;
                node = branch.right;
            }
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
