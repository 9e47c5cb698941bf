package dev.stet.server.session;

import dev.stet.server.document.Mailbox;
import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.CloseCode;
import dev.stet.server.protocol.ErrorCode;
import dev.stet.server.protocol.MessageCodec;
import dev.stet.server.protocol.MessageShape;
import dev.stet.server.protocol.ProtocolException;
import dev.stet.server.protocol.ServerMessage;
import dev.stet.server.protocol.ServerMessage.Failure;
import dev.stet.server.telemetry.UnprocessableMessage;
import dev.stet.server.telemetry.UnprocessableMessages;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a session's client says, one message at a time: the next frame is demanded when the last one was taken in and the answers do not
 * pile up, so a client that floods waits for itself.
 *
 * <pre>
 *   frame ─in time?─▶ decoded ─not too many?─▶ by its type ─▶ taken in ─room for answers?─▶ the next is demanded
 *            │           │            │
 *            later, 4008 └── error ───┘
 * </pre>
 *
 * <p>Threads: confined to the session's {@link Mailbox}.
 */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Session session;
    private final SessionIdentity identity;
    private final OpenDocuments documents;
    private final Traffic traffic;
    private final MessageCodec codec;
    private final Runnable takenIn;

    /** @param takenIn told when a message was taken in */
    Intake(
            Session session,
            SessionIdentity identity,
            OpenDocuments documents,
            Traffic traffic,
            MessageCodec codec,
            Runnable takenIn) {
        this.session = session;
        this.identity = identity;
        this.documents = documents;
        this.traffic = traffic;
        this.codec = codec;
        this.takenIn = takenIn;
    }

    /** @param atNanos when the frame came */
    void arrived(ByteBuffer frame, long atNanos) {
        if (!session.listens()) {
            return;
        }
        long earlyMs = traffic.earlyMs();
        if (earlyMs == 0) {
            handle(frame, atNanos);
        } else if (traffic.offended()) {
            LOG.warn("a client does not wait when it is told to, session={} user={}", session.id(), session.user());
            session.shut(CloseCode.RATE_LIMITED);
        } else {
            session.context()
                    .scheduler()
                    .after(Duration.ofMillis(earlyMs), () -> session.run(() -> arrivedInTime(frame, atNanos)));
        }
    }

    private void arrivedInTime(ByteBuffer frame, long atNanos) {
        if (session.listens()) {
            handle(frame, atNanos);
        }
    }

    private void handle(ByteBuffer frame, long atNanos) {
        long waitMs = traffic.message();
        ClientMessage message;
        try {
            message = codec.decode(frame);
        } catch (ProtocolException e) {
            keep(e.failure(), frame.limit(), MessageShape.of(frame, codec.isBinary(), UnprocessableMessages.MAX_SHAPE));
            session.answer(waitMs > 0 ? e.failure().retryAfter(waitMs) : e.failure());
            takenIn.run();
            return;
        }
        if (waitMs > 0) {
            session.answer(Traffic.refusal(message, "too many messages from this user", waitMs));
            takenIn.run();
            return;
        }
        switch (message) {
            case ClientMessage.Submit submit -> submit(submit, frame.limit(), atNanos);
            case ClientMessage.UpdatePresence update -> present(update);
            case ClientMessage.Open open -> {
                documents.open(open);
                takenIn.run();
            }
            case ClientMessage.Close close -> close(close);
            case ClientMessage.Renew renew -> renew(renew);
            case ClientMessage.Ping ping -> {
                session.answer(new ServerMessage.Pong(ping.id()));
                takenIn.run();
            }
        }
    }

    /** Keeps a message that makes no sense for whoever runs the server. */
    void keep(Failure failure, int bytes, String shape) {
        session.context()
                .telemetry()
                .unprocessable()
                .keep(new UnprocessableMessage(
                        session.context().timeOfDay().instant(),
                        session.id(),
                        session.user(),
                        failure.doc(),
                        failure.code().wireName(),
                        failure.message(),
                        bytes,
                        shape));
    }

    void close(ClientMessage.Close close) {
        documents.close(close);
        takenIn.run();
    }

    private void renew(ClientMessage.Renew renew) {
        identity.renew(renew, taken -> {
            if (taken) {
                documents.askAgain();
            }
            takenIn.run();
        });
    }

    private void submit(ClientMessage.Submit submit, int frameBytes, long atNanos) {
        Optional<OpenDocument> open = documents.get(submit.doc());
        Optional<Failure> refusal = open.isEmpty()
                ? Optional.of(OpenDocuments.notOpen(submit.doc()))
                : refusal(submit, frameBytes).or(() -> open.get().refusalToSubmit(submit, frameBytes));
        if (refusal.isPresent()) {
            session.answer(refusal.get().re(submit.id()).seq(submit.seq()));
            takenIn.run();
        } else {
            open.orElseThrow().submit(submit, atNanos, this::takenInElsewhere);
        }
    }

    private Optional<Failure> refusal(ClientMessage.Submit submit, int frameBytes) {
        if (session.isDraining()) {
            return Optional.of(
                    Failure.of(ErrorCode.DRAINING, "the server shuts down").doc(submit.doc()));
        }
        int max = session.context().limits().maxOperationBytes();
        // a short frame holds no long operation, so only a long one needs a closer look
        if ((long) frameBytes * codec.mostJsonBytesPerByte() <= max
                || submit.op().encoded().length <= max) {
            return Optional.empty();
        }
        return Optional.of(Failure.of(
                        ErrorCode.OPERATION_TOO_LARGE,
                        "the operation is too long, bytes=" + submit.op().encoded().length + " maxOperationBytes="
                                + max)
                .doc(submit.doc()));
    }

    void present(ClientMessage.UpdatePresence update) {
        Optional<OpenDocument> open = documents.get(update.doc()).filter(OpenDocument::isJoined);
        Optional<Failure> refusal = open.isEmpty()
                ? Optional.of(OpenDocuments.notOpen(update.doc()))
                : open.get().refusalToPresent(update);
        if (refusal.isPresent()) {
            session.answer(refusal.get().re(update.id()));
            takenIn.run();
        } else {
            open.orElseThrow().present(update, this::takenInElsewhere);
        }
    }

    private void takenInElsewhere() {
        session.run(takenIn);
    }
}
