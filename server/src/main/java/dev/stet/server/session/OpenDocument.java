package dev.stet.server.session;

import dev.stet.ot.InvalidOperationException;
import dev.stet.server.auth.Grant;
import dev.stet.server.auth.Permission;
import dev.stet.server.auth.Role;
import dev.stet.server.document.Document;
import dev.stet.server.document.JoinRequest;
import dev.stet.server.document.Joined;
import dev.stet.server.document.Reader;
import dev.stet.server.limits.Allowance;
import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.Credential;
import dev.stet.server.protocol.ErrorCode;
import dev.stet.server.protocol.Json;
import dev.stet.server.protocol.ServerMessage;
import dev.stet.server.protocol.ServerMessage.Failure;
import dev.stet.server.telemetry.ReaderLag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A document that a session has open: what the session asks of it, and what it tells the session.
 *
 * <p>Threads: confined to the session's mailbox, but for what {@link Reader} says, which is handed on to it.
 */
final class OpenDocument implements Reader {
    private final Session session;
    private final ClientMessage.Open request;
    private final AtomicBoolean wakePending = new AtomicBoolean();
    private final Runnable look;
    private final Standing standing = new Standing();
    private final OwnOperation own = new OwnOperation();
    private final DocumentCursor cursor;

    /** Of what there may be of operations on this document, whoever sends them. */
    private final Allowance operations;

    private @Nullable Document<?, ?> document;
    private boolean joined;
    /** Whether it is not one of the session's any more. */
    private boolean removed;

    /** Id of the presence update that is being taken in. */
    private Optional<String> presenceId = Optional.empty();

    OpenDocument(Session session, ClientMessage.Open request) {
        this.session = session;
        this.look = () -> session.look(this);
        this.request = request;
        this.cursor = new DocumentCursor(
                request.doc(),
                session.client(),
                session.codec(),
                own,
                session.context().telemetry(),
                session::run,
                this::wake);
        this.operations = session.context().quotas().documentOperations().allowance(request.doc());
    }

    String id() {
        return request.doc();
    }

    Optional<String> messageId() {
        return request.id();
    }

    boolean isJoined() {
        return joined;
    }

    boolean isRemoved() {
        return removed;
    }

    /** Takes note that it is not one of the session's any more. */
    void removed() {
        removed = true;
    }

    void join(Document<?, ?> opened, JoinRequest how) {
        if (session.isOpen(this)) {
            document = opened;
            opened.join(this, how);
        }
    }

    void leave() {
        operations.giveBack();
        standing.lookAgain(Optional.empty());
        if (document != null) {
            document.leave(this);
        }
    }

    // ---- what the user may do ----

    Optional<Credential> share() {
        return request.share();
    }

    boolean wantsToCreate() {
        return request.create();
    }

    /** Returns what was asked for, without what the user may not do. */
    ClientMessage.Open permitted() {
        boolean create = request.create() && standing.allows(Permission.EDIT);
        return new ClientMessage.Open(
                request.id(),
                request.doc(),
                request.docType(),
                create,
                request.since(),
                request.inFlight(),
                request.store(),
                request.share());
    }

    Standing standing() {
        return standing;
    }

    /** Sets what the user may do. One who has the document already is told if that is something else than before. */
    void grant(Grant now) {
        boolean changed = standing.role().filter(role -> role != now.role()).isPresent();
        standing.grant(now);
        if (changed && joined) {
            session.answer(new ServerMessage.RoleChanged(id(), now.role().wireName()));
        }
    }

    /** Returns whether no operation is under way here. */
    boolean isSettled() {
        return own.inFlight() == 0;
    }

    /** Returns the sequence of the operation that the client waits for an acknowledgement of. */
    OptionalLong unacknowledged() {
        return own.awaited();
    }

    Optional<Failure> refusalToSubmit(ClientMessage.Submit submit, int frameBytes) {
        long sequence = submit.seq();
        if (!joined) {
            return Optional.of(Failure.of(ErrorCode.DOC_NOT_OPEN, "the document is not open")
                    .doc(id()));
        }
        if (!standing.allows(Permission.EDIT)) {
            return Optional.of(Failure.of(ErrorCode.FORBIDDEN, "you may not edit this document")
                    .doc(id()));
        }
        long inFlight = own.inFlight();
        if (inFlight != 0 && inFlight != sequence) {
            return Optional.of(Failure.of(
                            ErrorCode.OPERATION_IN_FLIGHT,
                            "an earlier operation is not acknowledged yet, inFlight=" + inFlight)
                    .doc(id())
                    .retryAfter(session.context().storageRetry().toMillis()));
        }
        return refusalOfMore(submit, frameBytes);
    }

    /** Holds an operation against what there may be of them on the document, and against the work it makes. */
    private Optional<Failure> refusalOfMore(ClientMessage.Submit submit, int frameBytes) {
        long waitMs = operations.take(1);
        if (waitMs > 0) {
            return Optional.of(Traffic.refusal(submit, "too many operations on this document", waitMs));
        }
        long behind = document == null ? 0 : document.published().revision() - submit.revision();
        waitMs = session.traffic().transform(behind, frameBytes);
        return waitMs == 0
                ? Optional.empty()
                : Optional.of(Traffic.refusal(
                        submit, "too much work for this user's operations, catch up first, behind=" + behind, waitMs));
    }

