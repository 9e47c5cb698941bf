package dev.stet.client;

import dev.stet.ot.OperationType;
import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.Credential;
import dev.stet.server.protocol.ServerMessage;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program's link to a server: one connection for all its documents. When it is lost, the client connects again, waiting
 * longer after each failure, and its documents go on where they were; edits made meanwhile are kept and sent.
 *
 * <pre>
 *               welcome               lost
 *   connecting ─────────▶ online ──────────────▶ waiting ──▶ connecting …
 *        │ failed                                  ▲
 *        └─────────────────────────────────────────┘          closed: by the program, or for good by the server
 * </pre>
 *
 * <p>Threads: public methods are thread-safe; everything else runs on the client's thread.
 */
public final class StetClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StetClient.class);

    /** How long a connection that was given up while it was opening may take to arrive at the server all the same. */
    private static final Duration STRAY = Duration.ofSeconds(30);

    private final ClientRuntime runtime;
    private final URI address;
    private final ClientOptions options;
    private final SerialExecutor thread;
    private final Map<String, ClientDocument<?, ?>> documents = new LinkedHashMap<>();

    /** Where the numbering of operations goes on if a document is opened again. */
    private final Map<String, Long> nextSequences = new HashMap<>();

    private @Nullable Connection connection;
    private @Nullable Heartbeat heartbeat;
    private @Nullable Future<?> nextAttempt;
    private int failures;
    /** Whether the last attempt failed since the token was not taken: another token may be, a third one is not tried. */
    private boolean tokenRefused;

    /** When an attempt was given up last: the server may hear of it later than of the next one. */
    private Optional<Long> gaveUpNanos = Optional.empty();

    private Optional<Duration> serverAskedToWait = Optional.empty();
    private Optional<String> closedBecause = Optional.empty();
    private long nextMessage = 1;
    private volatile boolean online;

    private StetClient(ClientRuntime runtime, URI server, ClientOptions options) {
        this.runtime = runtime;
        this.options = options;
        this.address = webSocketAddress(server, options.client());
        this.thread = runtime.serial();
    }

    /**
     * Makes a client, which connects at once.
     *
     * @param server the server's address: {@code http://host:port}, or {@code https:}
     */
    public static StetClient connect(ClientRuntime runtime, URI server, ClientOptions options) {
        StetClient client = new StetClient(runtime, server, options);
        client.thread.execute(client::attempt);
        return client;
    }

    /** Returns the id under which the log has this client's operations. */
    public String id() {
        return options.client();
    }

    /** Returns whether the server has welcomed this client and the connection is not lost. */
    public boolean isOnline() {
        return online;
    }

    /**
     * Opens a document, and creates it if there is none. A client has a document open at most once at a time.
     *
     * @return the document when the server has sent it; a {@link StetClientException} if the server will not. While there
     *     is no connection the future waits
     */
    public <S, O> CompletableFuture<ClientDocument<S, O>> open(
            String name, OperationType<S, O> type, DocumentListener<S, O> listener) {
        CompletableFuture<ClientDocument<S, O>> opened = new CompletableFuture<>();
        thread.execute(() -> {
            if (closedBecause.isPresent()) {
                opened.completeExceptionally(new StetClientException(closedBecause.get()));
            } else if (documents.containsKey(name)) {
                opened.completeExceptionally(new StetClientException("the document is open already, doc=" + name));
            } else {
                ClientDocument<S, O> document =
                        new ClientDocument<>(this, name, type, listener, nextSequences.getOrDefault(name, 1L), opened);
                documents.put(name, document);
                if (online) {
                    document.online();
                }
            }
        });
        return opened;
    }

    /** Loses the connection on purpose, as a network would; the client comes back by itself. */
    public void dropConnection() {
        thread.execute(() -> lose("dropped on purpose"));
    }

    /** Closes every document and the connection. What is not acknowledged is lost. Idempotent; returns at once. */
    @Override
    public void close() {
        thread.execute(() -> shut("the client was closed"));
    }

    SerialExecutor thread() {
        return thread;
    }

    /** Returns a new id for a message. */
    String messageId() {
        return Long.toString(nextMessage++);
    }

    /** Sends, if there is a connection. */
    void send(ClientMessage message) {
        if (online && connection != null) {
            connection.send(message);
            if (heartbeat != null) {
                heartbeat.sent();
            }
        }
    }

    /** Drops the connection after a fault in what came over it: resuming makes good. */
    void lose(String why) {
        if (connection != null) {
            connection.reset(why);
        }
    }

    /** Lets a document go. */
    void forget(String name, long nextSequence) {
        documents.remove(name);
        nextSequences.put(name, nextSequence);
    }

    private void attempt() {
        nextAttempt = null;
        if (closedBecause.isPresent()) {
            return;
        }
        if (options.tokens().isEmpty()) {
            connect(Optional.empty());
        } else {
            withToken(
                    token -> connect(Optional.of(token)),
                    failure -> lost(new Connection.Loss("there is no token: " + failure, true)));
        }
    }

    private void connect(Optional<String> token) {
        if (closedBecause.isEmpty()) {
            connection = Connection.open(
                    runtime.http(), address, token, options.connectTimeout(), options.codec(), thread, new Link());
        }
    }

    private void withToken(Consumer<String> use, Consumer<Throwable> failed) {
        options.tokens().ifPresent(supplier -> {
            var unused = supplier.token()
                    .whenComplete((token, failure) -> thread.execute(() -> {
                        if (failure == null) {
                            use.accept(token);
                        } else {
                            failed.accept(failure);
                        }
                    }));
        });
    }

    private void renew() {
        withToken(
                token -> send(new ClientMessage.Renew(Optional.empty(), new Credential(token))),
                failure -> LOG.warn("there is no token to go on with, client={} why={}", id(), failure.toString()));
    }

    private void welcomed(ServerMessage.Welcome welcome) {
        LOG.debug("online, client={} session={}", id(), welcome.session());
        failures = 0;
        tokenRefused = false;
        serverAskedToWait = Optional.empty();
        online = true;
        heartbeat = Heartbeat.start(
                Duration.ofMillis(welcome.heartbeatMs()),
                thread,
                () -> send(new ClientMessage.Ping(Optional.empty())),
                () -> lose("nothing was heard for too long"));
        List.copyOf(documents.values()).forEach(ClientDocument::online);
    }

    private void lost(Connection.Loss loss) {
        LOG.debug("offline, client={} why={}", id(), loss.why());
        boolean wasOnline = online;
        online = false;
        connection = null;
        if (heartbeat != null) {
            heartbeat.stop();
            heartbeat = null;
        }
        boolean tryAnotherToken = loss.unauthenticated() && options.tokens().isPresent() && !tokenRefused;
        tokenRefused = loss.unauthenticated();
        boolean replacedByItself = loss.replaced() && mayBeReplacedByItself();
        if (!wasOnline) {
            gaveUpNanos = Optional.of(System.nanoTime());
        }
        if (!loss.worthRetrying() && !tryAnotherToken && !replacedByItself) {
            shut(loss.why());
            return;
        }
        if (wasOnline) {
            List.copyOf(documents.values()).forEach(ClientDocument::offline);
        }
        failures++;
        Duration wait = options.backoff().delay(failures, ThreadLocalRandom.current());
        nextAttempt = thread.after(serverAskedToWait.orElse(loss.notBefore()).plus(wait), this::attempt);
        serverAskedToWait = Optional.empty();
    }

    /** Returns whether what replaced the connection may be an older one of this very client, late to arrive. */
    private boolean mayBeReplacedByItself() {
        return gaveUpNanos.isPresent() && System.nanoTime() - gaveUpNanos.get() < STRAY.toNanos();
    }

    private void shut(String why) {
        if (closedBecause.isPresent()) {
            return;
        }
        closedBecause = Optional.of(why);
        online = false;
        if (heartbeat != null) {
            heartbeat.stop();
        }
        if (nextAttempt != null) {
            nextAttempt.cancel(false);
        }
        if (connection != null) {
            connection.close();
        }
        List.copyOf(documents.values()).forEach(document -> document.fail(new StetClientException(why)));
    }

    private void handle(ServerMessage message) {
        switch (message) {
            case ServerMessage.Welcome welcome -> welcomed(welcome);
            case ServerMessage.Draining draining ->
                serverAskedToWait = Optional.of(Duration.ofMillis(draining.retryAfterMs()));
            case ServerMessage.Opened opened -> document(opened.doc()).ifPresent(doc -> doc.opened(opened));
            case ServerMessage.Closed closed -> document(closed.doc()).ifPresent(doc -> doc.closed(closed));
            case ServerMessage.Applied applied -> document(applied.doc()).ifPresent(doc -> doc.applied(applied));
            case ServerMessage.Ack ack -> document(ack.doc()).ifPresent(doc -> doc.acknowledged(ack));
            case ServerMessage.Failure failure -> {
                LOG.debug("refused, client={} code={} message={}", id(), failure.code(), failure.message());
                failure.doc().flatMap(this::document).ifPresent(doc -> doc.refused(failure));
            }
            case ServerMessage.Expiring expiring -> renew();
            case ServerMessage.Expired expired ->
                LOG.debug("expired, client={} unacknowledged={}", id(), expired.unacknowledged());
            case ServerMessage.Renewed renewed -> LOG.debug("renewed, client={} until={}", id(), renewed.expiresAt());
            case ServerMessage.RoleChanged changed ->
                LOG.debug("another role, client={} doc={} role={}", id(), changed.doc(), changed.role());
            case ServerMessage.PresenceChanged presence -> {}
            case ServerMessage.Pong pong -> {}
        }
    }

    private Optional<ClientDocument<?, ?>> document(String name) {
        return Optional.ofNullable(documents.get(name));
    }

    private static URI webSocketAddress(URI server, String client) {
        String scheme = switch (String.valueOf(server.getScheme())) {
            case "http", "ws" -> "ws";
            case "https", "wss" -> "wss";
            default ->
                throw new IllegalArgumentException("a server's address starts with http: or https:, server=" + server);
        };
        return URI.create(scheme + "://" + server.getRawAuthority() + "/ws?client="
                + URLEncoder.encode(client, StandardCharsets.UTF_8));
    }

    /** What the present connection tells. A connection that is not the present one any more has nothing to say. */
    private final class Link implements Connection.Owner {
        @Override
        public void received(Connection from, List<ServerMessage> messages) {
            if (heartbeat != null) {
                heartbeat.heard();
            }
            try {
                messages.forEach(StetClient.this::handle);
            } catch (IllegalStateException | IllegalArgumentException e) {
                LOG.warn("what the server sent does not fit, reconnecting, client={} why={}", id(), e.toString());
                from.reset("what the server sent does not fit");
            }
        }

        @Override
        public void lost(Connection which, Connection.Loss loss) {
            StetClient.this.lost(loss);
        }
    }
}
