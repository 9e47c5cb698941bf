package dev.stet.ot.text;

import java.util.ArrayDeque;
import java.util.Deque;

/** Walks over the leaves of a tree, in either direction. Confined to its owner's thread. */
final class LeafCursor {
    private final boolean backward;

    /** What is still to be walked over, nearest first. */
    private final Deque<Node> ahead = new ArrayDeque<>();

    private LeafCursor(Node root, boolean backward) {
        this.backward = backward;
        if (root.length > 0) {
            ahead.push(root);
        }
    }

    /** Returns a cursor from the beginning of the text to its end. */
    static LeafCursor forward(Node root) {
        return new LeafCursor(root, false);
    }

    /** Returns a cursor from the end of the text to its beginning. */
    static LeafCursor backward(Node root) {
        return new LeafCursor(root, true);
    }

    boolean hasNext() {
        return !ahead.isEmpty();
    }

    /** Returns the next leaf, which must exist. */
    Leaf next() {
        Node node = ahead.pop();
        while (node instanceof Branch branch) {
            int last = branch.count() - 1;
            for (int i = 0; i < last; i++) {
                ahead.push(branch.child(backward ? i : last - i));
            }
            node = branch.child(backward ? last : 0);
        }
        return (Leaf) node;
    }

    /** Returns how many units the two texts have in common from here on. Leaves that both trees share cost nothing. */
    int matching(LeafCursor other) {
        int matched = 0;
        Leaf mine = NarrowLeaf.EMPTY;
        Leaf theirs = NarrowLeaf.EMPTY;
        int at = 0;
        int otherAt = 0;
        while (true) {
            if (at == mine.length) {
                if (!hasNext()) {
                    return matched;
                }
                mine = next();
                at = 0;
            }
            if (otherAt == theirs.length) {
                if (!other.hasNext()) {
                    return matched;
                }
                theirs = other.next();
                otherAt = 0;
            }
            int most = Math.min(mine.length - at, theirs.length - otherAt);
            int equal = mine == theirs && at == otherAt ? most : equalUnits(mine, at, theirs, otherAt, most);
            matched += equal;
            if (equal < most) {
                return matched;
            }
            at += most;
            otherAt += most;
        }
    }

    private int equalUnits(Leaf mine, int at, Leaf theirs, int otherAt, int most) {
        int equal = 0;
        while (equal < most && unit(mine, at + equal) == unit(theirs, otherAt + equal)) {
            equal++;
        }
        return equal;
    }

    private char unit(Leaf leaf, int walked) {
        return leaf.charAt(backward ? leaf.length - 1 - walked : walked);
    }
}
