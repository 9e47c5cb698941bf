package dev.stet.server.history;

/** What was asked of a document cannot be told, or cannot be done. The message may be shown to whoever asked. */
public final class HistoryException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** There is no such document. */
        NOT_FOUND,
        /** The document is deleted. */
        DELETED,
        /** There is a document of this name already, perhaps a deleted one. */
        EXISTS,
        /** There is no such document type. */
        UNKNOWN_TYPE,
        /** The revision lies in the future. */
        NO_SUCH_REVISION,
        /** The revision was squashed into others: only the end of its slice is left. */
        REVISION_SQUASHED,
        /** No revision has this name. */
        NO_SUCH_VERSION,
        /** Another revision has this name. */
        VERSION_EXISTS,
        /** More of the log would have to be looked at than is taken at once. */
        HISTORY_TOO_LONG,
        /** Others are reading, and it took too long. */
        OVERLOADED,
        /** Storage did not answer in time; an edit may have been applied or not. */
        UNANSWERED
    }

    private final Reason reason;

    HistoryException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }
}