    /** @param atNanos when the message was received */
    void submit(ClientMessage.Submit submit, long atNanos, Runnable taken) {
        Object operation = submit.op().value();
        if (document == null || operation == null) {
            session.answer(Failure.of(ErrorCode.INVALID_OPERATION, "an operation cannot be null")
                    .re(submit.id())
                    .doc(id())
                    .seq(submit.seq())
                    .rule("malformed", -1));
            taken.run();
            return;
        }
        own.submitted(submit, atNanos);
        document.submit(this, submit.revision(), submit.seq(), operation, submit.selection(), taken);
    }

    Optional<Failure> refusalToPresent(ClientMessage.UpdatePresence update) {
        int max = session.context().limits().maxStateBytes();
        int length = PresenceChanges.stateBytes(update);
        if (length <= max) {
            return Optional.empty();
        }
        return Optional.of(Failure.of(
                        ErrorCode.STATE_TOO_LARGE, "the state is too long, bytes=" + length + " maxStateBytes=" + max)
                .doc(id()));
    }

    void present(ClientMessage.UpdatePresence update, Runnable taken) {
        if (document != null) {
            presenceId = update.id();
            document.present(this, PresenceChanges.of(update), taken);
        }
    }

    // ---- what the document tells, on its own mailbox ----

    @Override
    public String client() {
        return session.client();
    }

    @Override
    public String user() {
        return session.user();
    }

    @Override
    public void joined(Joined told) {
        session.run(() -> begin(told));
    }

    @Override
    public void gone() {
        session.run(() -> session.documents().joinAgain(this));
    }

    @Override
    public void deleted() {
        session.run(() -> session.documents().showOut(this));
    }

    @Override
    public void unavailable(String why) {
        session.run(() -> session.documents().refuseOpening(this, ErrorCode.DOCUMENT_UNAVAILABLE, why));
    }

    @Override
    public void wake() {
        if (wakePending.compareAndSet(false, true)) {
            session.run(look);
        }
    }

    @Override
    public void taken(long fromNanos, long toNanos) {
        own.taken(fromNanos, toNanos);
    }

    @Override
    public void alreadyStored(long sequence, long revision) {
        session.run(() -> {
            own.settled(sequence);
            if (session.isOpen(this) && cursor.revision() >= revision) {
                session.answer(new ServerMessage.Ack(id(), sequence, revision));
            }
        });
    }

    @Override
    public void refused(long sequence, Reason reason, String message, Optional<InvalidOperationException> cause) {
        session.run(() -> {
            Failure refusal = failure(reason, message).seq(sequence);
            Failure failure = refusal.re(own.refused(sequence, !refusal.code().retryable()));
            if (cause.isPresent()) {
                session.keep(failure, 0, "");
            }
            if (session.isOpen(this)) {
                session.answer(
                        cause.isPresent()
                                ? failure.rule(
                                        ruleName(cause.get()), cause.get().component())
                                : failure);
            }
        });
    }

    @Override
    public void presenceRefused(Reason reason, String message) {
        session.run(() -> {
            if (session.isOpen(this)) {
                session.answer(failure(reason, message).re(presenceId));
            }
        });
    }

    private static String ruleName(InvalidOperationException broken) {
        return broken.rule().name().toLowerCase(Locale.ROOT);
    }

    private Failure failure(Reason reason, String message) {
        ErrorCode code = reason == Reason.NOT_JOINED ? ErrorCode.DOC_NOT_OPEN : ErrorCode.valueOf(reason.name());
        Failure failure = Failure.of(code, message).doc(id());
        return code.retryable()
                ? failure.retryAfter(session.context().storageRetry().toMillis())
                : failure;
    }

    // ---- in the session's mailbox ----

    private void begin(Joined told) {
        if (!session.isOpen(this)) {
            leave();
            return;
        }
        joined = true;
        boolean inSnapshot = told.snapshot().isPresent() && told.inFlightAt().isPresent();
        own.opened(inSnapshot ? 0 : request.inFlight().orElse(0));
        List<ServerMessage.Participant> others = cursor.begin(told);
        session.answer(new ServerMessage.Opened(
                request.id(),
                id(),
                document == null ? "" : document.docType(),
                document == null ? "" : document.store(),
                cursor.revision(),
                told.snapshot().map(snapshot -> Json.encoded(snapshot.encode())),
                request.inFlight().isPresent()
                        ? Optional.of(
                                new ServerMessage.InFlight(request.inFlight().getAsLong(), told.inFlightAt()))
                        : Optional.empty(),
                standing.role().map(Role::wireName).orElse(""),
                cursor.participant(),
                others));
        wake();
    }

    /** Returns the next frame from this document, and moves the cursor past it; or nothing. */
    Optional<OutgoingFrame> nextFrame() {
        wakePending.set(false);
        if (document == null || !joined) {
            return Optional.empty();
        }
        return switch (cursor.next(document)) {
            case DocumentCursor.Frame(OutgoingFrame frame) -> Optional.of(frame);
            case DocumentCursor.Nothing nothing -> Optional.empty();
            case DocumentCursor.Lost lost -> {
                session.sendToResume(this);
                yield Optional.empty();
            }
        };
    }

    /** Returns the lag of others and of this one, whose client has not been sent all that there is. */
    ReaderLag lag(ReaderLag others) {
        return document == null || !joined ? others : cursor.lag(others, document.published());
    }
}
