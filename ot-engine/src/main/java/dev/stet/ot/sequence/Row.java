package dev.stet.ot.sequence;

import java.util.Arrays;

/** Elements on their way into a leaf. Confined to its owner's thread. */
final class Row<E> {
    private final Elements<E> kind;
    private E[] elements;
    private int count;

    @SuppressWarnings(
            "unchecked") // nothing but elements gets in, and the array stays among classes that are generic in E
    Row(Elements<E> kind, int capacity) {
        this.kind = kind;
        this.elements = (E[]) new Object[capacity];
    }

    /** Adds an element, merged into the one before it if the two merge. */
    void add(E element) {
        if (count > 0 && kind.merges(elements[count - 1], element)) {
            elements[count - 1] = kind.merge(elements[count - 1], element);
        } else {
            append(element);
        }
    }

    /** Adds an element as it is. */
    void append(E element) {
        if (count == elements.length) {
            elements = Arrays.copyOf(elements, 2 * count + 1);
        }
        elements[count++] = element;
    }

    /** Adds neighbours that are as merged as they get. There must be room. */
    void addAll(E[] source, int from, int to) {
        System.arraycopy(source, from, elements, count, to - from);
        count += to - from;
    }

    /** Returns the elements; this row must not be used any more. */
    E[] toArray() {
        return count == elements.length ? elements : Arrays.copyOf(elements, count);
    }
}
