package dev.stet.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.internal.Generator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that are made here are those that Jetty makes. */
class WholeFrameTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 255, 256, 32_767, 32_768, 65_535, 65_536, 100_000})
    void aFrameOfAnyLengthIsTheOneThatJettyMakes(int length) {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        for (byte opCode : new byte[] {OpCode.TEXT, OpCode.BINARY}) {
            for (boolean deflated : new boolean[] {false, true}) {
                Frame frame = new Frame(opCode, ByteBuffer.wrap(payload)).setRsv1(deflated);
                ByteBuffer jetty = ByteBuffer.allocate(Generator.MAX_HEADER_LENGTH + length);
                jetty.limit(0);
                new Generator().generateWholeFrame(frame, jetty);
                assertThat(ByteBuffer.wrap(WholeFrame.of(opCode, deflated, payload)))
                        .isEqualTo(jetty);
            }
        }
    }
}
