package dev.stet.server.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.WebSocketConnection;

/**
 * The socket of a connection.
 *
 * <p><b>Reading.</b> The thread that finds a WebSocket readable reads it and takes the frame in: nothing that a frame sets off
 * blocks. To hand each frame to a thread of its own costs more than most frames: that thread is woken, and the selector is woken
 * again for the next read. Requests over HTTP may block, and have their threads.
 *
 * <p><b>Writing.</b> Two write: Jetty, whatever it has to say, and a WebSocket's session, whose frames are ready made ({@link #send}).
 * They take turns.
 *
 * <p>Threads: thread-safe; nothing blocks.
 */
final class EventLoopEndPoint extends SocketChannelEndPoint {
    private final WriteTurn turn = new WriteTurn();

    private Callback asked = Callback.NOOP;
    private Callback unblocked = Callback.NOOP;
    /** Whether Jetty has written something since the session last asked what that means for it. */
    private volatile boolean jettyWrote;

    EventLoopEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    @Override
    public void fillInterested(Callback callback) {
        super.fillInterested(getConnection() instanceof WebSocketConnection ? unblocked(callback) : callback);
    }

    /** Says of a callback that it does not block; a connection asks with the same one each time. */
    private Callback unblocked(Callback callback) {
        if (!asked.equals(callback)) {
            asked = callback;
            unblocked = Callback.from(InvocationType.NON_BLOCKING, callback::succeeded, callback::failed);
        }
        return unblocked;
    }

    @Override
    public void write(Callback callback, ByteBuffer... buffers) {
        jettyWrote = true;
        turn.take(() -> super.write(endingTurn(callback), buffers));
    }

    /**
     * Writes bytes that others may be sent, too: usually with one call of the system, on this thread.
     *
     * @param stillWanted asked when it is their turn, if Jetty has written since; if they are not, nothing is written, and
     *     nobody is told
     * @param whole told when all of it is written, if that is later, by the thread that finds that the socket takes more; and
     *     told if it cannot be written. It must not block
     * @return whether all of it is written: then nobody is told
     */
    boolean send(byte[] bytes, BooleanSupplier stillWanted, Callback whole) {
        if (turn.takeIfFree()) {
            return writeInTurn(bytes, stillWanted, whole);
        }
        turn.take(() -> {
            if (writeInTurn(bytes, stillWanted, whole)) {
                whole.succeeded();
            }
        });
        return false;
    }

    private boolean writeInTurn(byte[] bytes, BooleanSupplier stillWanted, Callback whole) {
        if (jettyWrote && !isWanted(stillWanted)) {
            turn.done();
            return false;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            getChannel().write(buffer);
        } catch (IOException e) {
            turn.done();
            whole.failed(e);
            return false;
        }
        notIdle();
        if (buffer.hasRemaining()) {
            super.write(endingTurn(whole), buffer);
            return false;
        }
        turn.done();
        return true;
    }

    /** Asks whether bytes are wanted after what Jetty wrote; what it writes from now on is asked about again. */
    private boolean isWanted(BooleanSupplier stillWanted) {
        jettyWrote = false;
        boolean wanted = stillWanted.getAsBoolean();
        if (!wanted) {
            jettyWrote = true;
        }
        return wanted;
    }

    private Callback endingTurn(Callback callback) {
        return Callback.from(
                callback.getInvocationType(),
                () -> {
                    turn.done();
                    callback.succeeded();
                },
                failure -> {
                    turn.done();
                    callback.failed(failure);
                });
    }
}
