package dev.stet.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.Selection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one side writes, the other reads as the same message. */
class JsonCodecTest {
    private static final JsonCodec CODEC = new JsonCodec();
    private static final Optional<String> ID = Optional.of("17");
    private static final Selection SELECTION = new Selection(List.of(), 2, 7);
    private static final Json STATE = Json.of(Map.of("name", "Ada \uD83D\uDE00 \"quoted\""));
    private static final Json OPERATION = Json.of(List.of(5L, "text\n", Map.of("d", 3L)));

    static Stream<ClientMessage> clientMessages() {
        return Stream.of(
                new ClientMessage.Open(
                        ID,
                        "minutes",
                        "text",
                        false,
                        OptionalLong.of(14),
                        OptionalLong.empty(),
                        Optional.of("4f6b0a1c"),
                        Optional.of(new Credential("c2VjcmV0"))),
                new ClientMessage.Renew(ID, new Credential("aGVhZA.Y2xhaW1z.c2ln")),
                new ClientMessage.Open(ID, "minutes", "text", true, OptionalLong.of(14), OptionalLong.of(2)),
                new ClientMessage.Open(
                        Optional.empty(), "a.b~c_d-1", "json0", false, OptionalLong.empty(), OptionalLong.empty()),
                new ClientMessage.Close(ID, "minutes"),
                new ClientMessage.Submit(ID, "minutes", (1L << 53) - 1, 1, OPERATION, Optional.of(SELECTION)),
                new ClientMessage.Submit(Optional.empty(), "minutes", 0, (1L << 53) - 1, OPERATION, Optional.empty()),
                new ClientMessage.UpdatePresence(
                        ID, "minutes", 3, new Change.Set<>(SELECTION), new Change.Set<>(STATE)),
                new ClientMessage.UpdatePresence(
                        ID,
                        "minutes",
                        3,
                        new Change.Set<>(new Selection(List.of("lines", 4), 0, 0)),
                        new Change.Keep<>()),
                new ClientMessage.UpdatePresence(
                        Optional.empty(), "minutes", 0, new Change.Remove<>(), new Change.Remove<>()),
                new ClientMessage.Ping(ID),
                new ClientMessage.Ping(Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("clientMessages")
    void aClientMessageIsReadAsItWasWritten(ClientMessage message) throws ProtocolException {
        assertThat(CODEC.decode(ByteBuffer.wrap(CODEC.encode(message)))).isEqualTo(message);
    }

    static Stream<ServerMessage> serverMessages() {
        ServerMessage.Participant somebody =
                new ServerMessage.Participant("p-1", "guest-1", Optional.of(SELECTION), Optional.of(STATE));
        ServerMessage.Participant nobody =
                new ServerMessage.Participant("p-2", "guest-2", Optional.empty(), Optional.empty());
        return Stream.of(
                new ServerMessage.Welcome(
                        "s-1",
                        "client-01",
                        "guest-1",
                        15_000,
                        new ServerMessage.AdvertisedLimits(1 << 20, 1 << 19, 1L << 40, 256, 1024)),
                new ServerMessage.RoleChanged("minutes", "viewer"),
                new ServerMessage.Expiring(30_000),
                new ServerMessage.Renewed(ID, Optional.of("2026-11-21T13:00:00Z"), OptionalLong.of(3_600_000)),
                new ServerMessage.Renewed(Optional.empty(), Optional.empty(), OptionalLong.empty()),
                new ServerMessage.Expired(List.of(new ServerMessage.Unacknowledged("minutes", 7))),
                new ServerMessage.Opened(
                        ID,
                        "minutes",
                        "text",
                        "4f6b0a1c",
                        12,
                        Optional.of(Json.of("Hello")),
                        Optional.of(new ServerMessage.InFlight(2, OptionalLong.of(16))),
                        "editor",
                        "p-4",
                        List.of(somebody, nobody)),
                new ServerMessage.Opened(
                        Optional.empty(),
                        "minutes",
                        "text",
                        "4f6b0a1c",
                        0,
                        Optional.empty(),
                        Optional.of(new ServerMessage.InFlight(2, OptionalLong.empty())),
                        "editor",
                        "p-4",
                        List.of()),
                new ServerMessage.Closed(ID, "minutes", ServerMessage.CloseReason.REQUESTED),
                new ServerMessage.Closed(Optional.empty(), "minutes", ServerMessage.CloseReason.RESUME),
                new ServerMessage.Ack("minutes", 1, 14),
                new ServerMessage.Applied(
                        "minutes",
                        13,
                        List.of(
                                new ServerMessage.AppliedOperation(OPERATION, "guest-1"),
                                new ServerMessage.AppliedOperation(Json.of(List.of()), "guest-2"))),
                new ServerMessage.PresenceChanged("minutes", 14, List.of(somebody), List.of("p-1", "p-3")),
                new ServerMessage.PresenceChanged("minutes", 14, List.of(), List.of()),
                new ServerMessage.Pong(ID),
                new ServerMessage.Draining(1_500),
                ServerMessage.Failure.of(ErrorCode.OVERLOADED, "too much, waiting=5")
                        .re(ID)
                        .doc("minutes")
                        .seq(3)
                        .retryAfter(500),
                new ServerMessage.Failure(
                        ErrorCode.INVALID_OPERATION,
                        "a retain reaches past the end",
                        Optional.empty(),
                        Optional.of("minutes"),
                        OptionalLong.of(1),
                        Optional.of("past_the_end"),
                        OptionalInt.of(0),
                        OptionalLong.empty()));
    }

    @ParameterizedTest
    @MethodSource("serverMessages")
    void aServerMessageIsReadAsItWasWritten(ServerMessage message) throws ProtocolException {
        assertThat(CODEC.decodeServer(ByteBuffer.wrap(CODEC.encode(List.of(message)))))
                .containsExactly(message);
    }

    @Test
    void severalServerMessagesShareAFrameInTheirOrder() throws ProtocolException {
        List<ServerMessage> messages = serverMessages().toList();
        assertThat(CODEC.decodeServer(ByteBuffer.wrap(CODEC.encode(messages)))).isEqualTo(messages);
    }

    @Test
    void aMessageIsReadFromTheMiddleOfABufferAndFromDirectMemory() throws ProtocolException {
        byte[] json = "xx{\"type\":\"ping\"}yy".getBytes(StandardCharsets.UTF_8);
        ByteBuffer middle = ByteBuffer.wrap(json, 2, json.length - 4).slice();
        ByteBuffer direct = ByteBuffer.allocateDirect(middle.remaining())
                .put(middle.duplicate())
                .flip();
        assertThat(CODEC.decode(middle)).isEqualTo(new ClientMessage.Ping(Optional.empty()));
        assertThat(CODEC.decode(direct)).isEqualTo(new ClientMessage.Ping(Optional.empty()));
    }

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
