package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextType;
import dev.stet.server.protocol.Json;
import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoreLocation;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredEntry;
import dev.stet.server.storage.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What was acknowledged stands, and stands once, whatever becomes of the database while people type: a real server, on a
 * real PostgreSQL that is stopped, started again, and frozen.
 */
@Timeout(180)
class PostgresFaultTest {
    private static final int WRITERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AWAY = Duration.ofSeconds(30);
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(1);

    private static TestPostgres postgres;

    private final StoreLocation.Postgres location = postgres.newDatabase();
    private final List<TypingClient> writers = new ArrayList<>();
    private final List<StetServer> servers = new ArrayList<>();
    private final long seed = Long.getLong("stet.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeAll
    static void startPostgres() {
        postgres = TestPostgres.start();
    }

    @AfterAll
    static void endPostgres() {
        postgres.close();
    }

    @AfterEach
    void stop() {
        postgres.thaw();
        postgres.startAgain();
        writers.forEach(TypingClient::close);
        servers.forEach(StetServer::close);
    }

    private StetServer start(StoreLocation store, Duration wait) throws StartFailedException {
        StetServer server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(store)
                .waitingForStore(wait));
        servers.add(server);
        return server;
    }

    private void startWriters(StetServer server) throws Exception {
        for (int i = 0; i < WRITERS; i++) {
            writers.add(TypingClient.open(server, client(i), "minutes"));
        }
    }

    private static String client(int writer) {
        return "writer-" + writer;
    }

    @Test
    void aDatabaseThatIsAwayRefusesWritersAndWhenItIsBackAllGoesOn() throws Exception {
        startWriters(start(location, Duration.ZERO));
        typeUntilAllAreAcknowledged();
        postgres.stopAtOnce();
        typeUntilAllAreRefused();
        List<Integer> before = acknowledgements();
        long end = System.nanoTime() + AWAY.toNanos();
        typeUntil(() -> System.nanoTime() > end);
        assertThat(acknowledgements()).as(again()).isEqualTo(before);
        postgres.startAgain();
        typeUntilAllAreAcknowledged();
        requireWhatWasAcknowledgedOnce();
    }

    @Test
    void aDatabaseThatCrashesAndComesBackLosesNothing() throws Exception {
        startWriters(start(location, Duration.ZERO));
        for (int crash = 0; crash < 3; crash++) {
            typeUntilAllAreAcknowledged();
            long end = System.nanoTime() + random.nextLong(300_000_000);
            typeUntil(() -> System.nanoTime() > end);
            postgres.stopAtOnce();
            postgres.startAgain();
        }
        typeUntilAllAreAcknowledged();
        requireWhatWasAcknowledgedOnce();
    }

    /** The error is the one of a disk that is full, and a trigger makes it: what is there can be read, and nothing be added. */
    @Test
    void aDatabaseOnAFullDiskRefusesWritersAndWhenThereIsRoomAllGoesOn() throws Exception {
        startWriters(start(location, Duration.ZERO));
        typeUntilAllAreAcknowledged();
        TestPostgres.execute(
                location,
                "create function full_disk() returns trigger as $$ begin"
                        + " raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';"
                        + " end $$ language plpgsql",
                "create trigger full_disk before insert on operation for each statement execute function full_disk()");
        typeUntilAllAreRefused();
        List<Integer> before = acknowledgements();
        typeUntilAllAreRefused();
        assertThat(acknowledgements()).as(again()).isEqualTo(before);
        TestPostgres.execute(location, "drop trigger full_disk on operation");
        typeUntilAllAreAcknowledged();
        requireWhatWasAcknowledgedOnce();
    }

    @Test
    void aDatabaseThatHangsIsGivenUpAndWhatItStillDidIsFound() throws Exception {
        startWriters(start(
                new StoreLocation.Postgres(location.url() + "?socketTimeout=2", location.user(), location.password()),
                Duration.ZERO));
        typeUntilAllAreAcknowledged();
        postgres.freeze();
        typeUntilAllAreRefused();
        postgres.thaw();
        typeUntilAllAreAcknowledged();
        requireWhatWasAcknowledgedOnce();
    }

