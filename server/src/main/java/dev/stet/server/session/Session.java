package dev.stet.server.session;

import dev.stet.server.auth.Actor;
import dev.stet.server.auth.Identity;
import dev.stet.server.document.Mailbox;
import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.CloseCode;
import dev.stet.server.protocol.MessageCodec;
import dev.stet.server.protocol.ServerMessage;
import dev.stet.server.protocol.ServerMessage.Failure;
import dev.stet.server.telemetry.ReaderLag;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's use of one connection.
 *
 * <p>What comes in is the business of the {@link Intake}, what goes out that of the {@link Outbox}, and {@link OpenDocuments} are what it is
 * about. Here is how a session begins and ends.
 *
 * <p>Threads: confined to its mailbox. The public methods may be called from any thread and return at once.
 */
public final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    /** How long a client whose token has expired may take to read that. */
    private static final Duration TIME_TO_BE_TOLD = Duration.ofSeconds(2);

    /** How long a session that is to end waits before it looks again whether its operations are acknowledged. */
    private static final Duration TIME_TO_SETTLE = Duration.ofMillis(10);

    private final SessionContext context;
    private final String id;
    private final String seat;
    private final String client;
    private final String user;
    private final SessionIdentity identity;
    private final Connection connection;
    private final Consumer<Session> whenClosed;
    private final Mailbox mailbox;

    private final OpenDocuments documents;
    private final Intake intake;
    private final Outbox outbox;
    private final Traffic traffic;
    private final Pulse pulse;
    private boolean draining;
    /** Set when the user's identity has ended: nothing is taken in any more, and the connection is about to be closed. */
    private boolean expired;

    private boolean closed;

    /** @param seat under what the registry knows it */
    Session(
            SessionContext context,
            String id,
            String seat,
            String client,
            Identity identity,
            Connection connection,
            Consumer<Session> whenClosed) {
        this.context = context;
        this.id = id;
        this.seat = seat;
        this.client = client;
        this.user = identity.user().id();
        this.connection = connection;
        this.whenClosed = whenClosed;
        this.mailbox = new Mailbox(context.executor(), this::failed);
        this.outbox = new Outbox(connection, context.telemetry().traffic(), mailbox::run, this::isOpen);
        this.identity = new SessionIdentity(
                context, client, connection.remote(), identity, this::run, this::answer, this::expire);
        this.documents = new OpenDocuments(this, this.identity::user);
        this.traffic = new Traffic(context.quotas(), user, context.clock());
        this.intake = new Intake(this, this.identity, this.documents, this.traffic, connection.codec(), this::takenIn);
        this.pulse = new Pulse(this, connection);
    }

    /** Returns the id of the client program. */
    public String client() {
        return client;
    }

    String id() {
        return id;
    }

    String seat() {
        return seat;
    }

    String user() {
        return user;
    }

    MessageCodec codec() {
        return connection.codec();
    }

    /** Returns who uses this, and from where. */
    Actor actor() {
        return new Actor(user, connection.remote());
    }

    OpenDocuments documents() {
        return documents;
    }

    Traffic traffic() {
        return traffic;
    }

    SessionContext context() {
        return context;
    }

    /** Runs a task in the mailbox. One that fails ends the session: the client reconnects and resumes. */
    void run(Runnable task) {
        mailbox.run(task);
    }

    private void failed(Throwable failure) {
        LOG.error("a session failed, session={} user={}", id, user, failure);
        shut(CloseCode.INTERNAL);
    }

    void start() {
        run(() -> {
            answer(new ServerMessage.Welcome(
                    id, client, user, context.heartbeat().toMillis(), context.limits(), identity.leftMs()));
            identity.watch();
            connection.demand();
        });
    }

    /**
     * Takes in a frame. The next one comes after it was demanded.
     *
     * @param frame the frame's bytes, the session's to keep
     */
    public void received(ByteBuffer frame) {
        heard();
        long atNanos = context.telemetry().now();
        context.telemetry().traffic().received(frame.remaining());
        run(() -> intake.arrived(frame, atNanos));
    }

    /**
     * Takes in a message that came beside the connection, whenever that was. What there is to say to it goes over the
     * connection.
     */
    public void receivedBeside(ClientMessage.UpdatePresence update) {
        run(() -> {
            if (listens()) {
                intake.present(update);
            }
        });
    }

    /** Does as {@link #receivedBeside(ClientMessage.UpdatePresence)}. */
    public void receivedBeside(ClientMessage.Close close) {
        run(() -> {
            if (listens()) {
                intake.close(close);
            }
        });
    }

    /** Takes note that the client is there. */
    public void heard() {
        pulse.heard();
    }

    /** Returns whether what the client says is heard: not when the session has ended, or its user is nobody any more. */
    boolean listens() {
        return !closed && !expired;
    }

    boolean isDraining() {
        return draining;
    }

    /** Tells that the connection is gone. */
    public void disconnected() {
        run(() -> end("gone"));
    }

    /** Closes the connection, and the session with it. */
    public void close(CloseCode code) {
        mailbox.run(() -> shut(code));
    }

    /** Closes the connection when everything there is to say is sent. */
    private void closeWhenTold(CloseCode code) {
        CompletableFuture<Void> told = new CompletableFuture<>();
        outbox.flush(told);
        var unused = told.thenRun(() -> close(code));
    }

    /** Does the same, in the mailbox. */
    void shut(CloseCode code) {
        if (!closed) {
            connection.close(code);
            end(code.name());
        }
    }

    /** Closes a connection whose other side is silent, or does not read. Called from time to time, never twice at once. */
    void closeIfDead() {
        pulse.look(outbox);
    }

    /** Takes no new operations, and has the client come back after a while. */
    void drain(Duration retryAfter) {
        run(() -> tellDraining(retryAfter));
    }

    private void tellDraining(Duration retryAfter) {
        if (!draining) {
            draining = true;
            answer(new ServerMessage.Draining(retryAfter.toMillis()));
        }
    }

    /** Does as {@link #drain}, and closes the connection as soon as what is under way is acknowledged. */
    void leave(Duration retryAfter) {
        run(() -> {
            tellDraining(retryAfter);
            leaveWhenSettled();
        });
    }

    private void leaveWhenSettled() {
        if (closed) {
            return;
        }
        if (documents.areSettled()) {
            closeWhenTold(CloseCode.DRAINING);
        } else {
            context.scheduler().after(TIME_TO_SETTLE, () -> run(this::leaveWhenSettled));
        }
    }

    CompletableFuture<Void> flush() {
        CompletableFuture<Void> flushed = new CompletableFuture<>();
        run(() -> outbox.flush(flushed));
        return flushed;
    }

    private void end(String why) {
        if (closed) {
            return;
        }
        closed = true;
        context.telemetry().traffic().sessionClosed(why);
        identity.forget();
        documents.leave();
        outbox.close();
        traffic.close();
        whenClosed.accept(this);
    }

    /** Keeps a message that makes no sense for whoever runs the server. */
    void keep(Failure failure, int bytes, String shape) {
        intake.keep(failure, bytes, shape);
    }

    /** Closes a connection that was for one document, when the client is told why that is not open. */
    void endIfDone() {
        if (connection.isForOneDocument() && documents.isEmpty() && !expired) {
            closeWhenTold(CloseCode.NORMAL);
        }
    }

    /** Has what the user may do with a document looked at again, if it is open here. Called from any thread. */
    void accessChanged(String document) {
        run(() -> documents.askAgain(document));
    }

    /** Tells the client what it cannot know of, and closes: it sends nothing, and is sent nothing else. */
    private void expire() {
        if (closed || expired) {
            return;
        }
        expired = true;
        List<ServerMessage.Unacknowledged> unacknowledged = documents.leave();
        LOG.info("a token expired, session={} user={} unacknowledged={}", id, user, unacknowledged.size());
        answer(new ServerMessage.Expired(unacknowledged));
        closeWhenTold(CloseCode.TOKEN_EXPIRED);
        context.scheduler().after(TIME_TO_BE_TOLD, () -> close(CloseCode.TOKEN_EXPIRED));
    }

    boolean isOpen(OpenDocument document) {
        return !closed && documents.has(document);
    }

    /** Has the lag of all documents open here added, on this thread or, if the session is busy, a little later. */
    void lag(AtomicReference<ReaderLag> sum) {
        run(() -> documents.lag(sum));
    }

    /** Closes a document whose reader fell off the tail: the outbox is at it, and tells the client next. */
    void sendToResume(OpenDocument document) {
        outbox.sendNext(documents.sendToResume(document));
        run(this::endIfDone);
    }

    /** Has a message sent, before anything from documents. */
    void answer(ServerMessage message) {
        if (message instanceof Failure failure) {
            context.telemetry()
                    .operations()
                    .refused(failure.code().wireName(), failure.seq().isPresent());
            LOG.debug(
                    "refused, session={} user={} document={} code={}",
                    id,
                    user,
                    failure.doc().orElse(""),
                    failure.code());
        }
        outbox.send(message);
    }

    /** Looks at a document that has something new. */
    void look(OpenDocument document) {
        outbox.look(document);
    }

    private void takenIn() {
        if (!closed) {
            outbox.whenRoom(connection::demand);
        }
    }
}
