package dev.stet.server.session;

import dev.stet.server.auth.Identity;
import dev.stet.server.auth.User;
import dev.stet.server.document.Scheduler;
import dev.stet.server.protocol.CloseCode;
import dev.stet.server.protocol.ServerMessage;
import dev.stet.server.telemetry.ReaderLag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All sessions: one for each client program, and one for each document that a client has a connection of its own for. Closes those that are silent, or do not read, for too long.
 *
 * <p>Threads: thread-safe; nothing blocks.
 */
public final class SessionRegistry {
    /** Between two clients that are asked to leave: 200 in a second, unless there are more than time allows. */
    private static final Duration BETWEEN_LEAVING = Duration.ofMillis(5);

    /** What the last client that is asked to leave has, to be told so. */
    private static final Duration LAST_MOMENT = Duration.ofMillis(100);

    /** How often each session is looked at in the time that it may be silent. */
    private static final int ROUNDS_IN_A_TIMEOUT = 5;

    private final SessionContext context;
    private final Scheduler scheduler;
    private final Map<String, Session> bySeat = new ConcurrentHashMap<>();
    private final PulseRounds rounds;
    private final AtomicLong lastId = new AtomicLong();
    /** What clients are told to wait before they come back; absent until the server drains. */
    private volatile Optional<Duration> drained = Optional.empty();

    /** Makes a registry, and starts looking for silent clients. */
    public SessionRegistry(SessionContext context, Scheduler scheduler) {
        this.context = context;
        this.scheduler = scheduler;
        this.rounds = new PulseRounds(scheduler, context.idleTimeout().dividedBy(ROUNDS_IN_A_TIMEOUT), bySeat::values);
        rounds.begin();
    }

    /** Returns the number of sessions. */
    public int size() {
        return bySeat.size();
    }

    /**
     * Makes a session for a new connection, in place of one that the client had. The connection then has it {@linkplain #start started}.
     *
     * @param client id of the client program
     * @param identity who uses it, and until when
     */
    public Session open(String client, Identity identity, Connection connection) {
        return open(client, client, identity, connection);
    }

    /**
     * Makes a session for a new connection that is for one document only, in place of one that the client had for the same.
     */
    public Session openStream(String client, String document, Identity identity, Connection connection) {
        return open(stream(client, document), client, identity, connection);
    }

    private static String stream(String client, String document) {
        return client + " " + document; // no client's id has a space
    }

    private Session open(String seat, String client, Identity identity, Connection connection) {
        String id = "s-" + lastId.incrementAndGet();
        Session session = new Session(context, id, seat, client, identity, connection, this::closed);
        context.telemetry().traffic().sessionOpened();
        Session before = bySeat.put(seat, session);
        if (before != null) {
            before.close(CloseCode.REPLACED);
        }
        return session;
    }

    /**
     * Returns whether a client id is in use by somebody else. Ids of clients are secrets: whoever uses the one of another
     * user has no business with it.
     */
    public boolean isOfAnother(String client, User user) {
        return isOfAnother(bySeat.get(client), user);
    }

    /** Returns the same of a client's connection for one document. */
    public boolean isOfAnother(String client, String document, User user) {
        return isOfAnother(client, user) || isOfAnother(bySeat.get(stream(client, document)), user);
    }

    private static boolean isOfAnother(@Nullable Session session, User user) {
        return session != null && !session.user().equals(user.id());
    }

    /** Returns a client's session for one document, if it has one here. */
    public Optional<Session> stream(String client, String document, User user) {
        return Optional.ofNullable(bySeat.get(stream(client, document)))
                .filter(session -> session.user().equals(user.id()));
    }

    /** Returns what a client is greeted with that has no connection here. */
    public ServerMessage.Welcome welcome(String client, Identity identity) {
        return new ServerMessage.Welcome(
                "",
                client,
                identity.user().id(),
                context.heartbeat().toMillis(),
                context.limits(),
                OptionalLong.empty());
    }

    /** Returns whether there is a session of this client; not for one document only. */
    public boolean has(String client) {
        return bySeat.containsKey(client);
    }

    /** Has what its users may do looked at again, in every session that has the document open. */
    public void accessChanged(String document) {
        bySeat.values().forEach(session -> session.accessChanged(document));
    }

    /** Greets a new client, from whom messages come from then on. */
    public void start(Session session) {
        session.start();
        drained.ifPresent(session::drain);
    }

    private void closed(Session session) {
        bySeat.remove(session.seat(), session);
    }

    /** Returns how far readers are behind; without those whose sessions are busy just now. */
    public ReaderLag lag() {
        AtomicReference<ReaderLag> sum = new AtomicReference<>(ReaderLag.NONE);
        bySeat.values().forEach(session -> session.lag(sum));
        return Objects.requireNonNull(sum.get());
    }

    /** Tells every client to come back later, and takes no operations from now on. */
    public void drain(Duration retryAfter) {
        drained = Optional.of(retryAfter);
        bySeat.values().forEach(session -> session.drain(retryAfter));
    }

    /**
     * Asks clients to go to another server, one after another, in no particular order, so that it is not run over. Whoever
     * has nothing under way any more is closed.
     *
     * @param atMost how long that may take; if there are few clients it takes less
     * @return completes when the last one was asked and had a moment to go
     */
    public CompletableFuture<Void> leave(Duration atMost, Duration retryAfter) {
        List<Session> all = new ArrayList<>(bySeat.values());
        Collections.shuffle(all, ThreadLocalRandom.current());
        Duration wanted = BETWEEN_LEAVING.multipliedBy(all.size());
        Duration over = wanted.compareTo(atMost) < 0 ? wanted : atMost;
        for (int i = 0; i < all.size(); i++) {
            Session session = all.get(i);
            scheduler.after(over.multipliedBy(i).dividedBy(all.size()), () -> session.leave(retryAfter));
        }
        CompletableFuture<Void> left = new CompletableFuture<>();
        scheduler.after(all.isEmpty() ? Duration.ZERO : over.plus(LAST_MOMENT), () -> left.complete(null));
        return left;
    }

    /** Completes when every session has sent what there is to send. */
    public CompletableFuture<Void> flush() {
        List<CompletableFuture<Void>> flushed =
                bySeat.values().stream().map(Session::flush).toList();
        return CompletableFuture.allOf(flushed.toArray(CompletableFuture[]::new));
    }

    /** Closes every session. */
    public void close() {
        rounds.stop();
        bySeat.values().forEach(session -> session.close(CloseCode.DRAINING));
    }
}
