package dev.stet.server.history;

import dev.stet.ot.OperationType;

/** Content that a document is to have. Thread-safe. */
@FunctionalInterface
public interface Wanted {
    /**
     * Returns the operation that leads from a document's content to this, encoded.
     *
     * @throws dev.stet.ot.InvalidOperationException if no document of the type can have this content
     */
    <S, O> Object changeFrom(OperationType<S, O> type, S before);
}
