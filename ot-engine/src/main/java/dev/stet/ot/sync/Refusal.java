package dev.stet.ot.sync;

/** Why an authority refused an operation. */
public enum Refusal {
    /** The operation does not fit the document. Not to be sent again. */
    INVALID_OPERATION,
    /** The base revision lies in the future. Not to be sent again. */
    REVISION_AHEAD,
    /** The base revision is further back than the authority transforms. Catch up and send again. */
    BASE_TOO_OLD,
    /** The document would become too large. Not to be sent again. */
    DOCUMENT_TOO_LARGE,
    /** Storage does not take entries now. Send again later. */
    STORAGE_UNAVAILABLE
}
