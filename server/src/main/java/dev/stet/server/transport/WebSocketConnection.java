package dev.stet.server.transport;

import dev.stet.server.document.Scheduler;
import dev.stet.server.protocol.CloseCode;
import dev.stet.server.protocol.MessageCodec;
import dev.stet.server.session.Connection;
import dev.stet.server.session.OutgoingFrame;
import dev.stet.server.session.Session;
import dev.stet.server.session.SessionRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.DataFormatException;
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
 * client go through a {@link FrameSender}.
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
    private final MessageCodec codec;
    private final Optional<Deflation> deflation;
    private final long maxMessageBytes;
    private final Scheduler scheduler;

    private volatile @Nullable CoreSession socket;
    private volatile @Nullable FrameSender sender;
    private volatile @Nullable Session session;
    private volatile boolean closing;
    /** How long the next frame is not demanded, since the last one was more than there may be, in milliseconds. */
    private volatile long pauseMs;
    /** The beginning of a message that comes in several frames. */
    private @Nullable ByteArrayOutputStream fragments;
    /** Whether the message that is coming is deflated; its first frame says so. */
    private boolean deflated;

    /** @param deflation if it was agreed that messages may be deflated */
    WebSocketConnection(
            SessionRegistry sessions,
            Visitor visitor,
            MessageCodec codec,
            Optional<Deflation> deflation,
            long maxMessageBytes,
            Scheduler scheduler) {
        this.sessions = sessions;
        this.visitor = visitor;
        this.codec = codec;
        this.deflation = deflation;
        this.maxMessageBytes = maxMessageBytes;
        this.scheduler = scheduler;
    }

    // ---- from Jetty ----

    @Override
    public void onOpen(CoreSession core, Callback callback) {
        socket = core;
        sender = new FrameSender(
                core,
                codec.isBinary(),
                deflation,
                maxMessageBytes,
                failure -> LOG.debug("a frame could not be sent, client={}", visitor.client(), failure));
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
            case OpCode.TEXT, OpCode.BINARY, OpCode.CONTINUATION -> {
                if (frame.getOpCode() == (codec.isBinary() ? OpCode.TEXT : OpCode.BINARY)) {
                    callback.succeeded();
                    close(CloseCode.UNSUPPORTED_DATA);
                    return;
                }
                byte[] payload = BufferUtil.toArray(
                        Optional.ofNullable(frame.getPayload()).orElse(BufferUtil.EMPTY_BUFFER));
                callback.succeeded();
                if (frame.getOpCode() != OpCode.CONTINUATION) {
                    deflated = frame.isRsv1();
                }
                part(payload, frame.isFin());
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
            whole(payload);
        } else {
            ByteArrayOutputStream all = before == null ? new ByteArrayOutputStream() : before;
            all.writeBytes(payload);
            fragments = last ? null : all;
            if (last) {
                whole(all.toByteArray());
            } else {
                demand();
            }
        }
    }

    private void whole(byte[] bytes) {
        if (!deflated) {
            message(bytes);
            return;
        }
        try {
            message(deflation.orElseThrow().inflate(bytes, maxMessageBytes));
        } catch (Deflation.TooLongException e) {
            close(CloseCode.TOO_BIG);
        } catch (DataFormatException e) {
            LOG.debug("a message cannot be inflated, client={}", visitor.client(), e);
            close(CloseCode.BAD_DATA);
        }
    }

    private void message(byte[] bytes) {
        if (!codec.isBinary() && !Utf8.isWellFormed(bytes)) {
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
    public MessageCodec codec() {
        return codec;
    }

    @Override
    public boolean send(OutgoingFrame frame, Runnable sent) {
        return Objects.requireNonNull(sender, "the connection is not open yet").send(frame, sent);
    }

    @Override
    public boolean isForOneDocument() {
        return false;
    }

    @Override
    public String remote() {
        return visitor.remote();
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
