package dev.stet.server.transport;

import dev.stet.server.document.Scheduler;
import dev.stet.server.protocol.CloseCode;
import dev.stet.server.session.Connection;
import dev.stet.server.session.Session;
import dev.stet.server.session.SessionRegistry;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket connection. Frames are taken from the socket one at a time, when the session demands them; frames to the
 * client are sent as the bytes the session gave, which other connections may be sending too.
 *
 * <p>Threads: Jetty calls the {@link FrameHandler} methods one after another; {@link Connection} may be used from any
 * thread.
 */
final class WebSocketConnection implements FrameHandler, Connection {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);

    /** How long a client may take to answer when it is told that the connection is closed. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    /** What a frame costs beside the bytes it holds: it is worked on, too. */
    private static final int FRAME_COST = 64;

    private final SessionRegistry sessions;
    private final Visitor visitor;
    private final long maxMessageBytes;
    private final Scheduler scheduler;

    private volatile @Nullable CoreSession socket;
    private volatile @Nullable Session session;
    private volatile boolean closing;
    /** How long the next frame is not demanded, since the last one was more than there may be, in milliseconds. */
    private volatile long pauseMs;
    /** The beginning of a message that comes in several frames. */
    private @Nullable ByteArrayOutputStream fragments;

    WebSocketConnection(SessionRegistry sessions, Visitor visitor, long maxMessageBytes, Scheduler scheduler) {
        this.sessions = sessions;
        this.visitor = visitor;
        this.maxMessageBytes = maxMessageBytes;
        this.scheduler = scheduler;
    }

    // ---- from Jetty ----

    @Override
    public void onOpen(CoreSession core, Callback callback) {
        socket = core;
        callback.succeeded();
        Session opened = sessions.open(visitor.client(), visitor.identity(), this);
        session = opened;
        // only now: from its first demand on, frames may come on another thread
        sessions.start(opened);
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        pauseMs = visitor.bytes().spend(FRAME_COST + frame.getPayloadLength());
        if (closing) {
            // only the client's close frame is still waited for, which Jetty answers
            callback.succeeded();
            demand();
            return;
        }
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.CONTINUATION -> {
                byte[] payload = BufferUtil.toArray(
                        Optional.ofNullable(frame.getPayload()).orElse(BufferUtil.EMPTY_BUFFER));
                callback.succeeded();
                part(payload, frame.isFin());
            }
            case OpCode.BINARY -> {
                callback.succeeded();
                close(CloseCode.UNSUPPORTED_DATA);
            }
            case OpCode.PING -> {
                Frame pong = new Frame(
                        OpCode.PONG,
                        BufferUtil.copy(Optional.ofNullable(frame.getPayload()).orElse(BufferUtil.EMPTY_BUFFER)));
                callback.succeeded();
                require().sendFrame(pong, Callback.from(this::demand, failure -> demand()), false);
            }
            case OpCode.PONG -> {
                callback.succeeded();
                if (fragments == null) { // who never ends a message says nothing
                    requireSession().heard();
                }
                demand();
            }
            case OpCode.CLOSE -> callback.succeeded();
            default -> {
                callback.succeeded();
                demand();
            }
        }
    }

    private void part(byte[] payload, boolean last) {
        ByteArrayOutputStream before = fragments;
        long length = (long) payload.length + (before == null ? 0 : before.size());
        if (length > maxMessageBytes) {
            close(CloseCode.TOO_BIG);
        } else if (last && before == null) {
            message(payload);
        } else {
            ByteArrayOutputStream all = before == null ? new ByteArrayOutputStream() : before;
            all.writeBytes(payload);
            fragments = last ? null : all;
            if (last) {
                message(all.toByteArray());
            } else {
                demand();
            }
        }
    }

    private void message(byte[] bytes) {
        if (!Utf8.isWellFormed(bytes)) {
            close(CloseCode.BAD_DATA);
        } else {
            requireSession().received(ByteBuffer.wrap(bytes));
        }
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        LOG.debug("connection failed, client={}", visitor.client(), cause);
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        callback.succeeded();
        Session open = session;
        if (open != null) {
            open.disconnected();
        }
        visitor.seat().free();
        visitor.bytes().giveBack();
    }

    // ---- from the session ----

    @Override
    public void send(byte[] frame, Runnable sent) {
        Callback callback = Callback.from(
                sent, failure -> LOG.debug("a frame could not be sent, client={}", visitor.client(), failure));
        require().sendFrame(new Frame(OpCode.TEXT, ByteBuffer.wrap(frame)), callback, false);
    }

    @Override
    public String remote() {
        return require().getRemoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
    }

    @Override
    public void ping() {
        require().sendFrame(new Frame(OpCode.PING), Callback.NOOP, false);
    }

    @Override
    public void demand() {
        long pause = pauseMs;
        if (pause == 0) {
            demandNow();
        } else {
            pauseMs = 0;
            scheduler.after(Duration.ofMillis(pause), this::demandNow);
        }
    }

    private void demandNow() {
        CoreSession open = require();
        if (open.isInputOpen()) {
            open.demand();
        }
    }

    @Override
    public void close(CloseCode code) {
        CoreSession open = require();
        closing = true;
        // a client that does not answer, or does not even read, is cut
        open.setIdleTimeout(CLOSE_TIMEOUT);
        open.close(code.code(), code.reason(), Callback.NOOP);
    }

    private CoreSession require() {
        return Objects.requireNonNull(socket, "the connection is not open yet");
    }

    private Session requireSession() {
        return Objects.requireNonNull(session, "the session has not demanded anything yet");
    }
}
