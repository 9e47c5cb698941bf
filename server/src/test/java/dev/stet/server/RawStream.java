package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** A stream of Server-Sent Events by hand: reads only when told to. Confined to the test's thread. */
final class RawStream implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final String head;
    private final Deque<Map<String, Object>> messages = new ArrayDeque<>();
    private String lastId = "";

    /** An event; the id is empty if it has none. */
    private record Event(String id, String name, String data) {}

    private RawStream(StetServer server, String request, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(
                new InetSocketAddress(
                        server.address().getHost(), server.address().getPort()),
                PATIENCE_MS);
        socket.setSoTimeout(PATIENCE_MS);
        in = socket.getInputStream();
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        StringBuilder begin = new StringBuilder();
        while (!begin.toString().endsWith("\r\n\r\n")) {
            begin.append((char) readByte());
        }
        head = begin.toString();
    }

    /** Follows a document, with more headers. */
    static RawStream follow(StetServer server, String doc, String query, Map<String, String> headers)
            throws IOException {
        return new RawStream(server, head(server, "GET", doc, query, headers) + "\r\n", 0);
    }

    /** Opens a document as this client, with a message. */
    static RawStream open(StetServer server, String doc, String client, String message) throws IOException {
        return open(server, doc, client, message, Map.of(), 0);
    }

    /** Opens a document with more headers, and a receive buffer of about so many bytes; 0 for the usual one. */
    static RawStream open(
            StetServer server, String doc, String client, String message, Map<String, String> headers, int buffer)
            throws IOException {
        String head = head(server, "POST", doc, "client=" + client, headers);
        int length = message.getBytes(StandardCharsets.UTF_8).length;
        return new RawStream(server, head + "Content-Length: " + length + "\r\n\r\n" + message, buffer);
    }

    private static String head(
            StetServer server, String method, String doc, String query, Map<String, String> headers) {
        StringBuilder more = new StringBuilder();
        headers.forEach(
                (name, value) -> more.append(name).append(": ").append(value).append("\r\n"));
        return method + " /api/v1/documents/" + doc + "/events?" + query + " HTTP/1.1\r\nHost: "
                + server.address().getAuthority() + "\r\n" + more;
    }

    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    String head() {
        return head;
    }

    /** Returns the id of the last event that had one, and was read. */
    String lastId() {
        return lastId;
    }

    /** Reads the next message of a type, over others that are not about operations. */
    Map<String, Object> expect(String type) throws IOException {
        while (true) {
            Map<String, Object> message = next();
            if (message.get("type").equals(type)) {
                return message;
            }
            assertThat(message.get("type")).asString().doesNotStartWith("op:").isNotEqualTo("error");
        }
    }

    /** Reads the next message. */
    Map<String, Object> next() throws IOException {
        while (messages.isEmpty()) {
            Event event = event();
            assertThat(event.name()).as("%s", event).isEqualTo("message");
            take(event);
        }
        return messages.remove();
    }

    /** Reads to the end, and returns the code that the server closes with. */
    int closeCode() throws IOException {
        while (true) {
            Event event = event();
            if (event.name().equals("close")) {
                assertThat(chunkLength()).isZero();
                return ((Number) asMap(JsonMapper.shared().readValue(event.data(), Object.class))
                                .get("code"))
                        .intValue();
            }
        }
    }

    private void take(Event event) {
        if (!event.id().isEmpty()) {
            lastId = event.id();
        }
        Object value = JsonMapper.shared().readValue(event.data(), Object.class);
        List<?> all = value instanceof List<?> several ? several : List.of(value);
        all.forEach(each -> messages.add(asMap(each)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    /** Every piece that the server writes is one event, and one chunk. */
    private Event event() throws IOException {
        while (true) {
            String chunk = chunk();
            if (!chunk.equals(":\n\n")) { // else it is a heartbeat
                assertThat(chunk).endsWith("\n\n");
                return new Event(
                        field(chunk, "id").orElse(""),
                        field(chunk, "event").orElse("message"),
                        field(chunk, "data").orElseThrow());
            }
        }
    }

    private static Optional<String> field(String chunk, String name) {
        return chunk.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst();
    }

    private String chunk() throws IOException {
        int length = chunkLength();
        if (length == 0) {
            throw new EOFException("the stream is at its end");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** The line break that ends a chunk comes with the next one. */
    private int chunkLength() throws IOException {
        String line = line();
        return Integer.parseInt(line.isEmpty() ? line() : line, 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = readByte(); next != '\n'; next = readByte()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private int readByte() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the connection is at its end");
        }
        return next;
    }

    /** Cuts the connection. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
