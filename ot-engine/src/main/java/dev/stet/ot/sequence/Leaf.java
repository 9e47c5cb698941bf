package dev.stet.ot.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A few elements, at most {@value #MOST}. Immutable. */
final class Leaf<E> extends Node<E> {
    /** The most elements of a leaf. A change copies one leaf; a leaf with its branch costs some 80 bytes besides them. */
    static final int MOST = 32;

    /** Neighbours of no more than this become one; less than the most, so that a split is not at once undone. */
    static final int JOINED = 24;

    /** How many elements a leaf gets when many are cut up: room is left for more. */
    static final int FRESH = 28;

    private final Elements<E> kind;

    private final E[] elements;

    private Leaf(Elements<E> kind, E[] elements, int length, long weight) {
        super(length, weight);
        this.kind = kind;
        this.elements = elements;
    }

    /** Returns the leaf without elements. */
    static <E> Leaf<E> empty(Elements<E> kind) {
        return leaf(kind, new Row<>(kind, 0).toArray());
    }

    /** Returns the balanced tree of the elements from {@code from} to {@code to}. */
    static <E> Node<E> tree(Elements<E> kind, E[] elements, int from, int to) {
        int count = to - from;
        if (count <= FRESH || (count <= MOST && count == elements.length)) {
            return leaf(kind, from == 0 && to == elements.length ? elements : Arrays.copyOfRange(elements, from, to));
        }
        int leaves = (count + FRESH - 1) / FRESH;
        int middle = from + (int) ((long) count * (leaves / 2) / leaves);
        return join(tree(kind, elements, from, middle), tree(kind, elements, middle, to));
    }

    /** Keeps the array. */
    private static <E> Leaf<E> leaf(Elements<E> kind, E[] elements) {
        int length = 0;
        long weight = 0;
        for (E element : elements) {
            length += kind.length(element);
            weight += kind.weight(element);
        }
        return new Leaf<>(kind, elements, length, weight);
    }

    @Override
    int height() {
        return 0;
    }

    boolean joins(Leaf<E> next) {
        return elements.length + next.elements.length <= JOINED;
    }

    /** Returns the leaf of these elements and the next ones; the two that meet are merged if they merge. */
    Leaf<E> with(Leaf<E> next) {
        Row<E> row = new Row<>(kind, elements.length + next.elements.length);
        row.addAll(elements, 0, elements.length);
        row.add(next.elements[0]);
        row.addAll(next.elements, 1, next.elements.length);
        return leaf(kind, row.toArray());
    }

    @Override
    Node<E> replace(int from, int to, List<? extends E> inserted) {
        Row<E> row = new Row<>(kind, elements.length + inserted.size() + 2);
        int first = 0;
        int at = 0;
        for (; first < elements.length; first++) {
            int end = at + lengthOf(first);
            if (end > from) {
                break;
            }
            at = end;
        }
        row.addAll(elements, 0, first);
        if (from > at) {
            row.add(kind.slice(get(first), 0, from - at));
        }
        inserted.forEach(row::add);
        int last = first;
        while (last < elements.length && at + lengthOf(last) <= to) {
            at += lengthOf(last++);
        }
        if (last < elements.length) {
            row.add(to > at ? kind.slice(get(last), to - at, lengthOf(last)) : get(last));
            row.addAll(elements, last + 1, elements.length);
        }
        E[] changed = row.toArray();
        return tree(kind, changed, 0, changed.length);
    }

    @Override
    Node<E> set(int position, E element) {
        int index = 0;
        int start = 0;
        while (position >= start + lengthOf(index)) {
            start += lengthOf(index++);
        }
        if (kind.length(element) != lengthOf(index)) {
            throw new IllegalArgumentException("an element must be as long as the one it replaces, length="
                    + kind.length(element) + " replaced=" + lengthOf(index));
        }
        E[] changed = elements.clone();
        changed[index] = element;
        return new Leaf<>(kind, changed, length, weight - kind.weight(get(index)) + kind.weight(element));
    }

    @Override
    Node<E> slice(int from, int to) {
        if (from == 0 && to == length) {
            return this;
        }
        Row<E> row = new Row<>(kind, elements.length);
        forEach(from, to, row::append);
        return leaf(kind, row.toArray());
    }

    @Override
    void forEach(int from, int to, Consumer<? super E> consumer) {
        int at = 0;
        for (int i = 0; i < elements.length && at < to; i++) {
            int size = lengthOf(i);
            int start = Math.max(from - at, 0);
            int end = Math.min(to - at, size);
            if (start < end) {
                consumer.accept(start == 0 && end == size ? get(i) : kind.slice(get(i), start, end));
            }
            at += size;
        }
    }

    int count() {
        return elements.length;
    }

    E get(int index) {
        return elements[index];
    }

    private int lengthOf(int index) {
        return kind.length(get(index));
    }
}
