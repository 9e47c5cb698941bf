package dev.stet.server.session;

import dev.stet.server.auth.Actor;
import dev.stet.server.auth.Identity;
import dev.stet.server.document.Mailbox;
import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.CloseCode;
import dev.stet.server.protocol.ErrorCode;
import dev.stet.server.protocol.MessageCodec;
import dev.stet.server.protocol.MessageShape;
import dev.stet.server.protocol.ProtocolException;
import dev.stet.server.protocol.ServerMessage;
import dev.stet.server.protocol.ServerMessage.Failure;
import dev.stet.server.telemetry.ReaderLag;
import dev.stet.server.telemetry.UnprocessableMessage;
import dev.stet.server.telemetry.UnprocessableMessages;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's use of one connection.
 *
 * <p>Messages come in one at a time: the next frame is demanded when the last one was taken in and its answers do not pile
 * up, so a client that floods waits for itself. What goes out is the business of the {@link Outbox}.
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
    private final Grants grants;
    private final Openings openings;
    private final Connection connection;
    private final Consumer<Session> whenClosed;
    private final Mailbox mailbox;

    private final Map<String, OpenDocument> documents = new HashMap<>();
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
        this.mailbox = new Mailbox(context.executor());
        this.outbox = new Outbox(connection, context.telemetry().traffic(), this::run, this::isOpen);
        this.identity = new SessionIdentity(
                context, client, connection.remote(), identity, this::run, this::answer, this::expire);
        this.grants = new Grants(this, this.identity::user);
        this.traffic = new Traffic(context.quotas(), user, context.clock());
        this.openings = new Openings(this);
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

    Traffic traffic() {
        return traffic;
    }

    SessionContext context() {
        return context;
    }

    /** Runs a task in the mailbox. One that fails ends the session: the client reconnects and resumes. */
    void run(Runnable task) {
        mailbox.run(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("a session failed, session={} user={}", id, user, e);
                shut(CloseCode.INTERNAL);
            }
        });
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
        run(() -> arrived(frame, atNanos));
    }

    /**
     * Takes in a message that came beside the connection, whenever that was. What there is to say to it goes over the
     * connection.
     */
    public void receivedBeside(ClientMessage.UpdatePresence update) {
        run(() -> {
            if (!closed && !expired) {
                present(update);
            }
        });
    }

    /** Does as {@link #receivedBeside(ClientMessage.UpdatePresence)}. */
    public void receivedBeside(ClientMessage.Close close) {
        run(() -> {
            if (!closed && !expired) {
                close(close);
            }
        });
    }

    /** Takes note that the client is there. */
    public void heard() {
        pulse.heard();
    }

    private void arrived(ByteBuffer frame, long atNanos) {
        if (closed || expired) {
            return;
        }
        long earlyMs = traffic.earlyMs();
        if (earlyMs == 0) {
            handle(frame, atNanos);
        } else if (traffic.offended()) {
            LOG.warn("a client does not wait when it is told to, session={} user={}", id, user);
            shut(CloseCode.RATE_LIMITED);
        } else {
            context.scheduler().after(Duration.ofMillis(earlyMs), () -> run(() -> arrivedInTime(frame, atNanos)));
        }
    }

    private void arrivedInTime(ByteBuffer frame, long atNanos) {
        if (!closed && !expired) {
            handle(frame, atNanos);
        }
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

    private void shut(CloseCode code) {
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
        if (documents.values().stream().allMatch(OpenDocument::isSettled)) {
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
        documents.values().forEach(OpenDocument::leave);
        documents.clear();
        outbox.close();
        traffic.close();
        whenClosed.accept(this);
    }

    private void handle(ByteBuffer frame, long atNanos) {
        long waitMs = traffic.message();
        ClientMessage message;
        try {
            message = connection.codec().decode(frame);
        } catch (ProtocolException e) {
            String shape = MessageShape.of(frame, connection.codec().isBinary(), UnprocessableMessages.MAX_SHAPE);
            keep(e.failure(), frame.limit(), shape);
            answer(waitMs > 0 ? e.failure().retryAfter(waitMs) : e.failure());
            takenIn();
            return;
        }
        if (waitMs > 0) {
            answer(Traffic.refusal(message, "too many messages from this user", waitMs));
            takenIn();
            return;
        }
        switch (message) {
            case ClientMessage.Submit submit -> submit(submit, frame.limit(), atNanos);
            case ClientMessage.UpdatePresence update -> present(update);
            case ClientMessage.Open open -> open(open);
            case ClientMessage.Close close -> close(close);
            case ClientMessage.Renew renew -> renew(renew);
            case ClientMessage.Ping ping -> {
                answer(new ServerMessage.Pong(ping.id()));
                takenIn();
            }
        }
    }

    /** Keeps a message that makes no sense for whoever runs the server. */
    void keep(Failure failure, int bytes, String shape) {
        context.telemetry()
                .unprocessable()
                .keep(new UnprocessableMessage(
                        context.timeOfDay().instant(),
                        id,
                        user,
                        failure.doc(),
                        failure.code().wireName(),
                        failure.message(),
                        bytes,
                        shape));
    }

    private void open(ClientMessage.Open open) {
        Optional<Failure> refusal = refusalToOpen(open);
        if (refusal.isPresent()) {
            answer(refusal.get().re(open.id()).doc(open.doc()));
            endIfDone();
        } else {
            OpenDocument opening = new OpenDocument(this, open);
            documents.put(open.doc(), opening);
            grants.ask(opening);
        }
        takenIn();
    }

    private Optional<Failure> refusalToOpen(ClientMessage.Open open) {
        if (draining) {
            return Optional.of(Failure.of(ErrorCode.DRAINING, "the server shuts down"));
        }
        if (documents.containsKey(open.doc())) {
            return Optional.of(Failure.of(ErrorCode.DOC_ALREADY_OPEN, "the document is open already"));
        }
        if (documents.size() >= context.limits().maxOpenDocuments()) {
            return Optional.of(Failure.of(
                    ErrorCode.TOO_MANY_DOCUMENTS,
                    "too many documents are open, maxOpenDocuments="
                            + context.limits().maxOpenDocuments()));
        }
        return Optional.empty();
    }

    /** Opens a document that the user may open. */
    void join(OpenDocument opening) {
        openings.join(opening);
    }

    /** Opens a document again that was put away while it was being joined. */
    void joinAgain(OpenDocument opening) {
        if (isOpen(opening)) {
            join(opening);
        }
    }

    void refuseOpening(OpenDocument opening, ErrorCode code, String message) {
        if (documents.remove(opening.id(), opening)) {
            Failure failure = Failure.of(code, message).re(opening.messageId()).doc(opening.id());
            answer(code.retryable() ? failure.retryAfter(context.storageRetry().toMillis()) : failure);
            endIfDone();
        }
    }

    /** Closes a connection that was for one document, when the client is told why that is not open. */
    private void endIfDone() {
        if (connection.isForOneDocument() && documents.isEmpty() && !expired) {
            closeWhenTold(CloseCode.NORMAL);
        }
    }

    /** Takes a document away that the user may not read, or not any more. */
    void forbid(OpenDocument document) {
        if (!document.isJoined()) {
            refuseOpening(document, ErrorCode.FORBIDDEN, "you may not open this document");
        } else if (documents.remove(document.id(), document)) {
            document.leave();
            answer(new ServerMessage.Closed(Optional.empty(), document.id(), ServerMessage.CloseReason.FORBIDDEN));
            endIfDone();
        }
    }

    /** Has what the user may do with a document looked at again, if it is open here. Called from any thread. */
    void accessChanged(String document) {
        run(() -> Optional.ofNullable(documents.get(document)).ifPresent(grants::ask));
    }

    private void renew(ClientMessage.Renew renew) {
        identity.renew(renew, taken -> {
            if (taken) {
                documents.values().forEach(grants::ask);
            }
            takenIn();
        });
    }

    /** Tells the client what it cannot know of, and closes: it sends nothing, and is sent nothing else. */
    private void expire() {
        if (closed || expired) {
            return;
        }
        expired = true;
        List<ServerMessage.Unacknowledged> unacknowledged = new ArrayList<>();
        for (OpenDocument document : documents.values()) {
            document.unacknowledged()
                    .ifPresent(seq -> unacknowledged.add(new ServerMessage.Unacknowledged(document.id(), seq)));
            document.leave();
        }
        documents.clear();
        LOG.info("a token expired, session={} user={} unacknowledged={}", id, user, unacknowledged.size());
        answer(new ServerMessage.Expired(unacknowledged));
        closeWhenTold(CloseCode.TOKEN_EXPIRED);
        context.scheduler().after(TIME_TO_BE_TOLD, () -> close(CloseCode.TOKEN_EXPIRED));
    }

    private void close(ClientMessage.Close close) {
        OpenDocument open = documents.remove(close.doc());
        if (open == null) {
            answer(notOpen(close.doc()).re(close.id()));
        } else {
            open.leave();
            answer(new ServerMessage.Closed(close.id(), close.doc(), ServerMessage.CloseReason.REQUESTED));
            endIfDone();
        }
        takenIn();
    }

    private static Failure notOpen(String doc) {
        return Failure.of(ErrorCode.DOC_NOT_OPEN, "the document is not open").doc(doc);
    }

    private void submit(ClientMessage.Submit submit, int frameBytes, long atNanos) {
        OpenDocument open = documents.get(submit.doc());
        Optional<Failure> refusal = open == null
                ? Optional.of(notOpen(submit.doc()))
                : draining
                        ? Optional.of(Failure.of(ErrorCode.DRAINING, "the server shuts down")
                                .doc(submit.doc()))
                        : tooLong(submit, frameBytes).or(() -> open.refusalToSubmit(submit, frameBytes));
        if (refusal.isPresent() || open == null) {
            refusal.ifPresent(failure -> answer(failure.re(submit.id()).seq(submit.seq())));
            takenIn();
        } else {
            open.submit(submit, atNanos, this::takenInElsewhere);
        }
    }

    private Optional<Failure> tooLong(ClientMessage.Submit submit, int frameBytes) {
        int max = context.limits().maxOperationBytes();
        // a short frame holds no long operation, so only a long one needs a closer look
        if ((long) frameBytes * codec().mostJsonBytesPerByte() <= max
                || submit.op().encoded().length <= max) {
            return Optional.empty();
        }
        return Optional.of(Failure.of(
                        ErrorCode.OPERATION_TOO_LARGE,
                        "the operation is too long, bytes=" + submit.op().encoded().length + " maxOperationBytes="
                                + max)
                .doc(submit.doc()));
    }

    private void present(ClientMessage.UpdatePresence update) {
        OpenDocument open = documents.get(update.doc());
        if (open == null || !open.isJoined()) {
            answer(notOpen(update.doc()).re(update.id()));
            takenIn();
            return;
        }
        Optional<Failure> refusal = open.refusalToPresent(update);
        if (refusal.isPresent()) {
            answer(refusal.get().re(update.id()));
            takenIn();
        } else {
            open.present(update, this::takenInElsewhere);
        }
    }

    boolean isOpen(OpenDocument document) {
        return !closed && documents.get(document.id()) == document;
    }

    /** Has the lag of all documents open here added, on this thread or, if the session is busy, a little later. */
    void lag(AtomicReference<ReaderLag> sum) {
        run(() -> {
            for (OpenDocument document : documents.values()) {
                sum.updateAndGet(document::lag);
            }
        });
    }

    /** Closes a document whose reader fell off the tail: the client opens it again with the revision it has. */
    void sendToResume(OpenDocument document) {
        context.telemetry().operations().sentToResume();
        documents.remove(document.id());
        document.leave();
        outbox.sendNext(new ServerMessage.Closed(Optional.empty(), document.id(), ServerMessage.CloseReason.RESUME));
        run(this::endIfDone); // the outbox is at it
    }

    /** Closes a document that was deleted. */
    void showOut(OpenDocument document) {
        if (documents.remove(document.id(), document)) {
            answer(new ServerMessage.Closed(Optional.empty(), document.id(), ServerMessage.CloseReason.DELETED));
            endIfDone();
        }
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

    /** Has the session look at a document that has something new. Called from any thread. */
    void wake(OpenDocument document) {
        outbox.wake(document);
    }

    private void takenInElsewhere() {
        run(this::takenIn);
    }

    private void takenIn() {
        if (!closed) {
            outbox.whenRoom(connection::demand);
        }
    }
}
