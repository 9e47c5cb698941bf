package dev.stet.client;

/**
 * Where a document stands at a client, at one moment. Immutable.
 *
 * @param revision the newest revision of the log that the client has
 * @param shown the document as its user sees it
 * @param unacknowledgedEdits edits of the user that the server has not acknowledged
 */
public record DocumentStatus<S>(Phase phase, long revision, S shown, int unacknowledgedEdits) {

    /** What a user would be told. */
    public enum Phase {
        /** The server has not answered yet. */
        OPENING,
        /** Everything is acknowledged. */
        SYNCHRONIZED,
        /** Edits are on their way. */
        SAVING,
        /** There is no connection; edits gather. */
        OFFLINE,
        /** Closed, by the program or because the server refused it for good. */
        CLOSED
    }
}
