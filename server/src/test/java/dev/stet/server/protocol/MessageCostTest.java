package dev.stet.server.protocol;

import com.sun.management.ThreadMXBean;
import dev.stet.ot.Selection;
import dev.stet.server.Figure;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a message of an operation costs where it is read and where it is written, in bytes allocated: its own, and little else. */
class MessageCostTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TIMES = 2_000;
    private static final String DOC = "minutes";
    private static final Json OPERATION = Json.encoded("[5000,\"z\"]".getBytes(StandardCharsets.UTF_8));
    private static final ServerMessage ACK = new ServerMessage.Ack(DOC, 4_711, 123_456);
    private static final ServerMessage APPLIED =
            new ServerMessage.Applied(DOC, 123_456, List.of(new ServerMessage.AppliedOperation(OPERATION, "guest-1")));
    private static final ClientMessage SUBMIT = new ClientMessage.Submit(
            Optional.empty(), DOC, 123_450, 4_711, OPERATION, Optional.of(new Selection(List.of(), 5_001, 5_001)));

    /** An encoding, and what may be allocated in it. */
    enum Spoken {
        JSON(new JsonCodec(), bytes("acknowledge", 200, 300), bytes("tell", 312, 460), bytes("read", 1_360, 1_900)),
        CBOR(new CborCodec(), bytes("acknowledge", 184, 280), bytes("tell", 1_024, 1_500), bytes("read", 2_224, 3_000));

        private final MessageCodec codec;
        private final Figure acknowledge;
        private final Figure tell;
        private final Figure read;

        Spoken(MessageCodec codec, Figure acknowledge, Figure tell, Figure read) {
            this.codec = codec;
            this.acknowledge = acknowledge;
            this.tell = tell;
            this.read = read;
        }

        private static Figure bytes(String what, double seen, double limit) {
            return new Figure("bytes allocated to " + what + " an operation", seen, limit);
        }
    }

    private interface Work {
        Object run() throws ProtocolException;
    }

    private static double allocated(Work work) throws ProtocolException {
        repeat(work); // what is only done once
        long before = THREADS.getCurrentThreadAllocatedBytes();
        repeat(work);
        return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / TIMES;
    }

    private static void repeat(Work work) throws ProtocolException {
        for (int i = 0; i < TIMES; i++) {
            Objects.requireNonNull(work.run());
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofAnOperation(Spoken spoken) throws ProtocolException {
        MessageCodec codec = spoken.codec;
        List<ServerMessage> ack = List.of(ACK);
        List<ServerMessage> applied = List.of(APPLIED);
        byte[] submit = codec.encode(SUBMIT);
        spoken.acknowledge.require(spoken.name(), allocated(() -> codec.encode(ack)));
        spoken.tell.require(spoken.name(), allocated(() -> codec.encode(applied)));
        spoken.read.require(spoken.name(), allocated(() -> codec.decode(ByteBuffer.wrap(submit))));
    }
}
