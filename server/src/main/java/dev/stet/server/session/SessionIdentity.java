package dev.stet.server.session;

import dev.stet.server.auth.Actor;
import dev.stet.server.auth.Audit;
import dev.stet.server.auth.AuthenticationException;
import dev.stet.server.auth.Credentials;
import dev.stet.server.auth.Identity;
import dev.stet.server.auth.Token;
import dev.stet.server.auth.User;
import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.ErrorCode;
import dev.stet.server.protocol.ServerMessage;
import dev.stet.server.protocol.ServerMessage.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Who a session's user has shown to be, and until when. Before that ends the client is told, and may show it again.
 *
 * <pre>
 *   ───────────────┬──── renewal notice ────┬──────
 *           session:expiring             expired      a renewal at any time before starts again at the left
 * </pre>
 *
 * <p>Threads: confined to the session's mailbox.
 */
final class SessionIdentity {
    private final SessionContext context;
    private final String client;
    private final String remote;
    private final Consumer<Runnable> mailbox;
    private final Consumer<ServerMessage> answer;
    private final Runnable expired;
    private final List<Alarm> alarms = new ArrayList<>();
    private Identity identity;

    /**
     * @param remote the address that the connection comes from
     * @param mailbox runs tasks in the session's mailbox
     * @param answer sends messages
     * @param expired told when the identity ends
     */
    SessionIdentity(
            SessionContext context,
            String client,
            String remote,
            Identity identity,
            Consumer<Runnable> mailbox,
            Consumer<ServerMessage> answer,
            Runnable expired) {
        this.context = context;
        this.client = client;
        this.remote = remote;
        this.identity = identity;
        this.mailbox = mailbox;
        this.answer = answer;
        this.expired = expired;
    }

    User user() {
        return identity.user();
    }

    /** Begins to watch for the end. */
    void watch() {
        forget();
        identity.expiresAt().ifPresent(end -> {
            // what ends sooner than that is told of half way
            Duration before = Duration.ofMillis(Math.min(context.renewalNotice().toMillis(), leftMs(end) / 2));
            alarms.add(Alarm.at(
                    context, mailbox, end.minus(before), () -> answer.accept(new ServerMessage.Expiring(leftMs(end)))));
            alarms.add(Alarm.at(context, mailbox, end, expired));
        });
    }

    /** Watches no longer. */
    void forget() {
        alarms.forEach(Alarm::cancel);
        alarms.clear();
    }

    private long leftMs(Instant end) {
        return Math.max(0, Duration.between(context.timeOfDay().instant(), end).toMillis());
    }

    /** Returns how much time is left; empty if there is no end. */
    OptionalLong leftMs() {
        return identity.expiresAt().map(end -> OptionalLong.of(leftMs(end))).orElse(OptionalLong.empty());
    }

    /**
     * Takes another token of the same user.
     *
     * @param done told in the mailbox whether it was taken, after the answer
     */
    void renew(ClientMessage.Renew renew, Consumer<Boolean> done) {
        Credentials shown = new Credentials(Optional.of(new Token(renew.token().value())), Optional.of(client));
        var unused = CompletableFuture.supplyAsync(() -> authenticated(shown), context.blocking())
                .whenComplete((shownToBe, failure) -> mailbox.accept(() -> {
                    Optional<Failure> refusal = failure == null ? refusal(shownToBe) : Optional.of(failure(failure));
                    refusal.ifPresentOrElse(
                            why -> answer.accept(why.re(renew.id())), () -> renewed(shownToBe, renew.id()));
                    done.accept(refusal.isEmpty());
                }));
    }

    private Identity authenticated(Credentials shown) {
        try {
            return context.authenticator().authenticate(shown);
        } catch (AuthenticationException e) {
            throw new CompletionException(e);
        }
    }

    private Optional<Failure> refusal(Identity shownToBe) {
        if (shownToBe.user().id().equals(user().id())) {
            return Optional.empty();
        }
        Audit.renewalRefused(new Actor(user().id(), remote), "the token is of somebody else");
        return Optional.of(Failure.of(ErrorCode.UNAUTHENTICATED, "the token is not taken"));
    }

    private Failure failure(Throwable failure) {
        Audit.renewalRefused(new Actor(user().id(), remote), String.valueOf(failure.getMessage()));
        boolean later = failure.getCause() instanceof AuthenticationException refused
                && refused.reason() == AuthenticationException.Reason.UNAVAILABLE;
        return later
                ? Failure.of(ErrorCode.IDENTITY_UNAVAILABLE, "tokens cannot be checked now")
                        .retryAfter(context.storageRetry().toMillis())
                : Failure.of(ErrorCode.UNAUTHENTICATED, "the token is not taken");
    }

    private void renewed(Identity shownToBe, Optional<String> re) {
        boolean another = !shownToBe.expiresAt().equals(identity.expiresAt());
        identity = shownToBe;
        if (another) { // else the client has been told, or will be
            watch();
        }
        answer.accept(new ServerMessage.Renewed(re, identity.expiresAt().map(Instant::toString), leftMs()));
    }
}
