package dev.stet.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CBOR says what JSON says, and what is no message is a coded error. */
class CborCodecTest {
    private static final CborCodec CBOR = new CborCodec();
    private static final JsonCodec JSON = new JsonCodec();

    @Property
    void everyValueIsTheSameInBothEncodings(@ForAll("values") Json value) throws ProtocolException {
        List<ServerMessage> messages = List.of(
                new ServerMessage.Applied("minutes", 1, List.of(new ServerMessage.AppliedOperation(value, "ada"))),
                new ServerMessage.Opened(
                        Optional.empty(),
                        "minutes",
                        "json0",
                        0,
                        Optional.of(value),
                        Optional.of(new ServerMessage.InFlight(1, OptionalLong.empty())),
                        "editor",
                        "p-1",
                        List.of(new ServerMessage.Participant("p-2", "bob", Optional.empty(), Optional.of(value)))));
        assertThat(CBOR.decodeServer(frame(CBOR.encode(messages))))
                .isEqualTo(JSON.decodeServer(frame(JSON.encode(messages))))
                .isEqualTo(messages);
        ClientMessage submit = new ClientMessage.Submit(Optional.of("7"), "minutes", 3, 1, value, Optional.empty());
        assertThat(CBOR.decode(frame(CBOR.encode(submit))))
                .isEqualTo(JSON.decode(frame(JSON.encode(submit))))
                .isEqualTo(submit);
    }

    @Provide
    Arbitrary<Json> values() {
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20).filter(Unicode::isWellFormed),
                Arbitraries.longs(),
                Arbitraries.bigIntegers().between(BigInteger.TWO.pow(70).negate(), BigInteger.TWO.pow(70)),
                Arbitraries.doubles().filter(Double::isFinite),
                Combinators.combine(
                                Arbitraries.bigIntegers(),
                                Arbitraries.integers().between(1, 400))
                        .as(BigDecimal::new),
                Arbitraries.of(true, false));
        return Arbitraries.lazyOf(
                        () -> leaves,
                        () -> nested(leaves).list().ofMaxSize(3).map(list -> (Object) list),
                        () -> Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(5), nested(leaves))
                                .ofMaxSize(3)
                                .map(map -> (Object) map))
                // numbers as the server has them: digit by digit
                .map(value -> Json.of(Json.encoded(Json.of(value).encoded()).value()));
    }

    private static Arbitrary<Object> nested(Arbitrary<Object> leaves) {
        return Arbitraries.oneOf(
                leaves, leaves.list().ofMaxSize(3).map(list -> (Object) list), leaves.map(leaf -> Map.of("k", leaf)));
    }

    /** Whatever the bytes are, there is a message or a coded error, never anything else. */
    @Property
    void damagedFramesAreCodedErrors(
            @ForAll("values") Json value, @ForAll int at, @ForAll byte instead, @ForAll boolean cut) {
        byte[] whole =
                CBOR.encode(new ClientMessage.Submit(Optional.empty(), "minutes", 3, 1, value, Optional.empty()));
        int place = Math.floorMod(at, whole.length);
        byte[] damaged = cut ? Arrays.copyOf(whole, place) : whole.clone();
        if (!cut) {
            damaged[place] = instead;
        }
        try {
            assertThat(CBOR.decode(frame(damaged))).isNotNull();
        } catch (ProtocolException e) {
            assertThat(e.failure().code()).isNotNull();
        }
    }

    /** From RFC 8949, appendix A: numbers as anybody's library writes them. */
    @ParameterizedTest
    @CsvSource({
        "1a000f4240,1000000",
        "1bffffffffffffffff,18446744073709551615",
        "c249010000000000000000,18446744073709551616",
        "3bffffffffffffffff,-18446744073709551616",
        "c349010000000000000000,-18446744073709551617",
        "f93e00,1.5",
        "fb3ff199999999999a,1.1",
        "fa47c35000,100000.0",
        "c48221196ab3,273.15"
    })
    void numbersAreRead(String hex, BigDecimal number) throws ProtocolException {
        ClientMessage.Submit submit = (ClientMessage.Submit) CBOR.decode(submit(hex));
        assertThat(new BigDecimal(String.valueOf(submit.op().value()))).isEqualByComparingTo(number);
    }

    /** Byte strings, undefined, simple values, not-a-number, infinity, a break, a reserved byte. */
    @ParameterizedTest
    @ValueSource(strings = {"4101", "f7", "f0", "f97e00", "f97c00", "fbfff0000000000000", "ff", "fc"})
    void whatJsonCannotSayIsRefused(String hex) {
        assertThatThrownBy(() -> CBOR.decode(submit(hex)))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(ErrorCode.BAD_JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a0a0", "a1", "bf", "9f", "80", "01", "6161"})
    void whatIsNoMessageIsRefused(String hex) {
        assertThatThrownBy(() -> CBOR.decode(frame(HexFormat.of().parseHex(hex))))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void aNumberHasAsManyDigitsAsInJsonAndNoMore() throws ProtocolException {
        BigInteger longest = BigInteger.TEN.pow(JacksonCodec.MAX_NUMBER_LENGTH).subtract(BigInteger.ONE);
        assertThat(CBOR.decode(submit(bignum(longest)))).isInstanceOf(ClientMessage.Submit.class);
        assertThatThrownBy(() -> CBOR.decode(submit(bignum(longest.multiply(BigInteger.TEN)))))
                .isInstanceOf(ProtocolException.class);
        // a decimal fraction, tag 4, with as many digits
        assertThatThrownBy(() -> CBOR.decode(submit("c48220" + bignum(longest.multiply(BigInteger.TEN)))))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void aMessageMayBeAsDeepAsTheLimitAndNoDeeper() throws ProtocolException {
        int free = JacksonCodec.MAX_DEPTH - 1; // the message itself is one level
        assertThat(CBOR.decode(submit("81".repeat(free - 1) + "80"))).isInstanceOf(ClientMessage.Submit.class);
        assertThatThrownBy(() -> CBOR.decode(submit("81".repeat(free) + "80"))).isInstanceOf(ProtocolException.class);
    }

    private static String bignum(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return "c259" + HexFormat.of().toHexDigits((short) (bytes.length - from))
                + HexFormat.of().formatHex(bytes, from, bytes.length);
    }

    /** Returns a message whose operation is this. */
    private static ByteBuffer submit(String operation) {
        HexFormat hex = HexFormat.of();
        String before = "a5" + text("type") + text("op:submit") + text("doc") + text("minutes") + text("revision")
                + "03" + text("seq") + "01" + text("op");
        return frame(hex.parseHex(before + operation));
    }

    private static String text(String text) {
        return HexFormat.of().toHexDigits((byte) (0x60 + text.length()))
                + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ByteBuffer frame(byte[] bytes) {
        return ByteBuffer.wrap(bytes);
    }
}
