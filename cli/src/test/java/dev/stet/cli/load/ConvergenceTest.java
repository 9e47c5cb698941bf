package dev.stet.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.cli.load.edits.DocumentKind;
import dev.stet.cli.load.edits.Mix;
import dev.stet.client.ClientDocument;
import dev.stet.client.ClientOptions;
import dev.stet.client.ClientRuntime;
import dev.stet.client.DocumentListener;
import dev.stet.client.StetClient;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import dev.stet.server.ServerConfig;
import dev.stet.server.StetServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The check at the end of a load finds what it is there to find. */
@Timeout(120)
class ConvergenceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ClientRuntime runtime = new ClientRuntime();
    private final Alarm alarm = new Alarm();
    private StetServer server;
    private List<Room<Rope, TextOperation>> rooms;

    @BeforeEach
    void twoPeopleWriteTwentyOperations() throws Exception {
        server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(folder.resolve("data")));
        Mix mix = new Mix(0, 5, Optional.empty());
        Workload workload = new Workload(
                1,
                2,
                1,
                0,
                new Pace.AfterAck(Duration.ZERO),
                100,
                0,
                "text",
                mix,
                Duration.ZERO,
                Duration.ofSeconds(60),
                20);
        @SuppressWarnings("unchecked")
        DocumentKind<Rope, TextOperation> kind = (DocumentKind<Rope, TextOperation>) DocumentKind.of("text", mix);
        Stage<Rope, TextOperation> stage =
                new Stage<>(kind, workload, target(server.address()), runtime, alarm, new Meter(), new Counts());
        rooms = stage.rooms(stage.documents());
        long now = System.nanoTime();
        Window window = new Window(now, now, Long.MAX_VALUE, workload.operations());
        for (var seat : rooms.getFirst().writers()) {
            seat.listener().start(seat.document(), new Turns(workload.pace(), now, window), now);
        }
        for (var seat : rooms.getFirst().writers()) {
            seat.listener().done().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void stop() {
        alarm.close();
        runtime.close();
        server.close();
    }

    @Test
    void nothingIsFoundWhereNothingIsWrong() throws Exception {
        Verdict verdict = check(server.address());
        assertThat(verdict).isEqualTo(new Verdict(1, 3, 20, List.of()));
        assertThat(rooms.getFirst().deliveries().incomplete()).isZero();
    }

    @Test
    void anOperationThatNobodyOfTheLoadMadeIsFound() throws Exception {
        StetClient stranger = StetClient.connect(runtime, server.address(), ClientOptions.fresh());
        ClientDocument<Rope, TextOperation> document = stranger.open(
                        rooms.getFirst().doc(), TextType.TEXT, new DocumentListener<Rope, TextOperation>() {})
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        document.edit(shown -> TextOperation.replace(0, 0, "x")).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        document.awaitSynchronized(PATIENCE);
        assertThat(check(server.address()).findings())
                .singleElement()
                .asString()
                .startsWith("the log does not have exactly what was acknowledged")
                .contains("acknowledged=20 stored=21");
    }

    @Test
    void aServerThatHasLostAnAcknowledgedOperationIsFound() throws Exception {
        assertThat(checkLied(same -> same, log -> log.substring(0, log.lastIndexOf('\n', log.length() - 2) + 1)))
                .singleElement()
                .asString()
                .startsWith("the log does not have exactly what was acknowledged")
                .contains("acknowledged=20 stored=19");
    }

    @Test
    void aServerWithAnotherTextIsFoundAtEveryClient() throws Exception {
        assertThat(checkLied(text -> "!" + text.substring(1), same -> same))
                .hasSize(3)
                .allSatisfy(finding -> assertThat(finding)
                        .startsWith("a client shows something else than the server has")
                        .doesNotContain("!"));
    }

    @Test
    void aClientThatIsNoMoreIsFound() throws Exception {
        rooms.getFirst().readers().getFirst().leave();
        assertThat(check(server.address()).findings())
                .singleElement()
                .asString()
                .startsWith("a client lost the document")
                .contains("client=3");
    }

    private List<String> checkLied(UnaryOperator<String> document, UnaryOperator<String> log) throws Exception {
        try (LyingServer liar = new LyingServer(server.address(), document, log)) {
            return check(liar.address()).findings();
        }
    }

    private Verdict check(URI address) throws Exception {
        return new Convergence<>(TextType.TEXT, target(address), PATIENCE).check(rooms);
    }

    private static Target target(URI address) {
        return new Target(address, Optional.empty());
    }
}
