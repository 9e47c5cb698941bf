package dev.stet.server;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody who comes in a {@link Rehearsal}: one connection, over which messages go as the protocol has them (PROTOCOL.md), in
 * WebSocket frames (RFC 6455). It does no more than it takes to have a server do its part, so that little but that is compiled.
 *
 * <p>Threads: for one at a time.
 */
final class RehearsalVisitor implements AutoCloseable {
    private static final String LET_IN = "HTTP/1.1 101";
    private static final int TIMEOUT_MS = 30_000;
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final int SHORT = 126;
    private static final int LONG = 127;
    private static final int MAX_SHORT = 0xFFFF;
    private static final int CLOSE_NORMALLY = 1_000;
    private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+)");

    private final Socket socket;
    private final DataInputStream in;
    private String document = "";
    private long revision;
    private long sequence;

    /** @param secret what lets it in */
    RehearsalVisitor(URI server, String secret) throws IOException {
        socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort());
        socket.setSoTimeout(TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 14));
        try {
            enter(server, secret);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void enter(URI server, String secret) throws IOException {
        byte[] key = new byte[16];
        ThreadLocalRandom.current().nextBytes(key);
        write(("GET /ws HTTP/1.1\r\nHost: " + server.getAuthority()
                        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                        + Base64.getEncoder().encodeToString(key)
                        + "\r\nSec-WebSocket-Protocol: stet.v1.json\r\nAuthorization: Bearer " + secret + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        readHead();
        await("session:welcome");
    }

    /** Opens a document that is there. */
    void open(String name, String type) throws IOException {
        document = name;
        say("{\"type\":\"doc:open\",\"doc\":\"" + name + "\",\"docType\":\"" + type
                + "\",\"create\":false,\"id\":\"1\"}");
        learn(await("doc:opened"));
    }

    /** Has a caret. */
    void look() throws IOException {
        say("{\"type\":\"presence:update\",\"doc\":\"" + document + "\",\"revision\":" + revision
                + ",\"selection\":{\"anchor\":0,\"head\":0}}");
    }

    /** Types at the beginning, and waits until that is acknowledged. */
    void type(String text) throws IOException {
        sequence++;
        say("{\"type\":\"op:submit\",\"doc\":\"" + document + "\",\"revision\":" + revision + ",\"seq\":" + sequence
                + ",\"op\":[\"" + text + "\"]}");
        learn(await("op:ack"));
    }

    /** Reads what has come meanwhile. */
    void hear() throws IOException {
        while (in.available() > 0) {
            readFrame();
        }
    }

    private void learn(String message) {
        Matcher found = REVISION.matcher(message);
        if (found.find()) {
            revision = Long.parseLong(found.group(1));
        }
    }

    private String await(String type) throws IOException {
        while (true) {
            String message = readFrame();
            if (message.contains("\"" + type + "\"")) {
                return message;
            }
            if (message.contains("\"error\"")) {
                throw new IOException("an error in the rehearsal, message=" + message);
            }
        }
    }

    private void say(String message) throws IOException {
        frame(TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a frame, masked as those of clients are. */
    private void frame(int kind, byte[] payload) throws IOException {
        int head = payload.length < SHORT ? 2 : 4;
        if (payload.length > MAX_SHORT) {
            throw new IllegalArgumentException("no visitor says so much, bytes=" + payload.length);
        }
        byte[] frame = new byte[head + Integer.BYTES + payload.length];
        frame[0] = (byte) kind;
        frame[1] = (byte) (MASKED | (head == 2 ? payload.length : SHORT));
        if (head > 2) {
            frame[2] = (byte) (payload.length >> Byte.SIZE);
            frame[3] = (byte) payload.length;
        }
        int mask = ThreadLocalRandom.current().nextInt();
        for (int i = 0; i < Integer.BYTES; i++) {
            frame[head + i] = (byte) (mask >> (Byte.SIZE * (3 - i)));
        }
        for (int i = 0; i < payload.length; i++) {
            frame[head + Integer.BYTES + i] = (byte) (payload[i] ^ frame[head + (i & 3)]);
        }
        write(frame);
    }

    private String readFrame() throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == SHORT) {
            length = in.readUnsignedShort();
        } else if (length == LONG) {
            length = Math.toIntExact(in.readLong());
        }
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new String(payload, StandardCharsets.UTF_8);
    }

    private void readHead() throws IOException {
        String status = new String(in.readNBytes(LET_IN.length()), StandardCharsets.US_ASCII);
        if (!status.equals(LET_IN)) {
            throw new IOException("a visitor of a rehearsal was not let in, answer=" + status);
        }
        int last = 0; // four bytes: the end of a head is an empty line
        while (last != 0x0D0A0D0A) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection of a rehearsal was refused");
            }
            last = (last << Byte.SIZE) | next;
        }
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public void close() throws IOException {
        try (socket) {
            frame(CLOSE, new byte[] {(byte) (CLOSE_NORMALLY >> Byte.SIZE), (byte) CLOSE_NORMALLY});
            in.transferTo(OutputStream.nullOutputStream()); // until the server has closed
        }
    }
}
