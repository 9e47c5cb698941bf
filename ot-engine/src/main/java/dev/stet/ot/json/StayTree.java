package dev.stet.ot.json;

import dev.stet.ot.json.Stay.Sum;

/**
 * A list of stays, and a balanced tree over it: of each stay is known how many are before it, and which is at an index. How high a
 * stay is in the tree is left to something like chance.
 *
 * <p>Confined to its owner's thread.
 */
final class StayTree {
    final Stay none = new Stay();
    private Stay root = none;
    private int priority;

    Stay root() {
        return root;
    }

    /** Puts one behind another, or behind none at the beginning. */
    void insert(Stay previous, Stay stay) {
        Stay next = previous.behind;
        stay.before = previous;
        stay.behind = next;
        previous.behind = stay;
        next.before = stay;
        stay.left = none;
        stay.right = none;
        stay.priority = nextPriority();
        if (root.isNone()) {
            root = stay;
            stay.above = none;
        } else if (!previous.isNone() && previous.right.isNone()) {
            previous.right = stay;
            stay.above = previous;
        } else {
            next.left = stay;
            stay.above = next;
        }
        recount(stay);
        while (!stay.above.isNone() && stay.priority > stay.above.priority) {
            rotateUp(stay);
        }
    }

    /** Takes one out; it keeps its moments. */
    void remove(Stay stay) {
        stay.before.behind = stay.behind;
        stay.behind.before = stay.before;
        while (!stay.left.isNone() && !stay.right.isNone()) {
            rotateUp(stay.left.priority > stay.right.priority ? stay.left : stay.right);
        }
        Stay child = stay.left.isNone() ? stay.right : stay.left;
        Stay parent = stay.above;
        putBelow(parent, stay, child);
        recount(parent);
    }

    private void rotateUp(Stay child) {
        Stay parent = child.above;
        Stay above = parent.above;
        if (parent.left == child) {
            putBelow(parent, child, child.right);
            child.right = parent;
        } else {
            putBelow(parent, child, child.left);
            child.left = parent;
        }
        parent.above = child;
        child.above = above;
        if (above.isNone()) {
            root = child;
        } else if (above.left == parent) {
            above.left = child;
        } else {
            above.right = child;
        }
        parent.recount();
        child.recount();
    }

    /** Puts another one, or none, where a child is. */
    private void putBelow(Stay parent, Stay child, Stay other) {
        if (parent.isNone()) {
            root = other;
        } else if (parent.left == child) {
            parent.left = other;
        } else {
            parent.right = other;
        }
        if (!other.isNone()) {
            other.above = parent;
        }
    }

    /** Counts a stay anew, and all above it. */
    void recount(Stay stay) {
        for (Stay node = stay; !node.isNone(); node = node.above) {
            node.recount();
        }
    }

    /** Returns how many there are before. */
    int index(Sum sum, Stay stay) {
        int index = stay.left.sum(sum);
        for (Stay node = stay; !node.above.isNone(); node = node.above) {
            if (node.above.right == node) {
                index += node.above.sum(sum) - node.sum(sum);
            }
        }
        return index;
    }

    /** Returns the one at an index, or behind whose beginning it is; none behind the end. */
    Stay at(Sum sum, int index) {
        Stay node = root;
        int rest = index;
        while (!node.isNone()) {
            int lefts = node.left.sum(sum);
            int own = node.sum(sum) - lefts - node.right.sum(sum);
            if (rest < lefts) {
                node = node.left;
            } else if (rest < lefts + own) {
                return node;
            } else {
                rest -= lefts + own;
                node = node.right;
            }
        }
        return none;
    }

    private int nextPriority() {
        priority += 0x9E3779B9;
        int mixed = (priority ^ (priority >>> 16)) * 0x85EBCA6B;
        mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
        return mixed ^ (mixed >>> 16);
    }
}
