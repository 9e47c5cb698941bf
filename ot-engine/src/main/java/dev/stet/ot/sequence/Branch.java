package dev.stet.ot.sequence;

import java.util.List;
import java.util.function.Consumer;

/**
 * Two subtrees, neither of them empty, whose heights differ by at most one. Immutable.
 *
 * <p>In a large document most of the way down is in no cache of the processor. So nothing is looked at that lies beside it,
 * where that can be.
 */
final class Branch<E> extends Node<E> {
    final Node<E> left;
    final Node<E> right;

    /** The length of the left subtree. */
    final int middle;

    private final int height;

    /** The caller keeps the lengths' sum within an {@code int}. */
    Branch(Node<E> left, Node<E> right) {
        super(left.length + right.length, left.weight + right.weight);
        this.left = left;
        this.right = right;
        this.middle = left.length;
        this.height = 1 + Math.max(left.height(), right.height());
    }

    /** A branch of the height of another one, whose lengths and weight are known. */
    private Branch(Branch<E> origin, Node<E> left, Node<E> right, int middle, int length, long weight) {
        super(length, weight);
        this.left = left;
        this.right = right;
        this.middle = middle;
        this.height = origin.height;
    }

    @Override
    int height() {
        return height;
    }

    @Override
    Node<E> replace(int from, int to, List<? extends E> inserted) {
        if (to <= middle) {
            return withLeft(left.replace(from, to, inserted));
        }
        if (from >= middle) {
            return withRight(right.replace(from - middle, to - middle, inserted));
        }
        return join(left.replace(from, middle, inserted), right.slice(to - middle, right.length));
    }

    @Override
    Node<E> set(int position, E element) {
        return position < middle
                ? replacingLeft(left.set(position, element))
                : replacingRight(right.set(position - middle, element));
    }

    private Node<E> withLeft(Node<E> after) {
        return takesPlace(after, left) ? replacingLeft(after) : join(after, right);
    }

    private Node<E> withRight(Node<E> after) {
        return takesPlace(after, right) ? replacingRight(after) : join(left, after);
    }

    /** Returns whether a subtree can take the place of another one as it is; leaves may have to become one with the next. */
    private static boolean takesPlace(Node<?> after, Node<?> before) {
        return after instanceof Branch<?> && after.height() == before.height();
    }

    private Branch<E> replacingLeft(Node<E> after) {
        int grown = length - middle + after.length;
        return new Branch<>(this, after, right, after.length, grown, weight - left.weight + after.weight);
    }

    private Branch<E> replacingRight(Node<E> after) {
        return new Branch<>(this, left, after, middle, middle + after.length, weight - right.weight + after.weight);
    }

    @Override
    Node<E> slice(int from, int to) {
        if (from == 0 && to == length) {
            return this;
        }
        if (to <= middle) {
            return left.slice(from, to);
        }
        if (from >= middle) {
            return right.slice(from - middle, to - middle);
        }
        return join(left.slice(from, middle), right.slice(0, to - middle));
    }

    @Override
    void forEach(int from, int to, Consumer<? super E> consumer) {
        if (from < middle) {
            left.forEach(from, Math.min(to, middle), consumer);
        }
        if (to > middle) {
            right.forEach(Math.max(from, middle) - middle, to - middle, consumer);
        }
    }
}
