package dev.stet.ot;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes up documents and edits of one type for {@link OperationTypeLaws}. All randomness comes from the argument: the
 * same random numbers give the same values.
 *
 * @param <S> snapshots
 * @param <O> operations
 */
public interface DocumentGenerator<S, O> {
    /**
     * An operation, and the document it leads to.
     *
     * @param expected made with plain code, without the type under test
     */
    record Edit<S, O>(O operation, S expected) {}

    /** Returns a document of at most about {@code size} units; often empty, often small. */
    S snapshot(int size, RandomGenerator random);

    /** Returns an edit of the document that touches at most about {@code size} places. */
    Edit<S, O> edit(S snapshot, int size, RandomGenerator random);

    /** Returns how to mark a place in a document; nothing if the type knows no selections. */
    default Optional<Marker<S, O>> marker() {
        return Optional.empty();
    }

    /** A character that stands for a caret. */
    interface Marker<S, O> {
        /** Returns a place in the document. */
        Selection caret(S snapshot, RandomGenerator random);

        /** Returns the operation that puts the marker at the caret; the documents generated never hold a marker. */
        O put(S snapshot, Selection caret);

        /** Returns the side on which the marker stays in front of a concurrent insert at its place. */
        Side side();

        /** Returns where the marker is; nothing if it is gone. */
        Optional<Selection> find(S snapshot);
    }
}
