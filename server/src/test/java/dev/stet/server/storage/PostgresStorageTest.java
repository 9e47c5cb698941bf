package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.stet.server.storage.Storage.Append;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresStorageTest extends StorageContract {

    private final StoreLocation.Postgres location = TestPostgres.shared().newDatabase();

    @Override
    Storage open() {
        return open(location);
    }

    private static Storage open(StoreLocation.Postgres location) {
        return PostgresStorage.open(location, Durability.FORCED, Duration.ZERO);
    }

    @Override
    Database openDatabase() {
        return new PostgresConnector(location, Durability.FORCED).open(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({"FORCED, off, on", "RELAXED, on, off"})
    void shouldForceAsItWasToldWhateverTheDatabaseIsSetTo(Durability durability, String set, String used) {
        TestPostgres.execute(
                location,
                "alter database " + location.url().replaceAll(".*/", "") + " set synchronous_commit = " + set);
        try (Database database = new PostgresConnector(location, durability).open(Duration.ZERO)) {
            String shown = database.write(
                    "ask",
                    handle -> handle.createQuery("show synchronous_commit")
                            .mapTo(String.class)
                            .one());
            assertThat(shown).isEqualTo(used);
        }
    }

    @Test
    void shouldComeUpOnAnEmptyDatabaseThatOthersOpenAtTheSameTime() throws Exception {
        StoreLocation.Postgres empty = TestPostgres.shared().newDatabase();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Storage>> opened = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> open(empty)))
                    .toList();
            List<String> ids = new ArrayList<>();
            for (Future<Storage> storage : opened) {
                try (Storage up = storage.get()) {
                    up.check();
                    ids.add(up.id());
                }
            }
            assertThat(ids).hasSize(4).containsOnly(ids.getFirst());
        }
    }

    @Test
    void shouldLetOneOfTwoServersWinEachRevision() throws Exception {
        int revisions = 200;
        List<Future<Long>> wins;
        try (ExecutorService threads = Executors.newFixedThreadPool(2);
                Storage one = open();
                Storage other = open()) {
            StoredDocument document = one.create("a", "text");
            wins = List.of(
                    threads.submit(() -> appendUpTo(revisions, one, document, "one")),
                    threads.submit(() -> appendUpTo(revisions, other, document, "other")));
            long won = wins.get(0).get() + wins.get(1).get();
            List<StoredEntry> log = one.readHashed(document, 0, 2 * revisions);
            assertThat(log).hasSize((int) won).hasSizeGreaterThanOrEqualTo(revisions);
            ChainHash hash = ChainHash.start("a");
            for (StoredEntry stored : log) {
                assertThat(stored.entry().revision()).isEqualTo(log.indexOf(stored) + 1);
                hash = hash.next(stored.entry());
                assertThat(stored.hash()).isEqualTo(hash);
            }
            assertThat(log.stream().filter(stored -> stored.entry().client().equals("one")))
                    .hasSize(wins.get(0).get().intValue());
        }
    }

    /** Appends at the head, again and again, and returns how many entries were taken. */
    private static long appendUpTo(long last, Storage storage, StoredDocument document, String client) {
        long won = 0;
        for (long head = storage.head(document); head < last; head = storage.head(document)) {
            LogEntry entry = new LogEntry(head + 1, client, won + 1, client, head, Bytes.utf8("[\"x\"]"));
            won += storage.append(List.of(new Append(document, List.of(entry)))).isEmpty() ? 1 : 0;
        }
        return won;
    }

    @Test
    void shouldNotLockOutAnotherServerThatAppendsToTheSameDocumentsInAnotherOrder() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2);
                Storage one = open();
                Storage other = open()) {
            List<StoredDocument> documents = IntStream.range(0, 200)
                    .mapToObj(i -> one.create("d" + i, "text"))
                    .toList();
            for (long revision = 1; revision <= 20; revision++) {
                List<LogEntry> entries = Entries.of(revision, revision);
                List<Append> batch = documents.stream()
                        .map(document -> new Append(document, entries))
                        .toList();
                Future<Integer> first = threads.submit(() -> one.append(batch).size());
                Future<Integer> second =
                        threads.submit(() -> other.append(batch.reversed()).size());
                assertThat(first.get() + second.get()).isEqualTo(documents.size());
            }
        }
    }

    @Test
    void shouldNotLockOutAnotherServerThatMeetsTheSameNewWritersInAnotherOrder() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2);
                Storage one = open();
                Storage other = open()) {
            for (int round = 0; round < 20; round++) {
                List<Append> here = byNewWriters(one, "here" + round, round);
                List<Append> there = byNewWriters(one, "there" + round, round).reversed();
                Future<Set<StoredDocument>> first = threads.submit(() -> one.append(here));
                Future<Set<StoredDocument>> second = threads.submit(() -> other.append(there));
                assertThat(first.get()).isEmpty();
                assertThat(second.get()).isEmpty();
                for (Append append : List.of(here.getFirst(), there.getFirst())) {
                    assertThat(other.read(append.document(), 0, 10)).isEqualTo(append.entries());
                }
            }
        }
    }

    /** Returns the first entries of some new documents, each by a writer of its own. */
    private static List<Append> byNewWriters(Storage storage, String prefix, int round) {
        return IntStream.range(0, 50)
                .mapToObj(i -> new Append(
                        storage.create(prefix + "-" + i, "text"),
                        List.of(new LogEntry(1, "client-" + round + "-" + i, 1, "ada", 1, Bytes.utf8("[\"x\"]")))))
                .toList();
    }

    @Test
    void shouldSayWhyADatabaseCannotBeOpened() {
        int port = Integer.parseInt(location.url().replaceAll(".*:(\\d+)/.*", "$1"));
        refused("127.0.0.1:" + port + "/nowhere", "postgres").hasMessageEndingWith(": there is no such database");
        refused("127.0.0.1:" + port + "/postgres", "nobody")
                .hasMessageEndingWith(": the database refuses the user or the password");
        refused("127.0.0.1:1/stet", "postgres").hasMessageEndingWith(": the database cannot be reached");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(String database, String user) {
        String url = "jdbc:postgresql://" + database;
        return assertThatThrownBy(() -> open(new StoreLocation.Postgres(
                        url + "?sslpassword=secret", Optional.of(user), Optional.of("secret"))))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("Could not open the store, store=" + url + ": ")
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("secret"));
    }

    @Test
    void shouldGiveUpADatabaseThatHangs() {
        TestPostgres server = TestPostgres.shared();
        try (Storage storage = open(hastyLocation())) {
            StoredDocument document = storage.create("a", "text");
            server.freeze();
            try {
                assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                    assertThatThrownBy(() -> storage.append(List.of(new Append(document, Entries.of(1, 1)))))
                            .isInstanceOf(StorageException.class);
                    assertThatThrownBy(() -> storage.find("a")).isInstanceOf(StorageException.class);
                    assertThatThrownBy(() -> open(hastyLocation())).isInstanceOf(StorageException.class);
                });
            } finally {
                server.thaw();
            }
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsInstanceOf(StorageException.class)
                    .until(() -> storage.find("a").isPresent());
        }
    }

    @Test
    void shouldGiveUpAStatementThatTakesTooLong() {
        StoreLocation.Postgres hasty = hastyLocation();
        try (Storage storage = open(hasty)) {
            StoredDocument document = storage.create("a", "text");
            try (Database other = openDatabase()) {
                String said = other.write("lock the logs", lock -> {
                    lock.begin();
                    lock.execute("lock table operation");
                    Throwable failure =
                            catchThrowable(() -> storage.append(List.of(new Append(document, Entries.of(1, 1)))));
                    lock.rollback();
                    return String.valueOf(failure.getMessage());
                });
                assertThat(said)
                        .isEqualTo("Could not append entries, documents=1: the database did not answer in time");
            }
            assertThat(storage.append(List.of(new Append(document, Entries.of(1, 1)))))
                    .isEmpty();
        }
    }

    /** Returns this test's database, of which an answer is awaited for three seconds. */
    private StoreLocation.Postgres hastyLocation() {
        return new StoreLocation.Postgres(location.url() + "?socketTimeout=3", location.user(), location.password());
    }

    @Test
    void shouldServeACallerThatIsInterrupted() {
        try (Storage storage = open()) {
            for (long revision = 1; revision <= 20; revision++) {
                Thread.currentThread().interrupt();
                StoredDocument document = storage.create("a", "text");
                assertThat(storage.append(List.of(new Append(document, Entries.of(revision, revision)))))
                        .isEmpty();
                assertThat(Thread.interrupted()).isTrue();
            }
            Thread.currentThread().interrupt();
        }
        assertThat(Thread.interrupted()).isTrue();
    }
}
