package dev.stet.server.session;

import dev.stet.ot.InvalidOperationException;
import dev.stet.server.auth.Grant;
import dev.stet.server.auth.Permission;
import dev.stet.server.auth.Role;
import dev.stet.server.document.Document;
import dev.stet.server.document.JoinRequest;
import dev.stet.server.document.Joined;
import dev.stet.server.document.Participant;
import dev.stet.server.document.Published;
import dev.stet.server.document.Reader;
import dev.stet.server.limits.Allowance;
import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.Credential;
import dev.stet.server.protocol.ErrorCode;
import dev.stet.server.protocol.Json;
import dev.stet.server.protocol.ServerMessage;
import dev.stet.server.protocol.ServerMessage.Failure;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.telemetry.ReaderLag;
import dev.stet.server.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A document that a session has open: a cursor into its log, and one into its presence.
 *
 * <p>Threads: confined to the session's mailbox, but for what {@link Reader} says, which is handed on to it.
 */
final class OpenDocument implements Reader {
    private final Session session;
    private final ClientMessage.Open request;
    private final AtomicBoolean wakePending = new AtomicBoolean();
    private final Standing standing = new Standing();
    private final Pages pages;

    /** Of what there may be of operations on this document, whoever sends them. */
    private final Allowance operations;

    private @Nullable Document<?, ?> document;
    private String participant = "";
    private boolean joined;
    private long cursor;
    private long presenceCursor;
    /** Sequence of the operation that was submitted and is neither acknowledged nor refused; 0 if there is none. */
    private long inFlight;
    /**
     * Sequence of the operation that the client has, and expects an acknowledgement for: submitted here, or named when
     * the document was opened, and not refused for good. 0 if there is none. Any other entry of the client, such as a
     * copy sent before it lost its state, or what it submitted elsewhere, may be news to it and goes out with its number.
     */
    private long awaited;
    /** When the operation in flight was received, and when the document began and ended being at it. */
    private long receivedNanos;

    private long takenNanos;
    private long transformedNanos;
    /** Id of the message that brought the operation in flight. */
    private Optional<String> submitId = Optional.empty();
    /** Id of the presence update that is being taken in. */
    private Optional<String> presenceId = Optional.empty();

    OpenDocument(Session session, ClientMessage.Open request) {
        this.session = session;
        this.request = request;
        this.pages = new Pages(session::run, this::wake);
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
        return inFlight == 0;
    }

    /** Returns the sequence of the operation that the client waits for an acknowledgement of. */
    OptionalLong unacknowledged() {
        return awaited == 0 ? OptionalLong.empty() : OptionalLong.of(awaited);
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
        receivedNanos = atNanos;
        inFlight = submit.seq();
        awaited = submit.seq();
        submitId = submit.id();
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
        session.run(() -> session.joinAgain(this));
    }

    @Override
    public void deleted() {
        session.run(() -> session.showOut(this));
    }

    @Override
    public void unavailable(String why) {
        session.run(() -> session.refuseOpening(this, ErrorCode.DOCUMENT_UNAVAILABLE, why));
    }

    @Override
    public void wake() {
        if (wakePending.compareAndSet(false, true)) {
            session.wake(this);
        }
    }

    @Override
    public void taken(long fromNanos, long toNanos) {
        takenNanos = fromNanos; // read after the document has published the operation
        transformedNanos = toNanos;
    }

    @Override
    public void alreadyStored(long sequence, long revision) {
        session.run(() -> {
            settled(sequence);
            if (session.isOpen(this) && cursor >= revision) {
                session.answer(new ServerMessage.Ack(id(), sequence, revision));
            }
        });
    }

