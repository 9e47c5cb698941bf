package dev.stet.server.session;

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
    private byte @Nullable [] deflated;

    /** @param bytes the frame's; nobody changes them any more */
    public OutgoingFrame(byte[] bytes) {
        this.bytes = bytes;
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
