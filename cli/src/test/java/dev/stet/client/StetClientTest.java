package dev.stet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.client.DocumentStatus.Phase;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import dev.stet.server.Limits;
import dev.stet.server.ServerConfig;
import dev.stet.server.StetServer;
import dev.stet.server.protocol.ErrorCode;
import dev.stet.server.protocol.ServerMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client against a real server: what is typed arrives, whatever happens to the connection. */
@Timeout(120)
class StetClientTest {
    private static final Duration LONG = Duration.ofSeconds(60);

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
        ClientOptions options = ClientOptions.fresh();
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
        ClientOptions options = ClientOptions.fresh().with(new Backoff(Duration.ofMillis(10), Duration.ofMillis(200)));
        return StetClient.connect(runtime, server.address(), options);
    }

    private static ClientDocument<Rope, TextOperation> open(StetClient client, String name) throws Exception {
        return client.open(name, TextType.TEXT, new DocumentListener<Rope, TextOperation>() {})
                .get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static void insertAtEnd(ClientDocument<Rope, TextOperation> document, String text) throws Exception {
        document.edit(shown -> TextOperation.replace(shown.length(), 0, text)).get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static void await(ClientDocument<Rope, TextOperation> document, Phase phase) throws Exception {
        document.when(now -> now.phase() == phase).get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static String agreed(ClientDocument<Rope, TextOperation> one, ClientDocument<Rope, TextOperation> other)
            throws Exception {
        one.awaitSynchronized(LONG);
        long revision =
                Math.max(one.status().revision(), other.awaitSynchronized(LONG).revision());
        String text = one.when(now -> now.revision() >= revision)
                .get(LONG.toSeconds(), TimeUnit.SECONDS)
                .shown()
                .toString();
        assertThat(other.when(now -> now.revision() >= revision)
                        .get(LONG.toSeconds(), TimeUnit.SECONDS)
                        .shown())
                .hasToString(text);
        return text;
    }
}
