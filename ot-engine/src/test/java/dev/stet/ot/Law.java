package dev.stet.ot;

/** A law of {@link OperationType}, as {@link OperationTypeLaws} checks it. */
public enum Law {
    /** Applying gives what plain code, knowing nothing of operations, gives. */
    APPLICATION,
    /** The operation that changes nothing changes nothing: no document, no operation transformed or composed with it. */
    IDENTITY,
    /** TP1, with either operation on the left. */
    CONVERGENCE,
    /** Rebasing over a run of operations gives what transforming over one after the other gives. */
    REBASING,
    /** Applying a composition is applying one operation after the other. */
    COMPOSITION,
    /** However three operations are composed, the effect is the same. */
    ASSOCIATIVITY,
    /** An operation and its inverse leave the document as it was. */
    INVERSION,
    /** Every operation that a function returns is canonical: reading its encoded form gives an equal one. */
    CANONICAL_FORM,
    /** Operations and snapshots survive being written as JSON text and read again. */
    ROUND_TRIP,
    /** A selection goes where a marker character goes that stands in its place. */
    SELECTION,
    /** Applying the difference of two snapshots to the one gives the other. */
    DIFFERENCE,
    /** No function changes its arguments. */
    PURITY
}
