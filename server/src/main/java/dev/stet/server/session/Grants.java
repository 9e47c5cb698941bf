package dev.stet.server.session;

import dev.stet.server.auth.Audit;
import dev.stet.server.auth.Grant;
import dev.stet.server.auth.Permission;
import dev.stet.server.auth.ShareSecret;
import dev.stet.server.auth.User;
import dev.stet.server.protocol.ErrorCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a session's user may do with a document before it is opened, and again whenever that may have changed.
 *
 * <pre>
 *                 nothing: error forbidden
 *   doc:open ─ask─┤
 *                 role ──▶ open ──change, renewal, end of a link ──ask─┬─ another role: doc:role
 *                           ▲                                         ├─ nothing: doc:closed forbidden
 *                           └─────────────────────────────────────────┴─ the store does not answer: ask later
 * </pre>
 *
 * <p>Threads: confined to the session's mailbox; what may block is asked on a thread of its own.
 */
final class Grants {
    private static final Logger LOG = LoggerFactory.getLogger(Grants.class);

    private final Session session;
    private final Supplier<User> user;

    Grants(Session session, Supplier<User> user) {
        this.session = session;
        this.user = user;
    }

    /** Asks, unless that is under way, in which case it is done once more. */
    void ask(OpenDocument document) {
        if (!document.standing().beginAsking()) {
            return;
        }
        User who = user.get();
        boolean make = document.wantsToCreate() && !document.standing().isGranted();
        // a thread that is woken for nothing costs more than the answer
        Executor asking =
                session.context().access().mayBlock() ? session.context().blocking() : Runnable::run;
        var unused = CompletableFuture.supplyAsync(() -> grant(who, document, make), asking)
                .whenComplete((grant, failure) -> session.run(() -> answered(document, grant, failure)));
    }

    private Optional<Grant> grant(User who, OpenDocument document, boolean make) {
        Optional<ShareSecret> share = document.share().map(secret -> new ShareSecret(secret.value()));
        Optional<Grant> grant = session.context().access().grant(who, document.id(), share);
        return grant.isEmpty() && make
                ? session.context().access().make(who, session.actor().from(), document.id())
                : grant;
    }

    private void answered(OpenDocument document, Optional<Grant> grant, @Nullable Throwable failure) {
        boolean again = document.standing().endAsking();
        if (!session.isOpen(document)) {
            return;
        }
        if (failure != null) {
            unanswered(document, failure);
        } else if (grant.filter(now -> now.allows(Permission.READ)).isEmpty()) {
            session.documents().forbid(document);
        } else {
            granted(document, grant.get());
        }
        if (again) {
            ask(document);
        }
    }

    private void granted(OpenDocument document, Grant grant) {
        boolean first = !document.standing().isGranted();
        document.grant(grant);
        document.standing()
                .lookAgain(grant.until()
                        .map(until -> Alarm.at(session.context(), session::run, until, () -> askIfOpen(document))));
        if (first) {
            Audit.linkUsed(session.actor(), document.id(), grant);
            session.documents().join(document);
        }
    }

    /** Nothing is opened without an answer; what is open stays so until there is one. */
    private void unanswered(OpenDocument document, Throwable failure) {
        LOG.warn(
                "it cannot be found out what a user may do, session={} user={} document={}",
                session.id(),
                user.get().id(),
                document.id(),
                failure);
        if (document.standing().isGranted()) {
            session.context()
                    .scheduler()
                    .after(session.context().storageRetry(), () -> session.run(() -> askIfOpen(document)));
        } else {
            session.documents()
                    .refuseOpening(document, ErrorCode.DOCUMENT_UNAVAILABLE, "the document cannot be read now");
        }
    }

    private void askIfOpen(OpenDocument document) {
        if (session.isOpen(document)) {
            ask(document);
        }
    }
}
