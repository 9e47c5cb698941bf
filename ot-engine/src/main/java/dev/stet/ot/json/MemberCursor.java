package dev.stet.ot.json;

import java.util.ArrayDeque;
import java.util.Deque;

/** Walks over the members of a tree, in order. Confined to its owner's thread. */
final class MemberCursor {
    /** What is still to be walked over after the current leaf, nearest first. */
    private final Deque<Members> ahead = new ArrayDeque<>();

    private MemberLeaf leaf = MemberLeaf.EMPTY;
    private int at;

    MemberCursor(Members root) {
        ahead.push(root);
    }

    /** Returns whether there is a current member; opens the next leaf if need be. */
    boolean hasMember() {
        while (at == leaf.size && !ahead.isEmpty()) {
            Members node = ahead.pop();
            while (node instanceof MemberBranch branch) {
                ahead.push(branch.right);
                node = branch.left;
            }
            leaf = (MemberLeaf) node;
            at = 0;
        }
        return at < leaf.size;
    }

    String key() {
        return leaf.key(at);
    }

    JsonValue value() {
        return leaf.value(at);
    }

    void step() {
        at++;
    }

    /** Steps over what both trees share and begins at the current place of both. */
    static void skipShared(MemberCursor one, MemberCursor other) {
        while (one.isBetweenNodes() && other.isBetweenNodes()) {
            Members mine = one.ahead.element();
            Members theirs = other.ahead.element();
            if (mine == theirs) {
                one.ahead.pop();
                other.ahead.pop();
            } else if (mine instanceof MemberBranch branch && mine.height() >= theirs.height()) {
                one.divide(branch);
            } else if (theirs instanceof MemberBranch branch) {
                other.divide(branch);
            } else {
                return;
            }
        }
    }

    private boolean isBetweenNodes() {
        return at == leaf.size && !ahead.isEmpty();
    }

    private void divide(MemberBranch branch) {
        ahead.pop();
        ahead.push(branch.right);
        ahead.push(branch.left);
    }
}
