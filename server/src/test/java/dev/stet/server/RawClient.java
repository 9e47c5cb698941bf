package dev.stet.server;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * A connection without any client logic: says what it is told to say, and hands out messages one by one. Confined to the
 * test's thread.
 */
public final class RawClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Patience.LONG;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static volatile Encoding spoken = Encoding.JSON;

    private final Encoding encoding = spoken;
    private final WebSocket socket;
    private final BlockingQueue<Map<String, Object>> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    private String user = "";
    private int pings;

    private RawClient(HttpClient http, URI server, String client, String token) throws Exception {
        WebSocket.Builder builder = http.newWebSocketBuilder().subprotocols(encoding.subprotocol());
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        socket = builder.buildAsync(
                        URI.create(server.toString().replaceFirst("^http", "ws") + "/ws?client=" + client),
                        new Listener())
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Connects, and takes the welcome. */
    public static RawClient connect(StetServer server, String client) throws Exception {
        return connect(server.address(), client);
    }

    /** Connects, and takes the welcome. */
    public static RawClient connect(URI server, String client) throws Exception {
        return connect(server, client, "");
    }

    /** Connects with a token, and takes the welcome. */
    public static RawClient connect(URI server, String client, String token) throws Exception {
        return connect(HTTP, server, client, token);
    }

    /** Connects over TLS, and takes the welcome. */
    public static RawClient connect(URI server, String client, SSLContext trust) throws Exception {
        return connect(HttpClient.newBuilder().sslContext(trust).build(), server, client, "");
    }

    private static RawClient connect(HttpClient http, URI server, String client, String token) throws Exception {
        RawClient raw = new RawClient(http, server, client, token);
        raw.user = String.valueOf(raw.expect("session:welcome").get("user"));
        return raw;
    }

    private final class Listener implements WebSocket.Listener {
        private final ByteArrayOutputStream frame = new ByteArrayOutputStream();

        @Override
        public CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
            return part(ws, Encoding.JSON, data.toString().getBytes(StandardCharsets.UTF_8), last);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket ws, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            return part(ws, Encoding.CBOR, bytes, last);
        }

        private CompletionStage<?> part(WebSocket ws, Encoding kind, byte[] bytes, boolean last) {
            if (kind != encoding) {
                closed.completeExceptionally(new AssertionError("a frame of the wrong kind came, kind=" + kind));
            }
            frame.writeBytes(bytes);
            if (last) {
                Object read = encoding.read(frame.toByteArray());
                frame.reset();
                List<?> messages = read instanceof List<?> list ? list : List.of(read);
                messages.forEach(message -> received.add(asMap(message)));
            }
            ws.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket ws, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object message) {
        return (Map<String, Object>) message;
    }

    /** Returns the name that others see. */
    public String user() {
        return user;
    }

    /** Has clients that connect from now on speak this. */
    static void speak(Encoding encoding) {
        spoken = encoding;
    }

    /** Sends a message that is written down as JSON; in a text frame as it is. */
    public void send(String text) throws Exception {
        if (encoding == Encoding.CBOR) {
            sendBinary(encoding.frame(text));
        } else {
            sendText(text);
        }
    }

    /** Sends a text frame as it is. */
    public void sendText(String text) throws Exception {
        socket.sendText(text, true).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends a binary frame. */
    public void sendBinary(byte[] bytes) throws Exception {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns the next message, whatever it is. */
    public Map<String, Object> next() throws Exception {
        Map<String, Object> message = received.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (message == null) {
            throw new AssertionError("no message came" + (closed.isDone() ? ", closed=" + closed : ""));
        }
        return message;
    }

    /** Returns the next message of a type; others in between are passed over. */
    public Map<String, Object> expect(String type) throws Exception {
        List<Object> passed = new ArrayList<>();
        while (true) {
            Map<String, Object> message;
            try {
                message = next();
            } catch (AssertionError e) {
                throw new AssertionError("no " + type + " came, but " + passed, e);
            }
            if (type.equals(message.get("type"))) {
                return message;
            }
            passed.add(message);
        }
    }

    /** Returns the next error, which has to have this code. */
    public Map<String, Object> expectError(String code) throws Exception {
        Map<String, Object> error = expect("error");
        if (!code.equals(error.get("code"))) {
            throw new AssertionError("expected the error " + code + ", got " + error);
        }
        return error;
    }

    /** Returns what came, or comes, before the answer to a ping that is sent now. */
    public List<Map<String, Object>> untilPong() throws Exception {
        String id = "barrier-" + ++pings;
        send("{\"type\":\"ping\",\"id\":\"" + id + "\"}");
        List<Map<String, Object>> before = new ArrayList<>();
        for (Map<String, Object> message = next(); !id.equals(message.get("re")); message = next()) {
            before.add(message);
        }
        return before;
    }

    /** Returns whether nothing has come that was not taken. */
    public boolean isQuiet() {
        return received.isEmpty();
    }

    /** Waits for the connection to be closed, and returns the code. */
    public int closeCode() throws Exception {
        return closed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Opens a document, creating it if need be. */
    public Map<String, Object> open(String doc) throws Exception {
        send("{\"type\":\"doc:open\",\"doc\":\"" + doc + "\",\"create\":true}");
        return expect("doc:opened");
    }

    /** Opens a document of a type, by its name or its URI, creating it if need be. */
    public Map<String, Object> open(String doc, String docType) throws Exception {
        send("{\"type\":\"doc:open\",\"doc\":\"" + doc + "\",\"docType\":\"" + docType + "\",\"create\":true}");
        return expect("doc:opened");
    }

    /** Reads JSON as lists, maps, strings and numbers. */
    static Object json(String text) {
        return JSON.readValue(text, Object.class);
    }

    /** Opens a document again with the revision that this client has. */
    public Map<String, Object> resume(String doc, long since) throws Exception {
        send("{\"type\":\"doc:open\",\"doc\":\"" + doc + "\",\"since\":" + since + "}");
        return expect("doc:opened");
    }

    /** Opens a document again with the revision that this client has, and an operation that was not acknowledged. */
    public Map<String, Object> resume(String doc, long since, long inFlight) throws Exception {
        send("{\"type\":\"doc:open\",\"doc\":\"" + doc + "\",\"since\":" + since + ",\"inFlight\":" + inFlight + "}");
        return expect("doc:opened");
    }

    /** Submits an operation. */
    public void submit(String doc, long revision, long seq, String op) throws Exception {
        send("{\"type\":\"op:submit\",\"doc\":\"" + doc + "\",\"revision\":" + revision + ",\"seq\":" + seq + ",\"op\":"
                + op + "}");
    }

    /** Cuts the connection without a closing handshake. */
    public void cut() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
