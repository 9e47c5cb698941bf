package dev.stet.ot.sync.simulation;

import dev.stet.ot.OperationType;
import dev.stet.ot.Selection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A type of document, and what a simulation has to know of it: how people edit such documents, and how to tell that
 * nothing they put in was lost. Immutable.
 */
interface SimulatedType<S, O> {
    /**
     * An edit that takes nothing away.
     *
     * @param added what it puts in, in the terms of {@link #content}
     */
    record Addition<O>(O operation, List<?> added) {}

    OperationType<S, O> type();

    /** Returns the document that every session begins with, at revision 0. */
    default S beginning() {
        return type().empty();
    }

    /** Returns an edit of any kind. */
    O edit(S document, SplittableRandom random);

    /** Returns an edit that takes nothing away, in a session in which nobody ever does. */
    Addition<O> addition(S document, SplittableRandom random);

    /**
     * Returns all that was ever put into a document from which nothing was taken away, in any order: the content of
     * {@link #beginning} not counted.
     */
    List<?> content(S document);

    /** Returns a place in the document; nothing if the type knows no selections. */
    Optional<Selection> selection(S document, SplittableRandom random);
}
