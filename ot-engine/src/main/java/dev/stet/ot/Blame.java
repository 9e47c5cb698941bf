package dev.stet.ot;

import java.util.List;

/**
 * At which revision each part of a document was written. It is made of a snapshot, whose parts are all laid to one
 * revision, and goes along with the operations after it.
 *
 * <p>To insert or to set is to write. To delete, to move and to format is not: what stays is as it was written, and by
 * whom.
 *
 * <p>Immutable, however many operations it went along with.
 *
 * @param <O> operations
 */
public interface Blame<O> {
    /**
     * A part of a document and the revision it was written at.
     *
     * @param path the way from the root to a value, as in {@link Selection}; empty for types that are one sequence
     * @param from where the part begins inside that value, in units of the type
     * @param to where it ends; equal to {@code from} if it is the value itself, which has no inside: a number, or a list
     *     apart from its elements
     * @param revision the revision it was written at
     */
    record Span(List<Object> path, int from, int to, long revision) {
        public Span {
            path = List.copyOf(path);
        }

        /** A part of a document that is one sequence. */
        public static Span of(int from, int to, long revision) {
            return new Span(List.of(), from, to, revision);
        }
    }

    /**
     * Returns this after an operation: what it writes is laid to the revision.
     *
     * @param operation valid for the document that this is about
     * @throws InvalidOperationException if it is not, where that can be noticed
     */
    Blame<O> after(O operation, long revision);

    /**
     * Returns all parts, in the order of the document. In a document that is one sequence they cover all of it without
     * gaps, and no two neighbours are of one revision.
     */
    List<Span> spans();
}
