package dev.stet.server.session;

import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A frame as it leaves: one or more messages, encoded. Every connection that it is sent over sends the same bytes, and where
 * they are deflated, that is done once for all of them.
 *
 * <p>Threads: thread-safe; whoever asks for the deflated bytes while they are made waits for them.
 */
public final class OutgoingFrame {
    private final byte[] bytes;
    private final OptionalLong revision;
    private byte @Nullable [] deflated;

    /**
     * @param bytes the frame's; nobody changes them any more
     * @param revision the one that the client is at when it has handled the frame, if that tells it so: of the document that
     *     it is about
     */
    public OutgoingFrame(byte[] bytes, OptionalLong revision) {
        this.bytes = bytes;
        this.revision = revision;
    }

    /** Returns the revision that the client is at when it has handled the frame, if the frame says which. */
    public OptionalLong revision() {
        return revision;
    }

    /** Returns the bytes. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the bytes as they are after this, which is done the first time that it is asked for. */
    public synchronized byte[] deflated(UnaryOperator<byte[]> deflate) {
        byte[] known = deflated;
        if (known == null) {
            known = deflate.apply(bytes);
            deflated = known;
        }
        return known;
    }
}
