package dev.stet.server.transport.events;

import dev.stet.server.protocol.CloseCode;
import dev.stet.server.session.OutgoingFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * How frames look as events.
 *
 * <pre>
 *   id: 14                                         the revision that the client is at then, if the frame says so
 *   data: {"type":"op:applied", …}
 *
 *   :                                              nothing has happened: a heartbeat
 *
 *   event: close                                   the last one
 *   data: {"code":4010,"reason":"draining"}
 * </pre>
 */
final class Events {
    private static final byte[] HEARTBEAT = ascii(":\n\n");
    private static final byte[] DATA = ascii("data: ");
    private static final byte[] END = ascii("\n\n");

    private Events() {}

    static ByteBuffer heartbeat() {
        return ByteBuffer.wrap(HEARTBEAT).asReadOnlyBuffer();
    }

    /** Returns a frame as an event. JSON has line breaks between its tokens only, where a space is as good. */
    static ByteBuffer of(OutgoingFrame frame) {
        byte[] id =
                frame.revision().isPresent() ? ascii("id: " + frame.revision().getAsLong() + "\n") : new byte[0];
        byte[] bytes = frame.bytes();
        ByteBuffer event = ByteBuffer.allocate(id.length + DATA.length + bytes.length + END.length);
        event.put(id).put(DATA);
        for (byte each : bytes) {
            event.put(each == '\n' || each == '\r' ? (byte) ' ' : each);
        }
        return event.put(END).flip();
    }

    static ByteBuffer close(CloseCode code) {
        return ByteBuffer.wrap(
                ascii("event: close\ndata: {\"code\":" + code.code() + ",\"reason\":\"" + code.reason() + "\"}\n\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