    @Test
    void aDatabaseThatIsNotThereAtTheStartIsWaitedFor() throws Exception {
        postgres.stopAtOnce();
        assertThatThrownBy(() -> start(location, Duration.ofMillis(600)))
                .isInstanceOf(StartFailedException.class)
                .hasMessage("Could not open the store, store=" + location + ": the database cannot be reached");
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<StetServer> server = threads.submit(() -> start(location, PATIENCE));
            postgres.startAgain();
            startWriters(server.get());
        }
        typeUntilAllAreAcknowledged();
        requireWhatWasAcknowledgedOnce();
    }

    @Test
    void aDatabaseThatGoesAwayWhileTheServerRehearsesEndsThatAndNothingElse() throws Exception {
        StetServer server = start(location, Duration.ZERO);
        startWriters(server);
        typeUntilAllAreAcknowledged();
        try (Rehearsal rehearsal = new Rehearsal(server, Integer.MAX_VALUE)) {
            rehearsal.begin();
            typeUntil(() -> rehearsal.visitsMade() > 0);
            assertThat(rehearsal.isPlaying()).as(again()).isTrue();
            postgres.stopAtOnce();
            typeUntil(() -> !rehearsal.isPlaying());
            postgres.startAgain();
            typeUntilAllAreAcknowledged();
            requireWhatWasAcknowledgedOnce();
        }
    }

    private void typeUntilAllAreAcknowledged() throws Exception {
        List<Integer> before = acknowledgements();
        typeUntil(() -> isMore(before, acknowledgements()));
    }

    private void typeUntilAllAreRefused() throws Exception {
        List<Integer> before = refusals();
        typeUntil(() -> isMore(before, refusals()));
    }

    private List<Integer> acknowledgements() {
        return writers.stream().map(writer -> writer.acknowledged().size()).toList();
    }

    private List<Integer> refusals() {
        return writers.stream().map(TypingClient::refusals).toList();
    }

    private static boolean isMore(List<Integer> before, List<Integer> now) {
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i) <= before.get(i)) {
                return false;
            }
        }
        return true;
    }

    private void typeUntil(BooleanSupplier enough) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!enough.getAsBoolean()) {
            assertThat(System.nanoTime()).as(again()).isLessThan(deadline);
            for (TypingClient writer : writers) {
                if (!writer.isAhead()) {
                    writer.edit(random);
                }
                writer.takeWhatCame();
            }
            LockSupport.parkNanos(BETWEEN_ROUNDS.toNanos());
        }
    }

    private void requireWhatWasAcknowledgedOnce() throws Exception {
        for (int round = 0; round < 2; round++) { // what one still had unacknowledged comes to the others in the second
            long newest =
                    writers.stream().mapToLong(TypingClient::revision).max().orElseThrow();
            for (TypingClient writer : writers) {
                writer.settle(newest);
            }
        }
        try (Storage storage = location.open(Durability.FORCED, Duration.ZERO)) {
            StoredDocument document = storage.find("minutes").orElseThrow();
            Map<Operation, Long> log = new HashMap<>();
            ChainHash hash = ChainHash.start("minutes");
            Rope text = Rope.empty();
            for (StoredEntry stored : storage.readHashed(document, 0, Integer.MAX_VALUE)) {
                LogEntry entry = stored.entry();
                assertThat(log.put(new Operation(entry.client(), entry.sequence()), entry.revision()))
                        .as(again())
                        .isNull();
                assertThat(entry.revision()).as(again()).isEqualTo(log.size());
                hash = hash.next(entry);
                assertThat(stored.hash()).as(again()).isEqualTo(hash);
                text = TextType.TEXT.apply(
                        text,
                        TextType.TEXT.decode(Objects.requireNonNull(
                                Json.encoded(entry.operation().array()).value())));
            }
            for (int i = 0; i < writers.size(); i++) {
                String client = client(i);
                writers.get(i)
                        .acknowledged()
                        .forEach((sequence, revision) ->
                                assertThat(log).as(again()).containsEntry(new Operation(client, sequence), revision));
                assertThat(writers.get(i).shown()).as(again()).isEqualTo(text.toString());
            }
        }
    }

    private record Operation(String client, long sequence) {}

    private String again() {
        return "again with: mvn -pl server -am test -Dtest=PostgresFaultTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dstet.seed=" + seed;
    }
}