    @Override
    public void refused(long sequence, Reason reason, String message, Optional<InvalidOperationException> cause) {
        session.run(() -> {
            Failure failure = failure(reason, message).seq(sequence);
            if (inFlight == sequence) {
                failure = failure.re(submitId);
            }
            settled(sequence);
            if (awaited == sequence && !failure.code().retryable()) {
                awaited = 0;
            }
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

    private void settled(long sequence) {
        if (inFlight == sequence) {
            inFlight = 0;
        }
    }

    private void begin(Joined told) {
        if (!session.isOpen(this)) {
            leave();
            return;
        }
        joined = true;
        participant = told.participant();
        cursor = told.revision();
        if (told.snapshot().isEmpty()) {
            pages.mayBeBehind();
        }
        boolean inSnapshot = told.snapshot().isPresent() && told.inFlightAt().isPresent();
        awaited = inSnapshot ? 0 : request.inFlight().orElse(0);
        presenceCursor = told.published().presenceVersion();
        // selections are told on the revision of the message; a reader that resumes hears of them when it has caught up
        boolean current = cursor == told.published().revision();
        if (!current) {
            presenceCursor = 0;
        }
        session.answer(new ServerMessage.Opened(
                request.id(),
                id(),
                document == null ? "" : document.docType(),
                document == null ? "" : document.store(),
                cursor,
                told.snapshot().map(snapshot -> Json.encoded(snapshot.encode())),
                request.inFlight().isPresent()
                        ? Optional.of(
                                new ServerMessage.InFlight(request.inFlight().getAsLong(), told.inFlightAt()))
                        : Optional.empty(),
                standing.role().map(Role::wireName).orElse(""),
                participant,
                current ? others(told.published(), any -> true) : List.of()));
        wake();
    }

    /** Returns the next frame from this document, and moves the cursors past it; or nothing. */
    Optional<OutgoingFrame> nextFrame() {
        wakePending.set(false);
        if (document == null || !joined || pages.isReading()) {
            return Optional.empty();
        }
        Published published = document.published();
        Optional<List<LogEntry>> entries = pages.after(cursor, document, published);
        if (entries.isEmpty()) {
            if (!pages.isReading()) {
                session.sendToResume(this);
            }
            return Optional.empty();
        }
        long from = cursor;
        long to = from + entries.get().size();
        long fromPresence = presenceCursor;
        long toPresence = to == published.revision() ? published.presenceVersion() : fromPresence;
        Optional<List<String>> left = toPresence > fromPresence ? published.left(fromPresence) : Optional.of(List.of());
        if (left.isEmpty() && fromPresence > 0) {
            session.sendToResume(this);
            return Optional.empty();
        }
        cursor = to;
        presenceCursor = toPresence;
        if (to < published.revision()) {
            wake();
        }
        if (to == from && toPresence == fromPresence) {
            return Optional.empty();
        }
        boolean own =
                entries.get().stream().anyMatch(this::isOfClient) || tellsOfItself(published, fromPresence, toPresence);
        FrameKey key = new FrameKey(session.codec().subprotocol(), from, to, fromPresence, toPresence);
        List<String> departed = left.orElse(List.of());
        return own
                ? encode(entries.get(), published, key, departed)
                : Optional.of(published.shared(
                                key, Shared.class, same -> new Shared(encode(entries.get(), published, key, departed))))
                        .flatMap(Shared::frame);
    }

    /** A frame that is shared; empty if there is nothing to tell. */
    private record Shared(Optional<OutgoingFrame> frame) {}

    private boolean tellsOfItself(Published published, long fromPresence, long toPresence) {
        return toPresence > fromPresence
                && published.participants().stream()
                        .anyMatch(
                                one -> one.version() > fromPresence && one.id().equals(participant));
    }

    private boolean isOwn(LogEntry entry) {
        return entry.sequence() == awaited && isOfClient(entry);
    }

    private boolean isOfClient(LogEntry entry) {
        return entry.client().equals(session.client());
    }

    private Optional<OutgoingFrame> encode(
            List<LogEntry> entries, Published published, FrameKey range, List<String> departed) {
        List<ServerMessage> messages = new ArrayList<>();
        List<ServerMessage.AppliedOperation> run = new ArrayList<>();
        for (LogEntry entry : entries) {
            if (isOwn(entry)) {
                flush(run, entry.revision() - 1, messages);
                if (inFlight == entry.sequence()) {
                    tellTimes(published.durableNanos());
                }
                settled(entry.sequence());
                awaited = 0;
                messages.add(new ServerMessage.Ack(id(), entry.sequence(), entry.revision()));
            } else {
                run.add(new ServerMessage.AppliedOperation(
                        Json.encoded(entry.operation().array()),
                        entry.author(),
                        isOfClient(entry) ? OptionalLong.of(entry.sequence()) : OptionalLong.empty()));
            }
        }
        flush(run, range.toRevision(), messages);
        if (range.toPresence() > range.fromPresence()) {
            List<ServerMessage.Participant> changed = others(published, one -> one.version() > range.fromPresence());
            if (!(changed.isEmpty() && departed.isEmpty())) {
                messages.add(new ServerMessage.PresenceChanged(id(), range.toRevision(), changed, departed));
            }
        }
        return messages.isEmpty()
                ? Optional.empty()
                : Optional.of(new OutgoingFrame(session.codec().encode(messages), OptionalLong.of(range.toRevision())));
    }

    private void tellTimes(long durableNanos) {
        Telemetry telemetry = session.context().telemetry();
        telemetry.operations().acknowledged(receivedNanos, takenNanos, transformedNanos, durableNanos, telemetry.now());
    }

    /** Returns the lag of others and of this one, whose client has not been sent all that there is. */
    ReaderLag lag(ReaderLag others) {
        if (document == null || !joined) {
            return others;
        }
        Published published = document.published();
        long behind = published.revision() - cursor;
        return behind <= 0 ? others : others.and(behind, published.bytesAfter(cursor));
    }

    private void flush(List<ServerMessage.AppliedOperation> run, long upTo, List<ServerMessage> messages) {
        if (!run.isEmpty()) {
            messages.add(new ServerMessage.Applied(id(), upTo, List.copyOf(run)));
            run.clear();
        }
    }

    private List<ServerMessage.Participant> others(Published published, Predicate<Participant> which) {
        return published.participants().stream()
                .filter(one -> !one.id().equals(participant))
                .filter(which)
                .map(one -> new ServerMessage.Participant(
                        one.id(), one.user(), one.selection(), one.state().map(state -> Json.encoded(state.array()))))
                .toList();
    }
}
