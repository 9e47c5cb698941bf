package dev.stet.ot.sequence;

import java.util.ArrayDeque;
import java.util.Deque;

/** A way over the elements of a tree, in either direction. Confined to its owner's thread. */
final class Walk<E> {
    private final Elements<E> kind;
    private final boolean backward;

    /** What comes after {@link #leaf}, nearest first. */
    private final Deque<Node<E>> ahead = new ArrayDeque<>();

    private Leaf<E> leaf;

    /** How many elements of {@link #leaf} are behind. */
    private int walked;

    private Walk(Elements<E> kind, Node<E> root, boolean backward) {
        this.kind = kind;
        this.backward = backward;
        this.leaf = Leaf.empty(kind);
        if (root.length > 0) {
            ahead.push(root);
        }
    }

    static <E> Walk<E> forward(Elements<E> kind, Node<E> root) {
        return new Walk<>(kind, root, false);
    }

    static <E> Walk<E> backward(Elements<E> kind, Node<E> root) {
        return new Walk<>(kind, root, true);
    }

    boolean hasNext() {
        return walked < leaf.count() || !ahead.isEmpty();
    }

    /** Returns the next element, which must exist. */
    E next() {
        if (walked == leaf.count()) {
            while (ahead.element() instanceof Branch<E>) {
                open();
            }
            leaf = (Leaf<E>) ahead.pop();
            walked = 0;
        }
        int index = backward ? leaf.count() - 1 - walked : walked;
        walked++;
        return leaf.get(index);
    }

    /** Returns the length of the run of equal elements from here on. Nodes that both trees share cost nothing. */
    int matching(Walk<?> other) {
        int matched = 0;
        while (true) {
            matched += passShared(other);
            if (!hasNext() || !other.hasNext()) {
                return matched;
            }
            E mine = next();
            if (!mine.equals(other.next())) {
                return matched;
            }
            matched += kind.length(mine);
        }
    }

    /** Steps over the nodes that both walks have next, and returns their length. */
    private int passShared(Walk<?> other) {
        int passed = 0;
        while (isBetweenNodes() && other.isBetweenNodes()) {
            Node<E> mine = ahead.element();
            Node<?> theirs = other.ahead.element();
            if (mine == theirs) {
                passed += mine.length;
                ahead.pop();
                other.ahead.pop();
            } else if (mine instanceof Branch<E> && (mine.length >= theirs.length || theirs instanceof Leaf<?>)) {
                open();
            } else if (theirs instanceof Branch<?>) {
                other.open();
            } else {
                return passed;
            }
        }
        return passed;
    }

    private boolean isBetweenNodes() {
        return walked == leaf.count() && !ahead.isEmpty();
    }

    /** Replaces the next node, a branch, by its children. */
    private void open() {
        Branch<E> branch = (Branch<E>) ahead.pop();
        ahead.push(backward ? branch.left : branch.right);
        ahead.push(backward ? branch.right : branch.left);
    }
}
