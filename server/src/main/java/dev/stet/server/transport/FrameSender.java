package dev.stet.server.transport;

import dev.stet.server.session.OutgoingFrame;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;

/**
 * Sends a session's frames down a WebSocket.
 *
 * <pre>
 *              ┌─ short, and the socket is ours ──▶ with its header, as all readers are sent it ──▶ socket
 *   frame ─────┤
 *              └─ long, or over TLS or HTTP/2 ──▶ Jetty: parts, encrypts
 * </pre>
 *
 * <p>What a frame is on the wire is made once, however many are sent it. A reader then costs a call of the system; through Jetty it
 * costs as much again and ten objects, for parting, queueing, gathering and timing what none of these frames needs.
 *
 * <p>Threads: thread-safe; one frame is sent at a time.
 */
final class FrameSender {
    /** What is longer is sent by Jetty: the longer a frame is, the less it matters, and the more a copy with a header costs. */
    static final int MAX_SHORT_BYTES = 64 * 1024;

    private final CoreSession socket;
    private final @Nullable EventLoopEndPoint direct;
    private final byte opCode;
    private final Optional<Deflation> deflation;
    private final long maxFrameBytes;
    private final Consumer<Throwable> failed;
    /** What the socket is given with each frame that is written past Jetty. */
    private final BooleanSupplier stillWanted;

    private final Callback whole = new WhenWhole();
    /** Told when the frame that is being written past Jetty is written. */
    private Runnable sent = () -> {};

    /** What a frame is after it was deflated, and after its header was put before it. */
    private enum Form {
        DEFLATED,
        FRAMED,
        DEFLATED_AND_FRAMED
    }

    /**
     * @param deflation if it was agreed that messages may be deflated
     * @param maxFrameBytes what is longer is parted
     * @param failed told if a frame cannot be sent
     */
    FrameSender(
            CoreSession socket,
            boolean binary,
            Optional<Deflation> deflation,
            long maxFrameBytes,
            Consumer<Throwable> failed) {
        this.socket = socket;
        this.direct = socket instanceof WebSocketCoreSession core
                        && core.getConnection().getEndPoint() instanceof EventLoopEndPoint own
                ? own
                : null;
        this.opCode = binary ? OpCode.BINARY : OpCode.TEXT;
        this.deflation = deflation;
        this.maxFrameBytes = maxFrameBytes;
        this.failed = failed;
        // Jetty's output is not open any more from when it has a close frame to write: nothing may follow that
        this.stillWanted = socket::isOutputOpen;
    }

    /**
     * Sends a frame.
     *
     * @param sent told when the next frame can be sent, if that is later; never told if the connection is lost
     * @return whether it can already: then nobody is told
     */
    boolean send(OutgoingFrame frame, Runnable sent) {
        byte[] bytes = frame.bytes();
        boolean deflated = false;
        if (deflation.isPresent() && deflation.get().pays(bytes)) {
            byte[] shorter = frame.in(Form.DEFLATED, deflation.get()::deflate);
            // Jetty parts longer ones, and forgets to mark them
            deflated = shorter.length <= maxFrameBytes;
            bytes = deflated ? shorter : bytes;
        }
        if (direct != null && bytes.length <= Math.min(maxFrameBytes, MAX_SHORT_BYTES)) {
            return sendDirectly(direct, frame, bytes, deflated, sent);
        }
        socket.sendFrame(
                new Frame(opCode, ByteBuffer.wrap(bytes)).setRsv1(deflated), Callback.from(sent, failed), false);
        return false;
    }

    private boolean sendDirectly(
            EventLoopEndPoint endPoint, OutgoingFrame frame, byte[] payload, boolean deflated, Runnable sent) {
        this.sent = sent;
        byte[] framed = frame.in(
                deflated ? Form.DEFLATED_AND_FRAMED : Form.FRAMED, any -> WholeFrame.of(opCode, deflated, payload));
        return endPoint.send(framed, stillWanted, whole);
    }

    /** What becomes of a frame that the socket does not take at once. */
    private final class WhenWhole implements Callback {
        @Override
        public void succeeded() {
            sent.run();
        }

        @Override
        public void failed(Throwable failure) {
            failed.accept(failure);
            if (direct != null) {
                direct.close(failure);
            }
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
