package dev.stet.server.protocol;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * How messages look in frames: one subprotocol.
 *
 * <p>Threads: immutable.
 */
public interface MessageCodec {

    /** Returns the name of the subprotocol: {@code stet.v1.json}. */
    String subprotocol();

    /** Returns whether frames are binary; if not, they are text. Frames of the other kind are not taken. */
    boolean isBinary();

    /** Returns how many bytes of JSON one byte of a frame may become at the most. */
    int mostJsonBytesPerByte();

    /**
     * Reads the message in a frame from a client.
     *
     * @throws ProtocolException if it is not a message; with the answer
     */
    ClientMessage decode(ByteBuffer frame) throws ProtocolException;

    /** Returns the frame for messages to a client, to be handled in this order; not empty. */
    byte[] encode(List<? extends ServerMessage> messages);

    /** Returns the frame for a message to a server. */
    byte[] encode(ClientMessage message);

    /**
     * Reads the messages in a frame from a server; those of an unknown type are left out.
     *
     * @throws ProtocolException if the frame does not hold messages
     */
    List<ServerMessage> decodeServer(ByteBuffer frame) throws ProtocolException;
}
