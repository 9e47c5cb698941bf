package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stet.server.Rehearsal.Scenery;
import dev.stet.server.storage.AllRows;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.RehearsalStorage;
import dev.stet.server.storage.RehearsalStorage.Prop;
import dev.stet.server.storage.StoreLocation;
import dev.stet.server.storage.TestPostgres;
import dev.stet.server.storage.UnreliableStorage;
import dev.stet.server.storage.UnreliableStorage.Call;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A rehearsal asks the real store, whichever it is, what people will ask of it, and leaves nothing behind: there, in the numbers, or
 * of itself.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
class RehearsalTest {
    private static final String SECRET = "a secret of this rehearsal";

    /** What keeps the documents. */
    enum Engine {
        H2 {
            @Override
            StoreLocation empty(Path folder) {
                return new StoreLocation.Folder(folder);
            }
        },
        POSTGRES {
            @Override
            StoreLocation empty(Path folder) {
                return TestPostgres.shared().newDatabase();
            }
        };

        /** Returns where a store is that has nothing in it. */
        abstract StoreLocation empty(Path folder);
    }

    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    StoreLocation location;
    UnreliableStorage storage;
    StetServer server;

    @BeforeEach
    void start() throws Exception {
        location = engine.empty(folder);
        serve();
    }

    private void serve() throws Exception {
        serve(OperatorSettings.DEFAULT);
    }

