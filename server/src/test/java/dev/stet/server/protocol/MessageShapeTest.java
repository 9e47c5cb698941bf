package dev.stet.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/** A shape tells what a message is made of, and nothing that it says. */
class MessageShapeTest {
    private static String shape(String message) {
        return MessageShape.of(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)), false, 60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"ping\"}                               | {\"type\":\"ping\"}",
                "{\"type\":\"my dear\",\"doc\":\"diary\"}          | {\"type\":string(7),\"doc\":string(5)}",
                "{\"op\":[3,\"secret\",{\"d\":1}],\"seq\":4}       | {\"op\":[number,string(6),{name(1):number}],\"seq\":4}",
                "{\"my secret\":true,\"revision\":\"42\"}          | {name(9):true,\"revision\":string(2)}",
                "{\"token\":\"abc\",\"state\":{\"a\":null}}        | {\"token\":string(3),\"state\":{name(1):null}}",
                "my secret                                         | (not JSON)",
                "[1,\"my secret                                    | [number,(not JSON)",
                "``                                                | ``"
            })
    void textsBecomeTheirLengths(String message, String shape) {
        assertThat(shape(message)).isEqualTo(shape);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"ping\"}                               | {\"type\":\"ping\"}",
                "{\"op\":[3,\"secret\",{\"d\":1}],\"seq\":4}       | {\"op\":[number,string(6),{name(1):number}],\"seq\":4}",
                "{\"token\":\"abc\",\"state\":{\"a\":null}}        | {\"token\":string(3),\"state\":{name(1):null}}",
            })
    void theyDoInCborToo(String message, String shape) {
        byte[] cbor = CBORMapper.shared().writeValueAsBytes(JsonMapper.shared().readTree(message));
        assertThat(MessageShape.of(ByteBuffer.wrap(cbor), true, 60)).isEqualTo(shape);
    }

    @Test
    void cborThatIsCutOffOrNoneOrHasBytesIsShownAsFarAsItGoes() {
        byte[] ping = CBORMapper.shared().writeValueAsBytes(Map.of("type", "ping"));
        assertThat(cbor(Arrays.copyOf(ping, ping.length - 3))).isEqualTo("{\"type\":(not CBOR)");
        assertThat(cbor(new byte[] {(byte) 0xff, 's', 'e', 'c', 'r', 'e', 't'})).isEqualTo("(not CBOR)");
        assertThat(cbor(new byte[] {(byte) 0x81, 0x43, 1, 2, 3})).isEqualTo("[bytes(3)]");
    }

    private static String cbor(byte[] message) {
        return MessageShape.of(ByteBuffer.wrap(message), true, 60);
    }

    @ParameterizedTest
    @CsvSource({"60", "8192", "100000"})
    void whatIsLongIsCut(int count) {
        String shape = shape("[" + "1,".repeat(count) + "\"x\"]");
        assertThat(shape).hasSize(60).startsWith("[number,number,").endsWith("…");
    }
}
