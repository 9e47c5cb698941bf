package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Storage} promises: this, and what the contracts say that it takes together. A subclass says how the store under
 * test is opened.
 */
@Timeout(120)
abstract class StorageContract
        implements LogContract, AppendContract, SnapshotContract, SquashingContract, AccessContract {
    private Storage storage;

    /** Opens the store of this test: empty the first time, then with what was left in it. */
    abstract Storage open();

    /** Opens the database of this test's store, which is closed. */
    abstract Database openDatabase();

    @BeforeEach
    void openStorage() {
        storage = open();
    }

    @AfterEach
    void closeStorage() {
        storage.close();
    }

    @Override
    public void reopen() {
        storage.close();
        storage = open();
    }

    @Override
    public Storage storage() {
        return storage;
    }

    @Test
    void shouldFindNothingThatWasNeverCreated() {
        assertThat(storage.find("a")).isEmpty();
    }

    @Test
    void shouldCreateADocumentOnce() {
        StoredDocument first = storage.create("a", "text");
        StoredDocument second = storage.create("a", "json0");
        assertThat(second).isEqualTo(first);
        assertThat(storage.find("a")).contains(new StoredDocument(first.key(), "a", "text"));
    }

    @Test
    void shouldSayWhetherItCreatedADocument() {
        StoredDocument created = storage.createIfAbsent("a", "text").orElseThrow();
        assertThat(storage.find("a")).contains(created);
        assertThat(storage.createIfAbsent("a", "json0")).isEmpty();
        storage.setDeleted(created, OptionalLong.of(1_234));
        assertThat(storage.createIfAbsent("a", "text")).isEmpty();
        assertThat(storage.info("a").orElseThrow().deletedMs()).hasValue(1_234);
        append(created, Entries.of(1, 3));
        reopen();
        assertThat(storage.createIfAbsent("a", "text")).isEmpty();
        assertThat(storage.read(created, 0, 10)).isEqualTo(Entries.of(1, 3));
    }

    @Test
    void shouldTellOneOfManyWhoTryAtOnceThatItCreatedTheDocument() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Optional<StoredDocument>>> tried = IntStream.range(0, 32)
                    .mapToObj(i -> threads.submit(() -> storage.createIfAbsent("a", "text")))
                    .toList();
            List<StoredDocument> created = new ArrayList<>();
            for (Future<Optional<StoredDocument>> one : tried) {
                one.get().ifPresent(created::add);
            }
            assertThat(created).containsExactly(storage.find("a").orElseThrow());
        }
    }

    @Test
    void shouldTellApartIdsThatDifferAnyhow() {
        List<String> ids = List.of(
                "a", "A", "a ", " a", "ä", "a\u0308", "日本語", "👩‍👩‍👧", "x".repeat(255), "'; drop table document; --");
        ids.forEach(id -> storage.create(id, "text"));
        reopen();
        assertThat(ids.stream().map(id -> storage.find(id).orElseThrow().key())).doesNotHaveDuplicates();
        assertThat(ids)
                .allSatisfy(
                        id -> assertThat(storage.find(id).orElseThrow().id()).isEqualTo(id));
    }

    @Test
    void shouldCreateADocumentOnceWhenManyTryAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<StoredDocument>> created = IntStream.range(0, 32)
                    .mapToObj(i -> threads.submit(() -> storage.create("a", "text")))
                    .toList();
            for (Future<StoredDocument> document : created) {
                assertThat(document.get()).isEqualTo(storage.find("a").orElseThrow());
            }
        }
    }

    @Test
    void shouldKeepItsId() {
        String id = storage.id();
        assertThat(id).isNotBlank();
        reopen();
        assertThat(storage.id()).isEqualTo(id);
    }

    @Test
    void shouldListDocumentsByPages() {
        List<String> ids = IntStream.range(0, 100).mapToObj("d%02d"::formatted).toList();
        ids.reversed().forEach(id -> storage.create(id, "text"));
        assertThat(ids(storage.list("", 1_000))).isEqualTo(ids);
        assertThat(ids(storage.list("d41", 3))).containsExactly("d42", "d43", "d44");
        assertThat(storage.list("d99", 3)).isEmpty();
    }

    private static List<String> ids(List<DocumentInfo> infos) {
        return infos.stream().map(info -> info.document().id()).toList();
    }

    @Test
    void shouldRememberThatADocumentIsDeletedAndKeepItsLog() {
        StoredDocument document = storage.create("a", "text");
        append(document, Entries.of(1, 3));
        storage.setDeleted(document, OptionalLong.of(1_234));
        reopen();
        assertThat(storage.info("a").orElseThrow().deletedMs()).hasValue(1_234);
        assertThat(storage.find("a")).contains(document);
        assertThat(storage.head(document)).isEqualTo(3);
        storage.setDeleted(document, OptionalLong.empty());
        assertThat(storage.info("a").orElseThrow().isDeleted()).isFalse();
        assertThat(storage.info("b")).isEmpty();
    }

    @Test
    void shouldRefuseTablesOfANewerServer() {
        storage.close();
        try (Database database = openDatabase()) {
            database.write("pretend to be newer", handle -> handle.execute("""
                            insert into "flyway_schema_history" ("installed_rank", "version", "description", "type",
                            "script", "installed_by", "execution_time", "success")
                            values (99, '99', 'later', 'SQL', 'V99__later.sql', 'test', 0, true)"""));
        }
        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("The store was made by a newer version of the server, ")
                .hasMessageEndingWith(", tables=99");
    }

    @Test
    void shouldBeReadyUntilItIsClosed() {
        StoredDocument document = storage.create("a", "text");
        storage.check();
        storage.close();
        storage.close();
        assertThatThrownBy(storage::check).isInstanceOf(StorageException.class).hasMessageContaining("closed");
        assertThatThrownBy(() -> storage.find("a")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> append(document, Entries.of(1, 1))).isInstanceOf(StorageException.class);
    }
}
