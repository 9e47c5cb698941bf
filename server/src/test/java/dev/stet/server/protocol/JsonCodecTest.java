package dev.stet.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server takes as JSON, and what it does not. */
class JsonCodecTest {
    private static final JsonCodec CODEC = new JsonCodec();

    @Test
    void unknownFieldsAndUnknownServerMessagesAreIgnored() throws ProtocolException {
        assertThat(CODEC.decode(frame("{\"type\":\"ping\",\"later\":{\"a\":[1,null]}}")))
                .isEqualTo(new ClientMessage.Ping(Optional.empty()));
        assertThat(CODEC.decodeServer(frame("[{\"type\":\"doc:shouted\"},{\"type\":\"pong\",\"later\":1}]")))
                .containsExactly(new ServerMessage.Pong(Optional.empty()));
    }

    @Test
    void aCodeOfALaterVersionCountsAsOneThatSaysTheSameAboutTryingAgain() throws ProtocolException {
        assertThat(CODEC.decodeServer(
                        frame("[{\"type\":\"error\",\"code\":\"new\",\"message\":\"\",\"retryable\":true},"
                                + "{\"type\":\"error\",\"code\":\"newer\",\"message\":\"\",\"retryable\":false}]")))
                .extracting(message -> ((ServerMessage.Failure) message).code().retryable())
                .containsExactly(true, false);
    }

    @Test
    void aNumberIsReadUpToTheLongestThatIsTaken() throws ProtocolException {
        String longest = "9".repeat(JsonCodec.MAX_NUMBER_LENGTH);
        assertThat(CODEC.decode(frame("{\"type\":\"ping\",\"n\":" + longest + "}")))
                .isEqualTo(new ClientMessage.Ping(Optional.empty()));
        assertThatThrownBy(() -> CODEC.decode(frame("{\"type\":\"ping\",\"n\":" + longest + "9}")))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(ErrorCode.BAD_JSON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "{",
                "{\"type\":\"ping\"",
                "{\"type\":\"ping\"} {}",
                "{\"type\":\"ping\",}",
                "{'type':'ping'}",
                "NaN",
                "{\"type\":\"ping\",\"n\":1e99999999999}"
            })
    void whatIsNotJsonIsRefused(String frame) {
        assertThatThrownBy(() -> CODEC.decode(frame(frame)))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(ErrorCode.BAD_JSON));
    }

    @Test
    void aMessageMayBeAsDeepAsTheLimitAndNoDeeper() throws ProtocolException {
        int free = JsonCodec.MAX_DEPTH - 1; // the message itself is one level
        assertThat(CODEC.decode(frame(nested(free)))).isInstanceOf(ClientMessage.Ping.class);
        assertThatThrownBy(() -> CODEC.decode(frame(nested(free + 1)))).isInstanceOf(ProtocolException.class);
    }

    private static String nested(int depth) {
        return "{\"type\":\"ping\",\"deep\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    }

    private static ByteBuffer frame(String json) {
        return ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
    }
}
