package dev.stet.ot.sequence;

import java.util.List;
import java.util.function.Consumer;

/**
 * A subtree of a sequence: an AVL tree with a few elements in each leaf. The heights of two siblings differ by at most
 * one, and no leaf but that of an empty sequence is empty.
 *
 * <p>Every change is one {@link #join} of unchanged and changed subtrees, which keeps both rules.
 *
 * <p>Immutable.
 */
abstract sealed class Node<E> permits Branch, Leaf {
    /** Sum of the elements' lengths. */
    final int length;

    /** Sum of the elements' weights. */
    final long weight;

    Node(int length, long weight) {
        this.length = length;
        this.weight = weight;
    }

    /** Returns the number of branches on the longest way to a leaf: 0 for a leaf. */
    abstract int height();

    /** Returns this subtree with the positions from {@code from} to {@code to} replaced; they are in range. */
    abstract Node<E> replace(int from, int to, List<? extends E> inserted);

    /** Returns this subtree with the element at a position replaced by one of the same length. */
    abstract Node<E> set(int position, E element);

    /** Returns the positions from {@code from} to {@code to}, which are in range. */
    abstract Node<E> slice(int from, int to);

    /** Passes on the elements between two positions in order, cut at both. */
    abstract void forEach(int from, int to, Consumer<? super E> consumer);

    /** Returns a balanced tree with the content of both. Takes time in proportion to the difference of their heights. */
    static <E> Node<E> join(Node<E> left, Node<E> right) {
        if (left.length == 0) {
            return right;
        }
        if (right.length == 0) {
            return left;
        }
        int difference = left.height() - right.height();
        if (difference > 1) {
            Branch<E> taller = (Branch<E>) left;
            return balanced(taller.left, join(taller.right, right));
        }
        if (difference < -1) {
            Branch<E> taller = (Branch<E>) right;
            return balanced(join(left, taller.left), taller.right);
        }
        if (left instanceof Leaf<E> first && right instanceof Leaf<E> second && first.joins(second)) {
            return first.with(second);
        }
        return new Branch<>(left, right);
    }

    /** Returns the branch of two trees whose heights differ by at most two, rotated if they differ by two. */
    private static <E> Node<E> balanced(Node<E> left, Node<E> right) {
        int difference = left.height() - right.height();
        if (difference > 1) {
            Branch<E> high = (Branch<E>) left;
            if (high.left.height() >= high.right.height()) {
                return new Branch<>(high.left, new Branch<>(high.right, right));
            }
            Branch<E> middle = (Branch<E>) high.right;
            return new Branch<>(new Branch<>(high.left, middle.left), new Branch<>(middle.right, right));
        }
        if (difference < -1) {
            Branch<E> high = (Branch<E>) right;
            if (high.right.height() >= high.left.height()) {
                return new Branch<>(new Branch<>(left, high.left), high.right);
            }
            Branch<E> middle = (Branch<E>) high.left;
            return new Branch<>(new Branch<>(left, middle.left), new Branch<>(middle.right, high.right));
        }
        return new Branch<>(left, right);
    }
}
