package dev.stet.client;

import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.CloseCode;
import dev.stet.server.protocol.MessageCodec;
import dev.stet.server.protocol.ProtocolException;
import dev.stet.server.protocol.ServerMessage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket: frames in and out, until it is lost. The next frame is asked for when the last one was handled.
 *
 * <p>Threads: confined to the client's thread, except for the callbacks of {@link WebSocket.Listener}, which only put
 * tasks there.
 */
final class Connection implements WebSocket.Listener {
    /** Who uses the connection. Called on the client's thread, with {@link #lost} as the last call. */
    interface Owner {
        void received(Connection from, List<ServerMessage> messages);

        void lost(Connection which, Loss loss);
    }

    /**
     * Why a connection is no more.
     *
     * @param worthRetrying whether another attempt may succeed
     * @param unauthenticated whether the server did not take the token, or there was none
     * @param replaced whether the server has a newer connection of this client
     * @param notBefore how long the server wants to be left alone
     */
    record Loss(String why, boolean worthRetrying, boolean unauthenticated, boolean replaced, Duration notBefore) {
        Loss(String why, boolean worthRetrying) {
            this(why, worthRetrying, false, false, Duration.ZERO);
        }
    }

    /** How long a server is left alone that closed the connection since too much was sent. */
    private static final Duration AFTER_RATE_LIMITED = Duration.ofSeconds(5);

    private static final Set<Integer> FINAL_CLOSE_CODES = Set.of(
            CloseCode.UNSUPPORTED_DATA.code(),
            CloseCode.BAD_DATA.code(),
            CloseCode.TOO_BIG.code(),
            CloseCode.REPLACED.code());
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final MessageCodec codec;
    private final SerialExecutor thread;
    private final Owner owner;

    /** Touched by the WebSocket's callbacks only, which come one at a time. */
    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();

    private @Nullable WebSocket socket;
    private CompletableFuture<?> outgoing = CompletableFuture.completedFuture(null);
    private boolean over;

    private Connection(MessageCodec codec, SerialExecutor thread, Owner owner) {
        this.codec = codec;
        this.thread = thread;
        this.owner = owner;
    }

    /** Starts to connect. What comes of it, the owner hears. */
    static Connection open(
            HttpClient http,
            URI address,
            Optional<String> token,
            Duration timeout,
            MessageCodec codec,
            SerialExecutor thread,
            Owner owner) {
        Connection connection = new Connection(codec, thread, owner);
        WebSocket.Builder builder =
                http.newWebSocketBuilder().subprotocols(codec.subprotocol()).connectTimeout(timeout);
        token.ifPresent(shown -> builder.header("Authorization", "Bearer " + shown));
        CompletableFuture<?> unused = builder.buildAsync(address, connection).whenComplete((opened, failure) -> {
            if (failure != null) {
                thread.execute(() -> connection.end(refusal(failure)));
            }
        });
        return connection;
    }

    /** Sends a message after those before it. */
    void send(ClientMessage message) {
        WebSocket to = socket;
        if (to == null || over) {
            return;
        }
        byte[] frame = codec.encode(message);
        outgoing = outgoing.thenCompose(sent -> codec.isBinary()
                        ? to.sendBinary(ByteBuffer.wrap(frame), true)
                        : to.sendText(new String(frame, StandardCharsets.UTF_8), true))
                .whenComplete((sent, failure) -> {
                    if (failure != null) {
                        thread.execute(() -> end(new Loss("sending failed: " + failure.getMessage(), true)));
                    }
                });
    }

    /** Drops the connection without a word; the owner hears of the loss, later. */
    void reset(String why) {
        thread.execute(() -> end(new Loss(why, true)));
    }

    /** Says goodbye, and forgets the owner. */
    void close() {
        over = true;
        WebSocket to = socket;
        if (to != null) {
            outgoing = outgoing.thenCompose(sent -> to.sendClose(CloseCode.NORMAL.code(), CloseCode.NORMAL.reason()))
                    .whenComplete((sent, failure) -> to.abort());
        }
    }

    private void end(Loss loss) {
        if (over) {
            return;
        }
        over = true;
        if (socket != null) {
            socket.abort();
        }
        owner.lost(this, loss);
    }

    private void handle(WebSocket from, byte[] frame) {
        if (over) {
            return;
        }
        try {
            owner.received(this, codec.decodeServer(ByteBuffer.wrap(frame)));
        } catch (ProtocolException e) {
            end(new Loss("the server sent what is not a message: " + e.getMessage(), true));
        }
        from.request(1);
    }

    @Override
    public void onOpen(WebSocket opened) {
        thread.execute(() -> {
            socket = opened;
            if (over) {
                opened.abort();
            }
        });
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        return part(from, data.toString().getBytes(StandardCharsets.UTF_8), last);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return part(from, bytes, last);
    }

    private @Nullable CompletionStage<?> part(WebSocket from, byte[] bytes, boolean last) {
        fragments.writeBytes(bytes);
        if (!last) {
            from.request(1);
            return null;
        }
        byte[] frame = fragments.toByteArray();
        fragments.reset();
        thread.execute(() -> handle(from, frame));
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        Loss loss = new Loss(
                "closed by the server, code=" + code + " reason=" + reason,
                !FINAL_CLOSE_CODES.contains(code),
                false,
                code == CloseCode.REPLACED.code(),
                code == CloseCode.RATE_LIMITED.code() ? AFTER_RATE_LIMITED : Duration.ZERO);
        thread.execute(() -> end(loss));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        thread.execute(() -> end(new Loss("the connection broke: " + error.getMessage(), true)));
    }

    /** A refusal with 4xx says that this client will never be let in, but for 429; anything else may pass. */
    private static Loss refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof WebSocketHandshakeException refused) {
            int status = refused.getResponse().statusCode();
            return new Loss(
                    "the server refused the connection, status=" + status,
                    status < BAD_REQUEST || status >= SERVER_ERROR || status == TOO_MANY_REQUESTS,
                    status == UNAUTHORIZED,
                    false,
                    HttpExchanges.retryAfter(refused.getResponse().headers()));
        }
        return new Loss("no connection: " + cause, true);
    }
}
