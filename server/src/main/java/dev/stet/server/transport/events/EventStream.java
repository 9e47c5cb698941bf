package dev.stet.server.transport.events;

import dev.stet.server.auth.Identity;
import dev.stet.server.document.Scheduler;
import dev.stet.server.limits.ConnectionSeat;
import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.CloseCode;
import dev.stet.server.protocol.MessageCodec;
import dev.stet.server.session.Connection;
import dev.stet.server.session.OutgoingFrame;
import dev.stet.server.session.Session;
import dev.stet.server.session.SessionRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection for one document, whose frames are the events of a response that does not end.
 *
 * <p>Nobody hears a client that only reads. What it is sent shows whether it is there: as long as the heartbeats leave, the session
 * counts as heard; a frame that does not leave in time is the session's business, as with any connection.
 *
 * <p>Threads: thread-safe; nothing blocks.
 */
public final class EventStream implements Connection {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    /** How long a client may take to read that the stream is closed. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    /** The longest time between two heartbeats. Many proxies cut what is silent for a minute. */
    private static final Duration LONGEST_BEAT = Duration.ofSeconds(10);

    /** Heartbeats come this much more often than those of a client have to: nothing else tells that a reader has gone. */
    private static final int BEATS_IN_A_HEARTBEAT = 3;

    private final Caller caller;
    private final MessageCodec codec;
    private final byte[] open;
    private final EventWriter writer;
    private final Scheduler scheduler;
    private final Duration beat;
    private final AtomicBoolean opened = new AtomicBoolean();
    private volatile boolean gone;
    private volatile @Nullable Session session;

    /**
     * Whom a stream is for. Immutable.
     *
     * @param client id of the client program
     * @param remote the address it comes from
     * @param seat what the stream holds, to be freed when it ends
     */
    public record Caller(String client, Identity identity, String remote, ConnectionSeat seat) {}

    /**
     * What streams have in common. Immutable.
     *
     * @param heartbeat how often clients are asked to be heard
     */
    public record Setting(SessionRegistry sessions, MessageCodec codec, Scheduler scheduler, Duration heartbeat) {}

    /**
     * Begins a stream, which goes on when this returns.
     *
     * @param open says which document, and from where on
     * @param whole told when the stream is at its end
     */
    public static void begin(
            Setting setting,
            Caller caller,
            ClientMessage.Open open,
            Request request,
            Response response,
            Callback whole) {
        EventStream stream = new EventStream(setting, caller, open, new EventWriter(response, whole));
        // the heartbeats tell more exactly who is gone
        request.addIdleTimeoutListener((TimeoutException idle) -> false);
        response.setStatus(200);
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, "text/event-stream")
                .put(HttpHeader.CACHE_CONTROL, "no-store, no-transform")
                // nginx and others gather answers otherwise
                .put("X-Accel-Buffering", "no");
        Session session = setting.sessions().openStream(caller.client(), open.doc(), caller.identity(), stream);
        stream.session = session;
        Request.addCompletionListener(request, stream::ended);
        setting.sessions().start(session);
        stream.beatLater();
    }

    private EventStream(Setting setting, Caller caller, ClientMessage.Open open, EventWriter writer) {
        this.caller = caller;
        this.codec = setting.codec();
        this.open = codec.encode(open);
        this.writer = writer;
        this.scheduler = setting.scheduler();
        Duration part = setting.heartbeat().dividedBy(BEATS_IN_A_HEARTBEAT);
        this.beat = part.compareTo(LONGEST_BEAT) < 0 ? part : LONGEST_BEAT;
    }

    private void beatLater() {
        scheduler.after(beat, () -> {
            if (!gone) {
                beat();
                beatLater();
            }
        });
    }

    private void beat() {
        if (writer.isIdle()) {
            writer.write(Events.heartbeat(), requireSession()::heard);
        }
    }

    private void ended(@Nullable Throwable failure) {
        gone = true;
        if (failure != null) {
            LOG.debug("a stream broke off, client={}", caller.client(), failure);
        }
        caller.seat().free();
        requireSession().disconnected();
    }

    // ---- from the session ----

    @Override
    public MessageCodec codec() {
        return codec;
    }

    @Override
    public boolean isForOneDocument() {
        return true;
    }

    @Override
    public boolean send(OutgoingFrame frame, Runnable sent) {
        writer.write(Events.of(frame), sent);
        return false;
    }

    @Override
    public String remote() {
        return caller.remote();
    }

    @Override
    public void ping() {
        beat();
    }

    /** Hands the session the message that opens the document; there is no other. */
    @Override
    public void demand() {
        if (opened.compareAndSet(false, true)) {
            requireSession().received(ByteBuffer.wrap(open));
        }
    }

    @Override
    public void close(CloseCode code) {
        gone = true;
        writer.end(Events.close(code));
        // a client that does not even read that is cut
        scheduler.after(CLOSE_TIMEOUT, () -> writer.fail(new TimeoutException("the end of a stream was not read")));
    }

    private Session requireSession() {
        return Objects.requireNonNull(session, "the stream has not begun");
    }
}
