package dev.stet.server.session;

import dev.stet.server.protocol.CloseCode;
import dev.stet.server.protocol.MessageCodec;

/**
 * A connection as its session sees it. One frame is sent at a time, and one is received at a time: the next comes only
 * after it was {@linkplain #demand demanded}.
 *
 * <p>Threads: thread-safe; nothing blocks.
 */
public interface Connection {

    /** Returns how messages look in its frames. */
    MessageCodec codec();

    /**
     * Sends a frame.
     *
     * @param sent told when the connection can take the next frame, if that is later; never told if the connection is lost
     * @return whether it can already: then nobody is told
     */
    boolean send(OutgoingFrame frame, Runnable sent);

    /** Returns whether the connection is for one document, and at its end when that is closed. */
    boolean isForOneDocument();

    /** Returns the address that the connection comes from. */
    String remote();

    /** Asks the other side to show that it is there; it does so by itself, whatever its program is doing. */
    void ping();

    /** Asks for the next frame from the client. */
    void demand();

    /** Closes the connection, after what was sent. */
    void close(CloseCode code);
}
