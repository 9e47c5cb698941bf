package dev.stet.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Selection;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one side writes, the other reads as the same message, in every encoding. */
@ParameterizedClass
@MethodSource("codecs")
class CodecTest {
    @Parameter
    MessageCodec codec;

    static List<MessageCodec> codecs() {
        return List.of(new JsonCodec(), new CborCodec());
    }

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
        assertThat(codec.decode(ByteBuffer.wrap(codec.encode(message)))).isEqualTo(message);
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
                                new ServerMessage.AppliedOperation(Json.of(List.of()), "guest-2"),
                                new ServerMessage.AppliedOperation(OPERATION, "guest-1", OptionalLong.of(7)))),
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
        assertThat(codec.decodeServer(ByteBuffer.wrap(codec.encode(List.of(message)))))
                .containsExactly(message);
    }

    @Test
    void severalServerMessagesShareAFrameInTheirOrder() throws ProtocolException {
        List<ServerMessage> messages = serverMessages().toList();
        assertThat(codec.decodeServer(ByteBuffer.wrap(codec.encode(messages)))).isEqualTo(messages);
    }

    @Test
    void aMessageIsReadFromTheMiddleOfABufferAndFromDirectMemory() throws ProtocolException {
        byte[] ping = codec.encode(new ClientMessage.Ping(ID));
        ByteBuffer middle = ByteBuffer.allocate(ping.length + 4)
                .position(2)
                .put(ping)
                .flip()
                .position(2)
                .slice();
        ByteBuffer direct = ByteBuffer.allocateDirect(ping.length).put(ping).flip();
        assertThat(codec.decode(middle)).isEqualTo(new ClientMessage.Ping(ID));
        assertThat(codec.decode(direct)).isEqualTo(new ClientMessage.Ping(ID));
    }
}
