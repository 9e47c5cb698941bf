package dev.stet.server.transport.events;

import dev.stet.server.protocol.CloseCode;
import dev.stet.server.session.OutgoingFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

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

    private enum Form {
        EVENT
    }

    private Events() {}

    static ByteBuffer heartbeat() {
        return ByteBuffer.wrap(HEARTBEAT).asReadOnlyBuffer();
    }

    /** Returns a frame as an event, which is made once for all streams that it is sent down. */
    static ByteBuffer of(OutgoingFrame frame) {
        return ByteBuffer.wrap(frame.in(Form.EVENT, bytes -> event(frame.revision(), bytes)));
    }

    /** JSON has line breaks between its tokens only, where a space is as good. */
    private static byte[] event(OptionalLong revision, byte[] bytes) {
        byte[] id = revision.isPresent() ? ascii("id: " + revision.getAsLong() + "\n") : new byte[0];
        ByteBuffer event = ByteBuffer.allocate(id.length + DATA.length + bytes.length + END.length);
        event.put(id).put(DATA);
        for (byte each : bytes) {
            event.put(each == '\n' || each == '\r' ? (byte) ' ' : each);
        }
        return event.put(END).array();
    }

    static ByteBuffer close(CloseCode code) {
        return ByteBuffer.wrap(
                ascii("event: close\ndata: {\"code\":" + code.code() + ",\"reason\":\"" + code.reason() + "\"}\n\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
