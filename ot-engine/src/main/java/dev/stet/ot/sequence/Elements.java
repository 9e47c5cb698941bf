package dev.stet.ot.sequence;

/**
 * What a {@link Sequence} must know of its elements: how long they are, and how they are cut and merged. Functions of
 * their arguments alone.
 *
 * @param <E> elements: immutable, with a meaningful {@code equals}
 */
public interface Elements<E> {
    /** Returns how many positions an element takes up: 1 or more. */
    int length(E element);

    /** Returns what an element counts for in {@link Sequence#weight}; its length, unless it says otherwise. */
    default long weight(E element) {
        return length(element);
    }

    /**
     * Returns part of an element that is longer than 1.
     *
     * @param from 0 or more
     * @param to more than {@code from}, at most the length, and not both are the ends
     */
    E slice(E element, int from, int to);

    /** Returns whether two neighbours are to be one element. */
    default boolean merges(E left, E right) {
        return false;
    }

    /** Returns the element of two neighbours that are to be one: as long as both. */
    default E merge(E left, E right) {
        throw new UnsupportedOperationException("these elements do not merge");
    }
}
