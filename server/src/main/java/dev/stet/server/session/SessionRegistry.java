package dev.stet.server.session;

import dev.stet.server.document.Scheduler;
import dev.stet.server.protocol.CloseCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All sessions: one for each client program. Closes those that are silent for too long.
 *
 * <p>Threads: thread-safe; nothing blocks.
 */
public final class SessionRegistry {
    private final SessionContext context;
    private final Scheduler scheduler;
    private final Map<String, Session> byClient = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    /** What clients are told to wait before they come back; absent until the server drains. */
    private volatile Optional<Duration> drained = Optional.empty();

    private volatile boolean closed;

    /** Makes a registry, and starts looking for silent clients. */
    public SessionRegistry(SessionContext context, Scheduler scheduler) {
        this.context = context;
        this.scheduler = scheduler;
        scheduleRounds();
    }

    /** Returns the number of sessions. */
    public int size() {
        return byClient.size();
    }

    /**
     * Makes a session for a new connection, in place of one that the client had. The connection then has it {@linkplain #start started}.
     *
     * @param client id of the client program
     */
    public Session open(String client, Connection connection) {
        String id = "s-" + lastId.incrementAndGet();
        Session session = new Session(context, id, client, guest(client), connection, this::closed);
        Session before = byClient.put(client, session);
        if (before != null) {
            before.close(CloseCode.REPLACED);
        }
        return session;
    }

    /** Greets a new client, from whom messages come from then on. */
    public void start(Session session) {
        session.start();
        drained.ifPresent(session::drain);
    }

    /** Returns a name for a user who did not say who they are: the same for the same client, and not its id. */
    private static String guest(String client) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(client.getBytes(StandardCharsets.UTF_8));
            return "guest-" + HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void closed(Session session) {
        byClient.remove(session.client(), session);
    }

    private void scheduleRounds() {
        Duration round = context.idleTimeout().dividedBy(5);
        scheduler.after(round, () -> {
            if (!closed) {
                byClient.values().forEach(Session::closeIfSilent);
                scheduleRounds();
            }
        });
    }

    /** Tells every client to come back later, and takes no operations from now on. */
    public void drain(Duration retryAfter) {
        drained = Optional.of(retryAfter);
        byClient.values().forEach(session -> session.drain(retryAfter));
    }

    /** Completes when every session has sent what there is to send. */
    public CompletableFuture<Void> flush() {
        List<CompletableFuture<Void>> flushed =
                byClient.values().stream().map(Session::flush).toList();
        return CompletableFuture.allOf(flushed.toArray(CompletableFuture[]::new));
    }

    /** Closes every session. */
    public void close() {
        closed = true;
        byClient.values().forEach(session -> session.close(CloseCode.DRAINING));
    }
}
