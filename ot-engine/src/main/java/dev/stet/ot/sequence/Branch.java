package dev.stet.ot.sequence;

import java.util.List;
import java.util.function.Consumer;

/** Two subtrees, neither of them empty, whose heights differ by at most one. Immutable. */
final class Branch<E> extends Node<E> {
    final Node<E> left;
    final Node<E> right;
    private final int height;

    /** The caller keeps the lengths' sum within an {@code int}. */
    Branch(Node<E> left, Node<E> right) {
        super(left.length + right.length, left.weight + right.weight);
        this.left = left;
        this.right = right;
        this.height = 1 + Math.max(left.height(), right.height());
    }

    /** A branch of the shape of another one, of which one side has another weight. */
    private Branch(Branch<E> shape, Node<E> left, Node<E> right, long weight) {
        super(shape.length, weight);
        this.left = left;
        this.right = right;
        this.height = shape.height;
    }

    @Override
    int height() {
        return height;
    }

    @Override
    Node<E> replace(int from, int to, List<? extends E> inserted) {
        int middle = left.length;
        if (to <= middle) {
            return join(left.replace(from, to, inserted), right);
        }
        if (from >= middle) {
            return join(left, right.replace(from - middle, to - middle, inserted));
        }
        return join(left.replace(from, middle, inserted), right.slice(to - middle, right.length));
    }

    /** Looks at nothing beside the way to the element: in a large document that would be what takes the time. */
    @Override
    Node<E> set(int position, E element) {
        if (position < left.length) {
            Node<E> changed = left.set(position, element);
            return new Branch<>(this, changed, right, weight - left.weight + changed.weight);
        }
        Node<E> changed = right.set(position - left.length, element);
        return new Branch<>(this, left, changed, weight - right.weight + changed.weight);
    }

    @Override
    Node<E> slice(int from, int to) {
        if (from == 0 && to == length) {
            return this;
        }
        int middle = left.length;
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
        int middle = left.length;
        if (from < middle) {
            left.forEach(from, Math.min(to, middle), consumer);
        }
        if (to > middle) {
            right.forEach(Math.max(from, middle) - middle, to - middle, consumer);
        }
    }
}
