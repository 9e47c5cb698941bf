package dev.stet.server;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A client that counts what it is sent, and has no thread of its own. Confined to the test's thread.
 */
final class MeteredClient implements AutoCloseable {
    private static final int SHORT_HEADER_BYTES = 2;
    private static final int LONG_HEADER_BYTES = 4;
    private static final int SHORT_PAYLOAD = 125;

    private final WireSocket wire;
    private final Encoding encoding;
    private long frames;
    private long bytes;

    private MeteredClient(WireSocket wire, Encoding encoding) {
        this.wire = wire;
        this.encoding = encoding;
    }

    /** Connects, and opens a document. */
    static MeteredClient open(StetServer server, String client, Encoding encoding, String doc) throws IOException {
        MeteredClient metered =
                new MeteredClient(WireSocket.ask(server, "/ws?client=" + client, encoding.subprotocol()), encoding);
        metered.send("{\"type\":\"doc:open\",\"doc\":\"" + doc + "\",\"create\":true}");
        metered.await("doc:opened");
        return metered;
    }

    private void send(String json) throws IOException {
        wire.frame(encoding == Encoding.CBOR ? WireSocket.BINARY : WireSocket.TEXT, encoding.frame(json));
    }

    /** Submits an operation made on a revision, and waits until it is acknowledged as the next one. */
    void submit(String doc, long revision, String op) throws IOException {
        send("{\"type\":\"op:submit\",\"doc\":\"" + doc + "\",\"revision\":" + revision + ",\"seq\":" + (revision + 1)
                + ",\"op\":" + op + "}");
        await("op:ack");
    }

    /** Reads frames until a message of this type comes. */
    void await(String type) throws IOException {
        boolean came = false;
        while (!came) {
            WireSocket.Frame frame = wire.read();
            if (frame.opcode() == WireSocket.TEXT || frame.opcode() == WireSocket.BINARY) {
                int length = frame.payload().length;
                frames++;
                bytes += length + (length <= SHORT_PAYLOAD ? SHORT_HEADER_BYTES : LONG_HEADER_BYTES);
                Object read = encoding.read(frame.payload());
                List<?> messages = read instanceof List<?> list ? list : List.of(read);
                came = messages.stream().anyMatch(message -> type.equals(((Map<?, ?>) message).get("type")));
            } else if (frame.opcode() == WireSocket.PING) {
                wire.frame(WireSocket.PONG, frame.payload());
            } else {
                throw new IOException("no " + type + " came, opcode=" + frame.opcode());
            }
        }
    }

    /** Returns the messages that came, in WebSocket's sense, from {@link #startCounting} on. */
    long frames() {
        return frames;
    }

    /** Returns the bytes that these had on the wire, headers included. */
    long bytes() {
        return bytes;
    }

    void startCounting() {
        frames = 0;
        bytes = 0;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
