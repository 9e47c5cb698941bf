package dev.stet.server.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicReference;
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
 * Either has one write under way at a time; whoever comes while the other is at it has its turn next.
 *
 * <pre>
 *             take                     take
 *   free ────────────▶ taken ────────────────▶ taken, and one waits
 *    ▲                  │ ▲                        │
 *    └──────done────────┘ └──────done, its turn────┘
 * </pre>
 *
 * <p>Threads: thread-safe; nothing blocks.
 */
final class EventLoopEndPoint extends SocketChannelEndPoint {
    private final AtomicReference<Turn> turn = new AtomicReference<>(Held.FREE);

    private Callback asked = Callback.NOOP;
    private Callback unblocked = Callback.NOOP;

    /** Whose turn it is to write. */
    private sealed interface Turn {}

    private enum Held implements Turn {
        FREE,
        TAKEN
    }

    /** Somebody writes, and the other one waits. */
    private record Next(Runnable write) implements Turn {}

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
        take(() -> super.write(endingTurn(callback), buffers));
    }

    /**
     * Writes bytes that others may be sent, too: usually with one call of the system, on this thread.
     *
     * @param whole told when all of it is written, on this thread or, if the socket does not take it at once, by the one that
     *     finds that it takes more; it must not block
     */
    void send(byte[] bytes, Callback whole) {
        take(() -> writeNow(ByteBuffer.wrap(bytes), whole));
    }

    private void writeNow(ByteBuffer buffer, Callback whole) {
        try {
            getChannel().write(buffer);
        } catch (IOException e) {
            done();
            whole.failed(e);
            return;
        }
        notIdle();
        if (buffer.hasRemaining()) {
            super.write(endingTurn(whole), buffer);
        } else {
            done();
            whole.succeeded();
        }
    }

    private Callback endingTurn(Callback callback) {
        return Callback.from(
                callback.getInvocationType(),
                () -> {
                    done();
                    callback.succeeded();
                },
                failure -> {
                    done();
                    callback.failed(failure);
                });
    }

    private void take(Runnable write) {
        while (true) {
            if (turn.compareAndSet(Held.FREE, Held.TAKEN)) {
                write.run();
                return;
            }
            if (turn.compareAndSet(Held.TAKEN, new Next(write))) {
                return;
            }
        }
    }

    private void done() {
        if (!turn.compareAndSet(Held.TAKEN, Held.FREE) && turn.getAndSet(Held.TAKEN) instanceof Next(Runnable write)) {
            write.run();
        }
    }
}
