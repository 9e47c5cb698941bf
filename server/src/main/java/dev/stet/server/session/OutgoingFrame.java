package dev.stet.server.session;

import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A frame as it leaves: one or more messages, encoded. Every connection that it is sent over sends the same bytes, and what else
 * has to be made of them, deflated ones or a header before them, is made once for all connections of a kind.
 *
 * <p>Threads: thread-safe; whoever asks for bytes while they are made waits for them.
 */
public final class OutgoingFrame {
    private final byte[] bytes;
    private final OptionalLong revision;
    private volatile @Nullable Made made;

    /** What the bytes became for one kind of connection. */
    private static final class Made {
        private final Enum<?> form;
        private final byte[] bytes;
        private final @Nullable Made before;

        Made(Enum<?> form, byte[] bytes, @Nullable Made before) {
            this.form = form;
            this.bytes = bytes;
            this.before = before;
        }
    }

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

    /**
     * Returns the bytes in another form, which are made the first time that they are asked for.
     *
     * @param form names what {@code make} makes of them
     */
    public byte[] in(Enum<?> form, UnaryOperator<byte[]> make) {
        byte[] known = known(form);
        return known == null ? make(form, make) : known;
    }

    private byte @Nullable [] known(Enum<?> form) {
        for (Made each = made; each != null; each = each.before) {
            if (each.form.equals(form)) {
                return each.bytes;
            }
        }
        return null;
    }

    private synchronized byte[] make(Enum<?> form, UnaryOperator<byte[]> make) {
        byte[] known = known(form);
        if (known == null) {
            known = make.apply(bytes);
            made = new Made(form, known, made);
        }
        return known;
    }
}
