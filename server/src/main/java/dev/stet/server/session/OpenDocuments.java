package dev.stet.server.session;

import dev.stet.server.auth.User;
import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.ErrorCode;
import dev.stet.server.protocol.ServerMessage;
import dev.stet.server.protocol.ServerMessage.CloseReason;
import dev.stet.server.protocol.ServerMessage.Failure;
import dev.stet.server.telemetry.ReaderLag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The documents that a session has open: how each comes to be open, and the ways in which it ends.
 *
 * <pre>
 *   doc:open ──▶ asked whether the user may ──▶ loaded ──▶ joined
 *                       │                         │          ├── doc:close          doc:closed requested
 *                       └── error ◀───────────────┘          ├── deleted            doc:closed deleted
 *                                                            ├── may not any more   doc:closed forbidden
 *                                                            └── too far behind     doc:closed resume
 * </pre>
 *
 * <p>Threads: confined to the session's mailbox.
 */
final class OpenDocuments {
    private final Session session;
    private final Grants grants;
    private final Openings openings;
    private final Map<String, OpenDocument> byId = new HashMap<>();

    /** @param user who uses the session now */
    OpenDocuments(Session session, Supplier<User> user) {
        this.session = session;
        this.grants = new Grants(session, user);
        this.openings = new Openings(session);
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    /** Returns whether it is one of these, and not one of the same name from before. */
    boolean has(OpenDocument document) {
        return !document.isRemoved();
    }

    /** Takes one away. Returns whether it was there. */
    private boolean remove(OpenDocument document) {
        if (!byId.remove(document.id(), document)) {
            return false;
        }
        document.removed();
        return true;
    }

    Optional<OpenDocument> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Returns whether no operation is under way in any of them. */
    boolean areSettled() {
        return byId.values().stream().allMatch(OpenDocument::isSettled);
    }

    /** Has the lag of all of them added. */
    void lag(AtomicReference<ReaderLag> sum) {
        for (OpenDocument document : byId.values()) {
            sum.updateAndGet(document::lag);
        }
    }

    // ---- how one comes to be open ----

    /** Begins to open one, or says why not. */
    void open(ClientMessage.Open open) {
        Optional<Failure> refusal = refusalToOpen(open);
        if (refusal.isPresent()) {
            session.answer(refusal.get().re(open.id()).doc(open.doc()));
            session.endIfDone();
        } else {
            OpenDocument opening = new OpenDocument(session, open);
            byId.put(open.doc(), opening);
            grants.ask(opening);
        }
    }

    private Optional<Failure> refusalToOpen(ClientMessage.Open open) {
        if (session.isDraining()) {
            return Optional.of(Failure.of(ErrorCode.DRAINING, "the server shuts down"));
        }
        if (byId.containsKey(open.doc())) {
            return Optional.of(Failure.of(ErrorCode.DOC_ALREADY_OPEN, "the document is open already"));
        }
        int max = session.context().limits().maxOpenDocuments();
        return byId.size() < max
                ? Optional.empty()
                : Optional.of(Failure.of(
                        ErrorCode.TOO_MANY_DOCUMENTS, "too many documents are open, maxOpenDocuments=" + max));
    }

    /** Opens one that the user may open. */
    void join(OpenDocument opening) {
        openings.join(opening);
    }

    /** Opens one again that was put away while it was being joined. */
    void joinAgain(OpenDocument opening) {
        if (session.isOpen(opening)) {
            join(opening);
        }
    }

    /** Has what the user may do with one looked at again, if it is open. */
    void askAgain(String id) {
        get(id).ifPresent(grants::ask);
    }

    /** Does the same with all of them. */
    void askAgain() {
        byId.values().forEach(grants::ask);
    }

    // ---- how it ends ----

    void refuseOpening(OpenDocument opening, ErrorCode code, String message) {
        if (remove(opening)) {
            Failure failure = Failure.of(code, message).re(opening.messageId()).doc(opening.id());
            session.answer(
                    code.retryable()
                            ? failure.retryAfter(
                                    session.context().storageRetry().toMillis())
                            : failure);
            session.endIfDone();
        }
    }

    /** Takes one away that the user may not read, or not any more. */
    void forbid(OpenDocument document) {
        if (!document.isJoined()) {
            refuseOpening(document, ErrorCode.FORBIDDEN, "you may not open this document");
        } else if (remove(document)) {
            document.leave();
            session.answer(closed(document, CloseReason.FORBIDDEN));
            session.endIfDone();
        }
    }

    /** Closes one because the client asks for it. */
    void close(ClientMessage.Close close) {
        OpenDocument open = byId.get(close.doc());
        if (open == null) {
            session.answer(notOpen(close.doc()).re(close.id()));
        } else {
            remove(open);
            open.leave();
            session.answer(new ServerMessage.Closed(close.id(), close.doc(), CloseReason.REQUESTED));
            session.endIfDone();
        }
    }

    static Failure notOpen(String doc) {
        return Failure.of(ErrorCode.DOC_NOT_OPEN, "the document is not open").doc(doc);
    }

    /** Closes one whose reader fell off the tail. Returns what the client is told: it opens it again with the revision it has. */
    ServerMessage sendToResume(OpenDocument document) {
        session.context().telemetry().operations().sentToResume();
        remove(document);
        document.leave();
        return closed(document, CloseReason.RESUME);
    }

    /** Closes one that was deleted. */
    void showOut(OpenDocument document) {
        if (remove(document)) {
            session.answer(closed(document, CloseReason.DELETED));
            session.endIfDone();
        }
    }

    private static ServerMessage closed(OpenDocument document, CloseReason reason) {
        return new ServerMessage.Closed(Optional.empty(), document.id(), reason);
    }

    /** Leaves all of them. Returns the operations that the client waits for an acknowledgement of. */
    List<ServerMessage.Unacknowledged> leave() {
        List<ServerMessage.Unacknowledged> unacknowledged = new ArrayList<>();
        for (OpenDocument document : byId.values()) {
            document.unacknowledged()
                    .ifPresent(seq -> unacknowledged.add(new ServerMessage.Unacknowledged(document.id(), seq)));
            document.removed();
            document.leave();
        }
        byId.clear();
        return unacknowledged;
    }
}
