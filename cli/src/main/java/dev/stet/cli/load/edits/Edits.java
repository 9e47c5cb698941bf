package dev.stet.cli.load.edits;

/**
 * What one writer does to a document, operation after operation. Never an operation that changes nothing: that would
 * not be sent, so nobody would acknowledge it.
 *
 * <p>Threads: confined to the writer's client's thread.
 */
public interface Edits<S, O> {

    /** Returns the writer's next operation on the document as it is shown to them. */
    O next(S shown);

    /** Hears of an operation by somebody else, made on what was shown before: the caret moves along. */
    default void others(O operation) {}
}