    private void serve(OperatorSettings settings) throws Exception {
        storage = new UnreliableStorage(location.open(Durability.FORCED, Duration.ZERO));
        server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).with(settings), storage);
    }

    private void serveOnceRehearsed() throws Exception {
        server.close();
        serve(OperatorSettings.DEFAULT.readyOnceRehearsed());
    }

    /** Returns what the server answers whoever asks whether it is ready. */
    private Http.Answer readiness() throws Exception {
        return new Http(server).send("GET", "/readyz", "", Map.of());
    }

    @AfterEach
    void stop() {
        storage.repair();
        server.close();
    }

    /** Returns one that does not end by itself while a test looks at it, on a fast machine either. */
    private Rehearsal begun() {
        Rehearsal rehearsal = new Rehearsal(server, Integer.MAX_VALUE);
        rehearsal.begin();
        return rehearsal;
    }

    /** Returns one to which somebody has come, which a busy machine may take longer for than a server waits. */
    private Rehearsal playing() {
        Rehearsal rehearsal = begun();
        await().until(() -> rehearsal.visitsMade() > 0);
        return rehearsal;
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
    }

    @Test
    void peopleComeOpenAndTypeAndTheRealStoreIsAskedButKeepsNothing() throws Exception {
        int appends = storage.count(Call.APPEND);
        try (Rehearsal rehearsal = playing()) {
            await().untilAsserted(() -> assertThat(rehearsal.visitsMade()).isGreaterThan(40));
        }
        assertThat(storage.count(Call.SNAPSHOT)).isPositive();
        assertThat(storage.count(Call.READ)).isPositive();
        assertThat(storage.count(Call.CREATE)).isZero();
        assertThat(storage.count(Call.APPEND)).isEqualTo(appends);
        assertThat(storage.count(Call.WRITE_SNAPSHOT)).isZero();
        assertThat(storage.list("", 10)).isEmpty();
    }

    @Test
    void noRowOfAnyTableIsAnotherThanBefore() throws Exception {
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
            ada.submit("minutes", 0, 1, "[\"x\"]");
            ada.expect("op:ack");
        }
        server.close();
        Map<String, List<String>> before = AllRows.of(location);
        assertThat(before.toString()).contains("minutes");
        serve();
        try (Rehearsal rehearsal = begun()) {
            await().untilAsserted(() -> assertThat(rehearsal.visitsMade()).isGreaterThan(40));
        }
        server.close();
        assertThat(AllRows.of(location)).isEqualTo(before);
    }

    @Test
    void theRealServerHasHeardOfNobody() throws Exception {
        try (Rehearsal rehearsal = begun()) {
            await().untilAsserted(() -> assertThat(rehearsal.visitsMade()).isGreaterThan(20));
            assertThat(server.openSessions()).isZero();
            assertThat(server.openDocuments()).isZero();
        }
        assertThat(new Http(server).send("GET", "/metrics", "", Map.of()).body())
                .contains("stet_sessions 0")
                .doesNotContain("stet_operations_total{result=\"acknowledged\"}");
    }

    @Test
    void nothingOfItIsLeftWhenItIsClosedAndClosingItAgainIsNoHarm() {
        Rehearsal rehearsal = begun();
        assertThat(threads()).contains("stet-rehearsal");
        rehearsal.close();
        rehearsal.close();
        await().untilAsserted(() -> assertThat(threads()).doesNotContain("stet-rehearsal"));
        storage.check(); // the store is open still
    }

    @Test
    void nothingOfItIsKeptInMemoryWhenItIsOverThoughSomebodyStillHasIt() throws Exception {
        Rehearsal rehearsal = playing();
        assertThat(inMemory(Prop.class)).isPositive();
        assertThat(inMemory(RehearsalStorage.class)).isOne();
        rehearsal.close();
        await().untilAsserted(() -> {
            assertThat(inMemory(Prop.class)).isZero();
            assertThat(inMemory(RehearsalStorage.class)).isZero(); // which its server would refer to
        });
        assertThat(rehearsal.isPlaying()).isFalse();
    }

    /** Returns how many objects of a class somebody refers to, which Java finds out by collecting all others. */
    private static int inMemory(Class<?> type) throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .map(line -> line.strip().split(" +"))
                .filter(row -> row.length > 3 && row[3].equals(type.getName()))
                .mapToInt(row -> Integer.parseInt(row[1]))
                .sum();
    }

    @Test
    void aServerThatIsToRehearseFirstServesMeanwhileAndIsNotReadyIfThatIsBrokenOff() throws Exception {
        serveOnceRehearsed();
        assertThat(readiness().status()).isEqualTo(503);
        try (Rehearsal rehearsal = playing()) {
            assertThat(readiness().status()).isEqualTo(503);
            assertThat(readiness().body()).contains("\"rehearsal\":\"rehearsing\"");
            try (RawClient ada = RawClient.connect(server, "ada-0001")) {
                ada.open("minutes");
            }
            assertThat(rehearsal.isPlaying()).isTrue();
        }
        await().untilAsserted(() -> assertThat(threads()).doesNotContain("stet-rehearsal"));
        assertThat(readiness().body()).contains("\"rehearsal\":\"rehearsing\"");
    }

    @Test
    void oneThatIsPlayedThroughIsOverWhenThatReturns() throws Exception {
        serveOnceRehearsed();
        try (Rehearsal rehearsal = new Rehearsal(server, 30)) {
            rehearsal.playThrough();
            assertThat(rehearsal.visitsMade()).isEqualTo(30);
            assertThat(rehearsal.isPlaying()).isFalse();
            await().untilAsserted(() -> assertThat(readiness().status()).isEqualTo(200));
            assertThat(readiness().body()).doesNotContain("rehears");
        }
    }

    @Test
    void aStoreThatFailsDoesNotKeepTheServerFromBeingReadyWhenItIsBack() throws Exception {
        serveOnceRehearsed();
        storage.fail(Call.SNAPSHOT);
        try (Rehearsal rehearsal = new Rehearsal(server)) {
            rehearsal.playThrough();
            assertThat(rehearsal.visitsMade()).isZero();
        }
        storage.repair();
        await().untilAsserted(() -> assertThat(readiness().status()).isEqualTo(200));
    }

    /** A server may be told to stop before it has come to it. */
    @Test
    void oneThatIsClosedBeforeItBeganNeverBegins() {
        Rehearsal rehearsal = new Rehearsal(server);
        rehearsal.close();
        rehearsal.begin();
        assertThat(threads()).doesNotContain("stet-rehearsal");
        assertThat(storage.count(Call.SNAPSHOT)).isZero(); // nor has anybody come and gone already
    }

    @Test
    void peopleWhoComeMeanwhileAreServedFromTheirOwnDocuments() throws Exception {
        try (Rehearsal rehearsal = begun();
                RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("shared"); // which is the name of a document of the rehearsal, too
            ada.submit("shared", 0, 1, "[\"x\"]");
            ada.expect("op:ack");
            int before = rehearsal.visitsMade();
            await().untilAsserted(() -> assertThat(rehearsal.visitsMade()).isGreaterThan(before));
        }
        assertThat(storage.head(storage.find("shared").orElseThrow())).isOne();
    }

    @Test
    void whoDoesNotKnowItsSecretIsNotLetIn() throws Exception {
        StetServer stage = Rehearsal.stage(storage, Scenery.made(), SECRET);
        try {
            assertThatThrownBy(() -> new RehearsalVisitor(stage.address(), "another"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("HTTP/1.1 401");
            try (RehearsalVisitor visitor = new RehearsalVisitor(stage.address(), SECRET)) {
                visitor.open("shared", "text");
                visitor.type("x");
            }
        } finally {
            stage.shutDown();
        }
    }

    @Test
    void whatTheServerRefusesEndsTheVisitInWords() throws Exception {
        StetServer stage = Rehearsal.stage(storage, Scenery.made(), SECRET);
        try (RehearsalVisitor visitor = new RehearsalVisitor(stage.address(), SECRET)) {
            assertThatThrownBy(() -> visitor.open("nowhere", "text"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("doc_not_found");
        } finally {
            stage.shutDown();
        }
    }

    @Test
    void aStoreThatFailsDoesNotKeepTheServerFromServing() throws Exception {
        storage.fail(Call.SNAPSHOT);
        try (Rehearsal rehearsal = begun()) {
            await().untilAsserted(() -> assertThat(threads()).doesNotContain("stet-rehearsal"));
            assertThat(rehearsal.visitsMade()).isZero();
        }
        storage.repair();
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
        }
    }

    @Test
    void aStoreThatFailsMeanwhileEndsItAndDoesNoHarm() throws Exception {
        try (RawClient ada = RawClient.connect(server, "ada-0001");
                Rehearsal rehearsal = playing()) {
            ada.open("minutes");
            assertThat(rehearsal.isPlaying()).isTrue();
            storage.fail(Call.values());
            await().untilAsserted(() -> assertThat(threads()).doesNotContain("stet-rehearsal"));
            storage.repair();
            ada.submit("minutes", 0, 1, "[\"x\"]");
            ada.expect("op:ack");
        }
        assertThat(storage.head(storage.find("minutes").orElseThrow())).isOne();
    }
}
