package dev.stet.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A WebSocket by hand: sends frames that no library would send, and reads only when told to. Confined to the test's thread.
 */
final class WireSocket implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int PATIENCE_MS = (int) Patience.LONG.toMillis();
    private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

    private final Socket socket;
    private final DataInputStream in;
    private int status;
    private String head = "";

    /**
     * A frame from the server.
     *
     * @param deflated whether its first reserved bit is set
     */
    record Frame(boolean last, boolean deflated, int opcode, byte[] payload) {}

    private WireSocket(URI server, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MS);
        socket.setSoTimeout(PATIENCE_MS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Asks for a WebSocket, and takes the answer, whatever it is. */
    static WireSocket ask(StetServer server, String target, String subprotocol) throws IOException {
        return ask(server, target, subprotocol, 0, new byte[0]);
    }

    /** Connects as this client. */
    static WireSocket connect(StetServer server, String client) throws IOException {
        return ask(server, "/ws?client=" + client, "stet.v1.json");
    }

    /** Connects as this client, with a receive buffer of about so many bytes. */
    static WireSocket connect(StetServer server, String client, int receiveBuffer) throws IOException {
        return ask(server, "/ws?client=" + client, "stet.v1.json", receiveBuffer, new byte[0]);
    }

    /** Connects as this client, and sends bytes together with the request, before it is answered. */
    static WireSocket connectTalking(StetServer server, String client, byte[] first) throws IOException {
        return ask(server, "/ws?client=" + client, "stet.v1.json", 0, first);
    }

    private static WireSocket ask(StetServer server, String target, String subprotocol, int receiveBuffer, byte[] first)
            throws IOException {
        return ask(server.address(), target, subprotocol, Map.of(), receiveBuffer, first);
    }

    /** Asks for a WebSocket with more headers, and takes the answer, whatever it is. */
    static WireSocket ask(StetServer server, String target, String subprotocol, Map<String, String> headers)
            throws IOException {
        return ask(server.address(), target, subprotocol, headers);
    }

    /** Asks a server in another process for a WebSocket, and takes the answer, whatever it is. */
    static WireSocket ask(URI server, String target, String subprotocol, Map<String, String> headers)
            throws IOException {
        return ask(server, target, subprotocol, headers, 0, new byte[0]);
    }

    private static WireSocket ask(
            URI server, String target, String subprotocol, Map<String, String> headers, int receiveBuffer, byte[] first)
            throws IOException {
        StringBuilder more = new StringBuilder();
        headers.forEach(
                (name, value) -> more.append(name).append(": ").append(value).append("\r\n"));
        String host = headers.containsKey("Host") ? "" : "Host: " + server.getAuthority() + "\r\n";
        WireSocket wire = new WireSocket(server, receiveBuffer);
        String request = "GET " + target + " HTTP/1.1\r\n" + host + more
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + (subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n") + "\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(request.getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(first);
        wire.write(all.toByteArray());
        wire.status = wire.readStatus();
        return wire;
    }

    private int readStatus() throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        this.head = head.toString();
        return Integer.parseInt(head.substring(9, 12));
    }

    /** Returns the HTTP status of the answer; 101 for a WebSocket. */
    int status() {
        return status;
    }

    /** Returns the head of the answer. */
    String head() {
        return head;
    }

    /** Sends bytes as they are. */
    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void text(String text) throws IOException {
        write(frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    void frame(int opcode, byte[] payload) throws IOException {
        write(frame(true, opcode, payload));
    }

    /** Returns a masked frame. */
    static byte[] frame(boolean last, int opcode, byte[] payload) {
        ByteBuffer buffer = ByteBuffer.allocate(14 + payload.length);
        buffer.put((byte) (opcode | (last ? 0x80 : 0)));
        if (payload.length < 126) {
            buffer.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            buffer.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            buffer.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        buffer.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            buffer.put((byte) (payload[i] ^ MASK[i & 3]));
        }
        byte[] frame = new byte[buffer.position()];
        buffer.flip().get(frame);
        return frame;
    }

    /** Returns a masked frame whose first reserved bit is set. */
    static byte[] deflatedFrame(boolean last, int opcode, byte[] payload) {
        byte[] frame = frame(last, opcode, payload);
        frame[0] |= 0x40;
        return frame;
    }

    /** Reads the next frame. */
    Frame read() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        long payload = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        byte[] bytes = new byte[Math.toIntExact(payload)];
        in.readFully(bytes);
        return new Frame((first & 0x80) != 0, (first & 0x40) != 0, first & 0x0f, bytes);
    }

    /** Reads the messages of the next text frames, which are one message in WebSocket's sense. */
    List<Map<String, Object>> messages() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (true) {
            Frame frame = read();
            if (frame.opcode() == CLOSE) {
                throw new EOFException("closed by the server, code=" + code(frame));
            }
            if (frame.opcode() == PING) {
                continue; // it is left unanswered: who answers is heard
            }
            text.writeBytes(frame.payload());
            if (frame.last()) {
                return parse(text.toString(StandardCharsets.UTF_8));
            }
        }
    }

    /** Reads until a message of this type comes. */
    Map<String, Object> expect(String type) throws IOException {
        while (true) {
            for (Map<String, Object> message : messages()) {
                if (type.equals(message.get("type"))) {
                    return message;
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> parse(String text) {
        Object frame = JsonMapper.shared().readValue(text, Object.class);
        return frame instanceof List<?> list ? (List<Map<String, Object>>) list : List.of((Map<String, Object>) frame);
    }

    /** Reads until the server closes, and returns the code. */
    int closeCode() throws IOException {
        while (true) {
            Frame frame = read();
            if (frame.opcode() == CLOSE) {
                return code(frame);
            }
        }
    }

    /** Reads to the end of the connection, which has to come. */
    void awaitEnd() throws IOException {
        in.transferTo(java.io.OutputStream.nullOutputStream());
    }

    private static int code(Frame close) {
        return close.payload().length < 2
                ? 1005
                : ByteBuffer.wrap(close.payload()).getShort() & 0xffff;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
