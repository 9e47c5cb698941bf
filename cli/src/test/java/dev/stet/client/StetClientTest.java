package dev.stet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.client.DocumentStatus.Phase;
import dev.stet.ot.OperationType;
import dev.stet.ot.json.Json0Type;
import dev.stet.ot.richtext.RichTextType;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import dev.stet.ot.text.UnicodeTextType;
import dev.stet.server.Limits;
import dev.stet.server.ServerConfig;
import dev.stet.server.StetServer;
import dev.stet.server.protocol.CborCodec;
import dev.stet.server.protocol.ErrorCode;
import dev.stet.server.protocol.JsonCodec;
import dev.stet.server.protocol.MessageCodec;
import dev.stet.server.protocol.ServerMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The client against a real server: what is typed arrives, whatever happens to the connection. */
@Timeout(120)
@ParameterizedClass
@MethodSource("codecs")
class StetClientTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Parameter
    MessageCodec codec;

    static List<MessageCodec> codecs() {
        return List.of(new JsonCodec(), new CborCodec());
    }

    @TempDir
    Path folder;

    private final ClientRuntime runtime = new ClientRuntime();
    private StetServer server;
    private ServerConfig config;

    @BeforeEach
    void start() throws Exception {
        config = ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(folder.resolve("data"));
        server = StetServer.start(config);
        config = config.listeningOn("127.0.0.1", server.address().getPort());
    }

    @AfterEach
    void stop() {
        runtime.close();
        server.close();
    }

    @Test
    void twoClientsTypeAtOnceAndShowTheSame() throws Exception {
        ClientDocument<Rope, TextOperation> ada = open(connect(), "minutes");
        ClientDocument<Rope, TextOperation> grace = open(connect(), "minutes");
        for (int i = 0; i < 200; i++) {
            insertAtEnd(ada, "a");
            insertAtEnd(grace, "g");
        }
        assertThat(agreed(ada, grace)).hasSize(400);
    }

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of(UnicodeTextType.TEXT_UNICODE, List.of("\uD83D\uDE00"), List.of(1, "x")),
                Arguments.of(
                        RichTextType.RICH_TEXT,
                        List.of(Map.of("insert", Map.of("image", "mark.png"))),
                        List.of(Map.of("retain", 1), Map.of("insert", "x", "attributes", Map.of("bold", true)))),
                Arguments.of(
                        Json0Type.JSON0,
                        List.of(Map.of("p", List.of(), "oi", Map.of("list", List.of(), "n", 0))),
                        List.of(
                                Map.of("p", List.of("n"), "na", 1),
                                Map.of("p", List.of("list", 0), "li", List.of("x")))));
    }

    @ParameterizedTest
    @MethodSource("types")
    <S, O> void aDocumentOfAnyTypeIsEditedTogetherThroughLostConnections(
            OperationType<S, O> type, Object first, Object next) throws Exception {
        StetClient client = connect();
        ClientDocument<S, O> ada = open(client, "doc", type);
        assertThat(ada.status().shown()).isEqualTo(type.empty());
        ada.edit(shown -> type.decode(first)).get(LONG.toSeconds(), TimeUnit.SECONDS);
        ada.awaitSynchronized(LONG);
        ClientDocument<S, O> grace = open(connect(), "doc", type);
        int edits = 60;
        for (int i = 0; i < edits; i++) {
            for (ClientDocument<S, O> one : List.of(ada, grace)) {
                one.edit(shown -> type.decode(next)).get(LONG.toSeconds(), TimeUnit.SECONDS);
            }
            if (i % 20 == 10) {
                client.dropConnection();
            }
        }
        S agreed = settled(ada, grace);
        assertThat(String.valueOf(type.encodeSnapshot(agreed)).chars().filter(letter -> letter == 'x'))
                .hasSize(2 * edits);
        assertThat(open(connect(), "doc", type).status().shown()).isEqualTo(agreed);
    }

    @Test
    void aDocumentThatComesBackFromAnotherStoreIsLoadedAnewWithWhatWasTyped() throws Exception {
        ServerConfig other = ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(folder.resolve("other"));
        try (StetServer elsewhere = StetServer.start(other)) {
            ClientDocument<Rope, TextOperation> grace =
                    open(StetClient.connect(runtime, elsewhere.address(), ClientOptions.fresh()), "minutes");
            for (String word : List.of("what ", "others ", "wrote ")) {
                insertAtEnd(grace, word);
                grace.awaitSynchronized(LONG);
            }
        }
        ClientDocument<Rope, TextOperation> ada = open(connect(), "minutes");
        insertAtEnd(ada, "before ");
        ada.awaitSynchronized(LONG);
        server.close();
        await(ada, Phase.OFFLINE);
        insertAtEnd(ada, "offline ");
        server = StetServer.start(other.listeningOn("127.0.0.1", config.port()));
        ada.awaitSynchronized(LONG);
        assertThat(ada.status().shown().toString())
                .contains("what others wrote ")
                .contains("offline ")
                .doesNotContain("before ");
        assertThat(open(connect(), "minutes").status().shown())
                .isEqualTo(ada.status().shown());
    }

    @Test
    void whatIsTypedWithoutAConnectionIsKeptAndSent() throws Exception {
        StetClient client = connect();
        ClientDocument<Rope, TextOperation> ada = open(client, "minutes");
        insertAtEnd(ada, "before ");
        server.close();
        await(ada, Phase.OFFLINE);
        insertAtEnd(ada, "offline ");
        assertThat(ada.status().unacknowledgedEdits()).isPositive();
        assertThat(ada.status().shown()).hasToString("before offline ");
        server = StetServer.start(config);
        assertThat(ada.awaitSynchronized(LONG).shown()).hasToString("before offline ");
        assertThat(open(connect(), "minutes").status().shown()).hasToString("before offline ");
    }

    @Test
    void aConnectionThatIsLostAgainAndAgainLosesAndDoublesNothing() throws Exception {
        StetClient client = connect();
        ClientDocument<Rope, TextOperation> ada = open(client, "minutes");
        ClientDocument<Rope, TextOperation> grace = open(connect(), "minutes");
        StringBuilder typed = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            typed.append((char) ('a' + i % 26));
            insertAtEnd(ada, typed.substring(i));
            if (i % 30 == 29) {
                client.dropConnection();
            }
        }
        assertThat(agreed(ada, grace)).isEqualTo(typed.toString());
    }

    @Test
    void aLongOperationTravelsBothWays() throws Exception {
        String text = "Zeile 😀\n".repeat(20_000);
        ClientDocument<Rope, TextOperation> ada = open(connect(), "long");
        ClientDocument<Rope, TextOperation> grace = open(connect(), "long");
        insertAtEnd(ada, text);
        assertThat(agreed(ada, grace)).isEqualTo(text);
        assertThat(open(connect(), "long").status().shown()).hasToString(text);
    }

    @Test
    void aRefusedOperationIsTakenBackAndTold() throws Exception {
        List<ErrorCode> refusals = new CopyOnWriteArrayList<>();
        ClientDocument<Rope, TextOperation> ada = connect()
                .open("minutes", TextType.TEXT, new DocumentListener<Rope, TextOperation>() {
                    @Override
                    public void returned(TextOperation operation, ServerMessage.Failure why) {
                        refusals.add(why.code());
                    }
                })
                .get(LONG.toSeconds(), TimeUnit.SECONDS);
        insertAtEnd(ada, "small ");
        insertAtEnd(ada, "x".repeat(Limits.DEFAULT.maxOperationBytes() + 1));
        assertThat(ada.awaitSynchronized(LONG).shown()).hasToString("small ");
        insertAtEnd(ada, "again");
        assertThat(ada.awaitSynchronized(LONG).shown()).hasToString("small again");
        assertThat(refusals).containsExactly(ErrorCode.OPERATION_TOO_LARGE);
    }

    @Test
    void aDocumentCanBeClosedAndOpenedAgain() throws Exception {
        StetClient client = connect();
        ClientDocument<Rope, TextOperation> first = open(client, "minutes");
        insertAtEnd(first, "one ");
        first.awaitSynchronized(LONG);
        assertThatThrownBy(() -> open(client, "minutes")).hasCauseInstanceOf(StetClientException.class);
        first.close();
        ClientDocument<Rope, TextOperation> second = open(client, "minutes");
        insertAtEnd(second, "two");
        assertThat(second.awaitSynchronized(LONG).shown()).hasToString("one two");
        assertThatThrownBy(() -> insertAtEnd(first, "late")).hasCauseInstanceOf(StetClientException.class);
    }

    @Test
    void aNewerConnectionWithTheSameIdEndsTheOlderClientForGood() throws Exception {
        ClientOptions options = ClientOptions.fresh().with(codec);
        StetClient older = StetClient.connect(runtime, server.address(), options);
        ClientDocument<Rope, TextOperation> document = open(older, "minutes");
        StetClient newer = StetClient.connect(runtime, server.address(), options);
        open(newer, "other");
        assertThatThrownBy(() -> document.when(now -> false).get(LONG.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("code=4009");
        assertThat(document.status().phase()).isEqualTo(Phase.CLOSED);
    }

    @Test
    void manyClientsShareOneRuntime() throws Exception {
        List<ClientDocument<Rope, TextOperation>> all = IntStream.range(0, 50)
                .mapToObj(i -> connect().open("crowd", TextType.TEXT, new DocumentListener<Rope, TextOperation>() {}))
                .toList()
                .stream()
                .map(opening ->
                        opening.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join())
                .toList();
        for (ClientDocument<Rope, TextOperation> document : all) {
            insertAtEnd(document, "x");
        }
        for (ClientDocument<Rope, TextOperation> document : all) {
            document.when(now -> now.shown().length() == 50).get(LONG.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private StetClient connect() {
        ClientOptions options =
                ClientOptions.fresh().with(codec).with(new Backoff(Duration.ofMillis(10), Duration.ofMillis(200)));
        return StetClient.connect(runtime, server.address(), options);
    }

    private static ClientDocument<Rope, TextOperation> open(StetClient client, String name) throws Exception {
        return open(client, name, TextType.TEXT);
    }

    private static <S, O> ClientDocument<S, O> open(StetClient client, String name, OperationType<S, O> type)
            throws Exception {
        return client.open(name, type, new DocumentListener<S, O>() {}).get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static void insertAtEnd(ClientDocument<Rope, TextOperation> document, String text) throws Exception {
        document.edit(shown -> TextOperation.replace(shown.length(), 0, text)).get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static void await(ClientDocument<Rope, TextOperation> document, Phase phase) throws Exception {
        document.when(now -> now.phase() == phase).get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static String agreed(ClientDocument<Rope, TextOperation> one, ClientDocument<Rope, TextOperation> other)
            throws Exception {
        return settled(one, other).toString();
    }

    /** Waits until both have everything, which has to be the same. */
    private static <S, O> S settled(ClientDocument<S, O> one, ClientDocument<S, O> other) throws Exception {
        one.awaitSynchronized(LONG);
        long revision =
                Math.max(one.status().revision(), other.awaitSynchronized(LONG).revision());
        S shown = one.when(now -> now.revision() >= revision)
                .get(LONG.toSeconds(), TimeUnit.SECONDS)
                .shown();
        assertThat(other.when(now -> now.revision() >= revision)
                        .get(LONG.toSeconds(), TimeUnit.SECONDS)
                        .shown())
                .isEqualTo(shown);
        return shown;
    }
}
