package dev.stet.server.document;

import java.util.Optional;

/** A document could not be opened. The message may be shown to whoever asked. */
public final class OpenFailedException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** There is no such document, and it was not to be created. */
        NOT_FOUND,
        /** The document is deleted. */
        DELETED,
        /** There is no such document type. */
        UNKNOWN_TYPE,
        /** The document has another type. */
        TYPE_MISMATCH,
        /** It cannot be read now. */
        UNAVAILABLE,
        /** As many documents are open as may be. */
        TOO_MANY,
        /** The server shuts down. */
        CLOSING
    }

    private final Reason reason;

    OpenFailedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    OpenFailedException(String message, Throwable cause) {
        super(message, cause);
        this.reason = Reason.UNAVAILABLE;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }

    /** Finds one in a failure, or in what caused it. */
    public static Optional<OpenFailedException> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OpenFailedException found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
