package dev.stet.client;

import dev.stet.server.protocol.ServerMessage;

/**
 * Hears what happens to a document. Called on the client's thread, in order: it must not block, and may call the
 * document's methods that do not wait.
 */
public interface DocumentListener<S, O> {

    /**
     * Something changed what is shown that was not an edit of this client. Operations that came together are told as
     * one, unless {@link #hearsEveryRevision}.
     *
     * @param revision the newest revision that the client has after it
     * @param operation applies to what was shown before
     */
    default void changed(long revision, O operation) {}

    /**
     * Returns whether operations that came together are told one by one. After a long absence with many edits that takes
     * far longer.
     */
    default boolean hearsEveryRevision() {
        return false;
    }

    /** An operation is on its way for the first time; resending it is not told. */
    default void submitted(long sequence, O operation) {}

    /** An operation is in the log at this revision, and durable. */
    default void acknowledged(long sequence, long revision) {}

    /** An operation was refused for good, and has been taken back. */
    default void returned(O operation, ServerMessage.Failure why) {}

    /** The server said to wait with an operation, or with opening: it is sent again when the time has come. */
    default void delayed(ServerMessage.Failure why) {}

    /** The status is another one now. Told after every event, once. */
    default void statusChanged(DocumentStatus<S> status) {}
}
