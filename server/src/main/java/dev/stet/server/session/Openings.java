package dev.stet.server.session;

import dev.stet.server.auth.Audit;
import dev.stet.server.document.Document;
import dev.stet.server.document.JoinRequest;
import dev.stet.server.document.OpenFailedException;
import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.ErrorCode;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has documents loaded for a session, and joins it to them; or says why that cannot be.
 *
 * <p>Threads: confined to the session's mailbox.
 */
final class Openings {
    private static final Logger LOG = LoggerFactory.getLogger(Openings.class);

    private final Session session;

    Openings(Session session) {
        this.session = session;
    }

    /** Opens a document that the user may open. */
    void join(OpenDocument opening) {
        ClientMessage.Open open = opening.permitted();
        var unused = session.context()
                .documents()
                .open(open.doc(), open.docType(), open.create())
                .whenComplete((document, failure) -> {
                    if (failure == null) {
                        loaded(opening, open, document);
                    } else {
                        session.run(() -> failed(opening, failure));
                    }
                });
    }

    private void loaded(OpenDocument opening, ClientMessage.Open open, Document<?, ?> document) {
        if (open.create() && document.takeCreated()) {
            Audit.created(session.actor(), open.doc());
        }
        session.run(() -> opening.join(document, new JoinRequest(open.since(), open.inFlight(), open.store())));
    }

    private void failed(OpenDocument opening, Throwable failure) {
        Optional<OpenFailedException> known = OpenFailedException.in(failure);
        if (known.isEmpty()) {
            LOG.error(
                    "a document cannot be opened, session={} user={} document={}",
                    session.id(),
                    session.user(),
                    opening.id(),
                    failure);
        }
        ErrorCode code = known.map(OpenFailedException::reason)
                .map(reason -> switch (reason) {
                    case NOT_FOUND -> ErrorCode.DOC_NOT_FOUND;
                    case DELETED -> ErrorCode.DOC_DELETED;
                    case UNKNOWN_TYPE -> ErrorCode.UNKNOWN_DOC_TYPE;
                    case TYPE_MISMATCH -> ErrorCode.DOC_TYPE_MISMATCH;
                    case UNAVAILABLE -> ErrorCode.DOCUMENT_UNAVAILABLE;
                    case TOO_MANY -> ErrorCode.OVERLOADED;
                    case CLOSING -> ErrorCode.DRAINING;
                })
                .orElse(ErrorCode.INTERNAL);
        session.documents()
                .refuseOpening(opening, code, known.map(Throwable::getMessage).orElse("the document cannot be opened"));
    }
}
