package dev.stet.ot.sequence;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A list of elements that is cheap to change: every change makes a new sequence that shares all but a few nodes with the
 * old one. Elements have lengths, and a position counts the lengths before it: elements of length 1 make a list by
 * index, runs of text make a text. Replacing and looking up take time in proportion to the logarithm of the number of
 * elements.
 *
 * <p>Where a change brings two elements together that {@link Elements#merges}, they become one, unless they stand in
 * different nodes of the tree: merging keeps a sequence small, and is no promise.
 *
 * <p>Two sequences are equal if they have equal elements in the same order.
 *
 * <p>Immutable.
 *
 * @param <E> elements: immutable, never null
 */
public final class Sequence<E> implements Iterable<E> {
    private final Elements<E> kind;
    private final Node<E> root;

    private Sequence(Elements<E> kind, Node<E> root) {
        this.kind = kind;
        this.root = root;
    }

    /** Returns the sequence without elements. */
    public static <E> Sequence<E> empty(Elements<E> kind) {
        return new Sequence<>(kind, Leaf.empty(kind));
    }

    /**
     * Returns the sequence of these elements; neighbours that merge are merged.
     *
     * @throws ArithmeticException if they are together longer than {@link Integer#MAX_VALUE}
     */
    public static <E> Sequence<E> of(Elements<E> kind, List<? extends E> elements) {
        long length = 0;
        Row<E> row = new Row<>(kind, elements.size());
        for (E element : elements) {
            length = Math.addExact(length, kind.length(element));
            row.add(element);
        }
        Math.toIntExact(length);
        E[] merged = row.toArray();
        return new Sequence<>(kind, Leaf.tree(kind, merged, 0, merged.length));
    }

    /** Returns the sum of the elements' lengths. Constant time. */
    public int length() {
        return root.length;
    }

    /** Returns the sum of the elements' weights. Constant time. */
    public long weight() {
        return root.weight;
    }

    /** Returns whether there is no element. */
    public boolean isEmpty() {
        return root.length == 0;
    }

    /** Returns the element that takes up a position: of several that meet there, the one that begins. */
    public E elementAt(int position) {
        return find(position).element();
    }

    /** Returns where the element that takes up a position begins. */
    public int startOf(int position) {
        return find(position).start();
    }

    /** An element and where it begins. */
    public record Place<E>(E element, int start) {}

    /**
     * Returns the element that takes up a position, and where it begins.
     *
     * @param position 0 or more, less than {@link #length}
     */
    public Place<E> find(int position) {
        Objects.checkIndex(position, root.length);
        Node<E> node = root;
        int start = 0;
        while (node instanceof Branch<E> branch) {
            int middle = start + branch.middle;
            if (position < middle) {
                node = branch.left;
            } else {
                start = middle;
                node = branch.right;
            }
        }
        Leaf<E> leaf = (Leaf<E>) node;
        int index = 0;
        while (position >= start + kind.length(leaf.get(index))) {
            start += kind.length(leaf.get(index++));
        }
        return new Place<>(leaf.get(index), start);
    }

    /**
     * Returns the sum of the weights of the elements that end at a position or before it.
     *
     * @param position 0 or more, at most {@link #length}
     */
    public long weightBefore(int position) {
        Objects.checkIndex(position, root.length + 1L);
        Node<E> node = root;
        int start = 0;
        long weight = 0;
        while (node instanceof Branch<E> branch) {
            int middle = start + branch.middle;
            if (position < middle) {
                node = branch.left;
            } else {
                start = middle;
                weight += branch.left.weight;
                node = branch.right;
            }
        }
        Leaf<E> leaf = (Leaf<E>) node;
        for (int i = 0; i < leaf.count(); i++) {
            start += kind.length(leaf.get(i));
            if (start > position) {
                break;
            }
            weight += kind.weight(leaf.get(i));
        }
        return weight;
    }

    /**
     * Returns the sequence with everything between two positions replaced. Elements that lie across one of them are
     * cut.
     *
     * @throws IndexOutOfBoundsException if the range is not within the sequence
     * @throws ArithmeticException if the result would be longer than {@link Integer#MAX_VALUE}
     */
    public Sequence<E> replace(int from, int to, List<? extends E> inserted) {
        Objects.checkFromToIndex(from, to, root.length);
        if (inserted.isEmpty() && from == to) {
            return this;
        }
        long length = (long) root.length - (to - from);
        for (E element : inserted) {
            length = Math.addExact(length, kind.length(element));
        }
        Math.toIntExact(length);
        return new Sequence<>(kind, root.replace(from, to, inserted));
    }

    /**
     * Returns the sequence with the element that takes up a position replaced by one of the same length. It is not
     * merged with its neighbours.
     *
     * @throws IndexOutOfBoundsException if the position is not within the sequence
     * @throws IllegalArgumentException if the two have different lengths
     */
    public Sequence<E> set(int position, E element) {
        Objects.checkIndex(position, root.length);
        return new Sequence<>(kind, root.set(position, element));
    }

    /**
     * Returns the part between two positions, sharing its nodes. Elements that lie across one of them are cut.
     *
     * @throws IndexOutOfBoundsException if the range is not within the sequence
     */
    public Sequence<E> slice(int from, int to) {
        Objects.checkFromToIndex(from, to, root.length);
        if (from == 0 && to == root.length) {
            return this;
        }
        return from == to ? empty(kind) : new Sequence<>(kind, root.slice(from, to));
    }

    /**
     * Returns the sequence with another one at its end.
     *
     * @throws ArithmeticException if the result would be longer than {@link Integer#MAX_VALUE}
     */
    public Sequence<E> concat(Sequence<E> end) {
        Math.addExact(root.length, end.root.length);
        return new Sequence<>(kind, Node.join(root, end.root));
    }

    /**
     * Passes on the elements between two positions in order. Those that lie across one of them are cut.
     *
     * @throws IndexOutOfBoundsException if the range is not within the sequence
     */
    public void forEach(int from, int to, Consumer<? super E> consumer) {
        Objects.checkFromToIndex(from, to, root.length);
        root.forEach(from, to, consumer);
    }

    @Override
    public void forEach(Consumer<? super E> consumer) {
        root.forEach(0, root.length, consumer);
    }

    @Override
    public Iterator<E> iterator() {
        Walk<E> walk = forward();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return walk.hasNext();
            }

            @Override
            public E next() {
                if (!walk.hasNext()) {
                    throw new NoSuchElementException("the sequence has no more elements");
                }
                return walk.next();
            }
        };
    }

    /** Returns the length of the longest run of equal elements with which both begin. Nodes that both share cost nothing. */
    public int commonPrefix(Sequence<E> other) {
        return forward().matching(other.forward());
    }

    /** Returns the length of the longest run of equal elements with which both end. Nodes that both share cost nothing. */
    public int commonSuffix(Sequence<E> other) {
        return Walk.backward(kind, root).matching(Walk.backward(kind, other.root));
    }

    private Walk<E> forward() {
        return Walk.forward(kind, root);
    }

    /** Returns the tree, for tests of its shape. */
    Node<E> root() {
        return root;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Sequence<?> sequence
                && root.length == sequence.root.length
                && forward().matching(sequence.forward()) == root.length;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (E element : this) {
            hash = 31 * hash + element.hashCode();
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder elements = new StringBuilder("[");
        for (E element : this) {
            elements.append(elements.length() > 1 ? ", " : "").append(element);
        }
        return elements.append(']').toString();
    }
}
