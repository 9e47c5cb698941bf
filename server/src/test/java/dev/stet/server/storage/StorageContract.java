package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.server.storage.Storage.Append;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Storage} promises. A subclass says how the store under test is opened. */
@Timeout(120)
abstract class StorageContract {

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

    void reopen() {
        storage.close();
        storage = open();
    }

    @Test
    void shouldReadAPageOfSoManyBytes() {
        StoredDocument document = storage.create("a", "text");
        List<LogEntry> log = new ArrayList<>();
        for (int revision = 1; revision <= 1_100; revision++) {
            Bytes operation = Bytes.wrap(new byte[revision == 4 ? 1_000 : 100]);
            log.add(new LogEntry(revision, "client", revision, "author", revision, operation));
        }
        assertThat(storage.append(List.of(new Append(document, log)))).isEmpty();
        assertThat(storage.readPage(document, 0, 300)).isEqualTo(log.subList(0, 3));
        assertThat(storage.readPage(document, 1, 299)).isEqualTo(log.subList(1, 3));
        assertThat(storage.readPage(document, 3, 1)).isEqualTo(log.subList(3, 4));
        assertThat(storage.readPage(document, 4, 1_000_000)).isEqualTo(log.subList(4, 1_004));
        assertThat(storage.readPage(document, 1_100, 1)).isEmpty();
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
    void shouldReadBackWhatWasAppended() {
        StoredDocument document = storage.create("a", "text");
        LogEntry first = new LogEntry(1, "客户", 1, "Zoë", 1_700_000_000_000L, Bytes.utf8("[\"é😀\"]"));
        LogEntry second = new LogEntry(2, "client", Long.MAX_VALUE, "", Long.MAX_VALUE, Bytes.utf8(""));
        assertThat(storage.append(List.of(new Append(document, List.of(first, second)))))
                .isEmpty();
        assertThat(storage.read(document, 0, 10)).containsExactly(first, second);
        reopen();
        assertThat(storage.read(document, 0, 10)).containsExactly(first, second);
        assertThat(storage.head(document)).isEqualTo(2);
    }

    @Test
    void shouldChainEveryEntryToTheOneBefore() {
        StoredDocument document = storage.create("a", "text");
        append(document, Entries.of(1, 3));
        append(document, Entries.of(4, 4));
        reopen();
        append(document, Entries.of(5, 6));
        List<StoredEntry> log = storage.readHashed(document, 0, 10);
        assertThat(log).extracting(StoredEntry::entry).isEqualTo(Entries.of(1, 6));
        ChainHash hash = ChainHash.start("a");
        for (StoredEntry stored : log) {
            hash = hash.next(stored.entry());
            assertThat(stored.hash()).isEqualTo(hash);
        }
        assertThat(storage.readHashed(document, 4, 1)).containsExactly(log.get(4));
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
    void shouldTellTheHeadsOfManyLogs() {
        List<StoredDocument> documents = IntStream.range(0, 50)
                .mapToObj(i -> storage.create("d" + i, "text"))
                .toList();
        documents.forEach(document -> append(document, Entries.of(1, document.key() % 7 + 1)));
        StoredDocument empty = storage.create("empty", "text");
        Map<StoredDocument, Long> heads = storage.heads(
                Stream.concat(documents.stream(), Stream.of(empty)).toList());
        assertThat(heads).hasSize(51).containsEntry(empty, 0L);
        assertThat(documents).allSatisfy(document -> assertThat(heads).containsEntry(document, document.key() % 7 + 1));
        assertThat(storage.heads(List.of())).isEmpty();
    }

    @Test
    void shouldFindTheRevisionOfATime() {
        StoredDocument document = storage.create("a", "text");
        List<LogEntry> log = LongStream.rangeClosed(1, 1_000)
                .mapToObj(revision -> Entries.at(revision, revision / 10 * 100)) // ten at once, then a pause
                .toList();
        append(document, log);
        assertThat(storage.revisionAt(document, -1)).isZero();
        assertThat(storage.revisionAt(document, 0)).isEqualTo(9);
        assertThat(storage.revisionAt(document, 99)).isEqualTo(9);
        assertThat(storage.revisionAt(document, 100)).isEqualTo(19);
        assertThat(storage.revisionAt(document, 5_050)).isEqualTo(509);
        assertThat(storage.revisionAt(document, Long.MAX_VALUE)).isEqualTo(1_000);
        assertThat(storage.revisionAt(storage.create("b", "text"), 5)).isZero();
    }

    @Test
    void shouldKeepNamedVersions() {
        StoredDocument document = storage.create("a", "text");
        NamedVersion second = new NamedVersion("Zweite Fassung", 7, 1_000, "zoë");
        NamedVersion first = new NamedVersion("b", 3, 2_000, "ann");
        NamedVersion same = new NamedVersion("a", 3, 3_000, "");
        assertThat(storage.addVersion(document, second)).isTrue();
        assertThat(storage.addVersion(document, first)).isTrue();
        assertThat(storage.addVersion(document, same)).isTrue();
        assertThat(storage.addVersion(document, new NamedVersion("b", 9, 0, "bob")))
                .isFalse();
        reopen();
        assertThat(storage.versions(document)).containsExactly(same, first, second);
        assertThat(storage.removeVersion(document, "b")).isTrue();
        assertThat(storage.removeVersion(document, "b")).isFalse();
        assertThat(storage.versions(document)).containsExactly(same, second);
        assertThat(storage.versions(storage.create("b", "text"))).isEmpty();
    }

    @Test
    void shouldPutSlicesInThePlaceOfEntries() {
        StoredDocument document = storage.create("a", "text");
        StoredDocument other = storage.create("b", "text");
        append(document, Entries.of(1, 30));
        append(other, Entries.of(1, 30));
        ChainHash tenth = storage.readHashed(document, 9, 1).getFirst().hash();
        ChainHash twentieth = storage.readHashed(document, 19, 1).getFirst().hash();

        assertThat(storage.squash(document, List.of(slice(1, 4), slice(5, 10)), snapshot(10, "s")))
                .isTrue();
        assertThat(storage.squash(document, List.of(slice(11, 20)), snapshot(20, "s")))
                .isTrue();
        reopen();

        assertThat(storage.squashedUpTo(document)).isEqualTo(20);
        assertThat(storage.head(document)).isEqualTo(30);
        assertThat(storage.read(document, 0, 100)).isEqualTo(Entries.of(21, 30));
        assertThat(storage.read(document, 25, 2)).isEqualTo(Entries.of(26, 27));
        assertThat(storage.snapshot(document, 20)).contains(snapshot(20, "s"));
        assertThat(storage.snapshot(document, 19)).contains(snapshot(10, "s"));
        assertThat(append(document, Entries.of(31, 31))).isEmpty();

        List<SealedSlice> slices = storage.slices(document, 0, 10);
        assertThat(slices).extracting(SealedSlice::slice).containsExactly(slice(1, 4), slice(5, 10), slice(11, 20));
        assertThat(slices.get(1).logHash()).isEqualTo(tenth);
        assertThat(storage.readHashed(document, 20, 1).getFirst().hash())
                .isEqualTo(twentieth.next(Entries.of(21, 21).getFirst()));
        ChainHash seal = ChainHash.start("a");
        for (SealedSlice sealed : slices) {
            seal = sealed.slice().seal(seal, sealed.logHash());
            assertThat(sealed.seal()).isEqualTo(seal);
        }
        assertThat(storage.slices(document, 4, 1)).containsExactly(slices.get(1));
        assertThat(storage.slices(document, 20, 1)).isEmpty();
        assertThat(storage.squashedUpTo(other)).isZero();
        assertThat(storage.read(other, 0, 100)).isEqualTo(Entries.of(1, 30));
    }

    @Test
    void shouldRememberWhereEachClientWasInWhatIsSquashed() {
        StoredDocument document = storage.create("a", "text");
        append(document, Entries.of(1, 30)); // the client of an entry is its revision modulo 7
        storage.squash(document, List.of(slice(1, 10)), snapshot(10, "s"));
        assertThat(storage.lastSquashed(document, "client-3")).contains(new LastSequence(10, 10));
        assertThat(storage.lastSquashed(document, "client-4")).contains(new LastSequence(4, 4));
        storage.squash(document, List.of(slice(11, 16)), snapshot(16, "s"));
        assertThat(storage.lastSquashed(document, "client-3")).contains(new LastSequence(10, 10));
        assertThat(storage.lastSquashed(document, "client-4")).contains(new LastSequence(11, 11));
        assertThat(storage.lastSquashed(document, "client-9")).isEmpty();
    }

    @Test
    void shouldSquashOnlyWhatIsNextAndNeverTheNewestEntry() {
        StoredDocument document = storage.create("a", "text");
        append(document, Entries.of(1, 30));
        assertThat(storage.squash(document, List.of(slice(2, 9)), snapshot(9, "s")))
                .isFalse();
        assertThat(storage.squash(document, List.of(slice(1, 9)), snapshot(9, "s")))
                .isTrue();
        assertThat(storage.squash(document, List.of(slice(1, 9)), snapshot(9, "s")))
                .isFalse();
        assertThat(storage.squash(document, List.of(slice(1, 12)), snapshot(12, "s")))
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.squash(document, List.of(slice(10, 30)), snapshot(30, "s")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.squash(document, List.of(slice(10, 20)), snapshot(19, "s")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.squash(document, List.of(slice(10, 12), slice(14, 15)), snapshot(15, "s")));
        assertThatIllegalArgumentException().isThrownBy(() -> storage.squash(document, List.of(), snapshot(9, "s")));
        assertThat(storage.squashedUpTo(document)).isEqualTo(9);
        assertThat(storage.read(document, 0, 100)).isEqualTo(Entries.of(10, 30));
    }

    @Test
    void shouldFindTheRevisionOfATimeInWhatIsSquashed() {
        StoredDocument document = storage.create("a", "text");
        append(document, Entries.of(1, 30)); // an entry a second
        storage.squash(document, List.of(slice(1, 4), slice(5, 10)), snapshot(10, "s"));
        assertThat(storage.revisionAt(document, 3_999)).isZero();
        assertThat(storage.revisionAt(document, 4_000)).isEqualTo(4);
        assertThat(storage.revisionAt(document, 9_999)).isEqualTo(4);
        assertThat(storage.revisionAt(document, 10_000)).isEqualTo(10);
        assertThat(storage.revisionAt(document, 10_999)).isEqualTo(10);
        assertThat(storage.revisionAt(document, 11_000)).isEqualTo(11);
        assertThat(storage.revisionAt(document, 30_000)).isEqualTo(30);
    }

    @Test
    void shouldTakeOverTheSquashedPartOfALog() {
        StoredDocument from = storage.create("a", "text");
        append(from, Entries.of(1, 30));
        storage.squash(from, List.of(slice(1, 4), slice(5, 10), slice(11, 20)), snapshot(20, "s"));
        List<SealedSlice> slices = storage.slices(from, 0, 10);
        List<SquashedClient> clients = storage.squashedClients(from, "", 10);
        assertThat(clients)
                .hasSize(7)
                .contains(new SquashedClient("client-3", new LastSequence(17, 17)))
                .isEqualTo(Stream.concat(
                                storage.squashedClients(from, "", 3).stream(),
                                storage.squashedClients(from, clients.get(2).client(), 100).stream())
                        .toList());

        StoredDocument to =
                storage.adopt(new DocumentInfo(new StoredDocument(0, "b", "text"), 5, OptionalLong.empty()));
        storage.adoptSquashed(to, slices.subList(0, 2), List.of());
        assertThat(storage.head(to)).isEqualTo(10);
        storage.adoptSquashed(to, slices.subList(2, 3), clients.subList(0, 3));
        storage.adoptSquashed(to, List.of(), clients.subList(3, 7));
        reopen();
        assertThat(storage.slices(to, 0, 10)).isEqualTo(slices);
        assertThat(storage.squashedClients(to, "", 10)).isEqualTo(clients);
        assertThat(storage.lastSquashed(to, "client-3")).contains(new LastSequence(17, 17));
        assertThat(append(to, Entries.of(1, 1))).containsExactly(to);
        assertThat(append(to, Entries.of(22, 22))).containsExactly(to);
        assertThat(append(to, Entries.of(21, 30))).isEmpty();
        assertThat(storage.readHashed(to, 0, 100)).isEqualTo(storage.readHashed(from, 0, 100));
    }

    @Test
    void shouldTakeOverOnlySlicesThatFollowOnAndNoneAfterEntries() {
        StoredDocument from = storage.create("a", "text");
        append(from, Entries.of(1, 30));
        storage.squash(from, List.of(slice(1, 4), slice(5, 10), slice(11, 20)), snapshot(20, "s"));
        List<SealedSlice> slices = storage.slices(from, 0, 10);
        List<SquashedClient> clients = storage.squashedClients(from, "", 10);
        StoredDocument to = storage.create("b", "text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.adoptSquashed(to, slices.subList(1, 2), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storage.adoptSquashed(to, List.of(slices.get(0), slices.get(2)), List.of()));
        assertThat(storage.squashedUpTo(to)).as("nothing of it is there").isZero();
        storage.adoptSquashed(to, slices.subList(0, 1), clients);
        assertThatThrownBy(() -> storage.adoptSquashed(to, slices.subList(1, 3), clients.subList(6, 7)))
                .isInstanceOf(StorageException.class);
        assertThat(storage.squashedUpTo(to)).as("all or nothing").isEqualTo(4);
        assertThatThrownBy(() -> storage.adoptSquashed(from, List.of(), List.of()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("document=a");
    }

    @Test
    void shouldEndWhereTheSquashedPartEndsIfNoEntryIsLeft() {
        StoredDocument document = storage.create("a", "text");
        append(document, Entries.of(1, 30));
        ChainHash tenth = storage.readHashed(document, 9, 1).getFirst().hash();
        storage.squash(document, List.of(slice(1, 4), slice(5, 10), slice(11, 20)), snapshot(20, "s"));
        storage.quarantine(document, 10, List.of(), "damaged");
        for (int i = 0; i < 2; i++) {
            assertThat(storage.head(document)).isEqualTo(10);
            assertThat(storage.heads(List.of(document))).containsEntry(document, 10L);
            assertThat(storage.revisionAt(document, 9_999)).isEqualTo(4);
            assertThat(storage.revisionAt(document, 30_000)).isEqualTo(10);
            assertThat(storage.lastSquashed(document, "client-3"))
                    .as("nothing is said to be where the log is not")
                    .contains(new LastSequence(17, 10));
            reopen();
        }
        assertThat(append(document, Entries.of(12, 12))).containsExactly(document);
        assertThat(append(document, Entries.of(11, 12))).isEmpty();
        assertThat(storage.readHashed(document, 0, 1).getFirst().hash())
                .isEqualTo(tenth.next(Entries.of(11, 11).getFirst()));
        storage.quarantine(document, 0, List.of(), "damaged");
        assertThat(storage.head(document)).isZero();
        assertThat(storage.squashedClients(document, "", 10)).isEmpty();
    }

    /** A slice of two runs, or of one if it has only one revision. */
    private static Slice slice(long first, long last) {
        SquashedRun run = new SquashedRun(first, last, "zoë", first * 1_000, last * 1_000, 1, Bytes.utf8("[\"é\"]"));
        SquashedRun second = new SquashedRun(last, last, "", last * 1_000, last * 1_000, 1, Bytes.utf8("[]"));
        return new Slice(first, last, first == last ? List.of(run) : List.of(run, second));
    }

    @Test
    void shouldHaveAnEmptyLogAtFirst() {
        StoredDocument document = storage.create("a", "text");
        assertThat(storage.head(document)).isZero();
        assertThat(storage.read(document, 0, 1)).isEmpty();
        assertThat(storage.snapshot(document, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void shouldAppendToManyDocumentsAtOnce() {
        List<Append> batch = IntStream.range(0, 500)
                .mapToObj(i -> new Append(storage.create("d" + i, "text"), Entries.of(1, 1 + i % 5)))
                .toList();
        assertThat(storage.append(batch)).isEmpty();
        assertThat(batch)
                .allSatisfy(append ->
                        assertThat(storage.read(append.document(), 0, 10)).isEqualTo(append.entries()));
    }

    @Test
    void shouldAppendNothingIfNothingIsGiven() {
        assertThat(storage.append(List.of())).isEmpty();
    }

    @Test
    void shouldRefuseRevisionsThatAreTaken() {
        StoredDocument document = storage.create("a", "text");
        storage.append(List.of(new Append(document, Entries.of(1, 3))));
        List<LogEntry> log = storage.read(document, 0, 10);
        assertThat(append(document, Entries.of(3, 5))).containsExactly(document);
        assertThat(append(document, Entries.of(1, 1))).containsExactly(document);
        reopen();
        assertThat(append(document, Entries.of(3, 5))).containsExactly(document);
        assertThat(storage.read(document, 0, 10)).isEqualTo(log);
        assertThat(append(document, Entries.of(4, 5))).isEmpty();
    }

    @Test
    void shouldRefuseAGap() {
        StoredDocument document = storage.create("a", "text");
        assertThat(append(document, Entries.of(2, 2))).containsExactly(document);
        assertThat(append(document, Entries.of(1, 1))).isEmpty();
        assertThat(append(document, Entries.of(3, 3))).containsExactly(document);
        reopen();
        assertThat(append(document, Entries.of(3, 3))).containsExactly(document);
        assertThat(storage.head(document)).isEqualTo(1);
    }

    @Test
    void shouldKeepTheOthersOfABatchWithConflicts() {
        List<Append> batch = IntStream.range(0, 20)
                .mapToObj(i -> new Append(storage.create("d" + i, "text"), Entries.of(1, 3)))
                .toList();
        batch.stream().filter(append -> isTaken(append)).forEach(append -> append(append.document(), Entries.of(1, 1)));
        reopen();

        Set<StoredDocument> conflicted = storage.append(batch);

        assertThat(batch).allSatisfy(append -> {
            assertThat(conflicted.contains(append.document())).isEqualTo(isTaken(append));
            assertThat(storage.head(append.document())).isEqualTo(isTaken(append) ? 1 : 3);
        });
    }

    private static boolean isTaken(Append append) {
        return append.document().id().endsWith("7");
    }

    @Test
    void shouldLetOneOfTwoWinWhoAppendTheSame() throws Exception {
        StoredDocument document = storage.create("a", "text");
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (long revision = 1; revision <= 50; revision++) {
                List<LogEntry> entries = Entries.of(revision, revision);
                List<Future<Set<StoredDocument>>> outcomes = IntStream.range(0, 4)
                        .mapToObj(i -> threads.submit(() -> append(document, entries)))
                        .toList();
                int winners = 0;
                for (Future<Set<StoredDocument>> outcome : outcomes) {
                    winners += outcome.get().isEmpty() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        }
        assertThat(storage.head(document)).isEqualTo(50);
    }

    @Test
    void shouldNotTakeABatchThatIsNotWellFormed() {
        StoredDocument document = storage.create("a", "text");
        Append one = new Append(document, Entries.of(1, 1));
        LogEntry third = Entries.of(3, 3).getFirst();
        assertThatIllegalArgumentException().isThrownBy(() -> storage.append(List.of(one, one)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> append(document, List.of(one.entries().getFirst(), third)));
        assertThatIllegalArgumentException().isThrownBy(() -> append(document, Entries.of(0, 1)));
        assertThat(storage.head(document)).isZero();
    }

    @Test
    void shouldReadALongLogByPages() {
        StoredDocument document = storage.create("a", "text");
        StoredDocument neighbour = storage.create("b", "text");
        List<LogEntry> log = Entries.of(1, 100_000);
        for (int from = 0; from < log.size(); from += 10_000) {
            storage.append(List.of(
                    new Append(document, log.subList(from, from + 10_000)),
                    new Append(neighbour, log.subList(from / 100, from / 100 + 100))));
        }
        List<LogEntry> read = new ArrayList<>();
        List<LogEntry> page = storage.read(document, 0, 3_333);
        while (!page.isEmpty()) {
            assertThat(page.size()).isEqualTo(Math.min(3_333, log.size() - read.size()));
            read.addAll(page);
            page = storage.read(document, read.getLast().revision(), 3_333);
        }
        assertThat(read).isEqualTo(log);
        assertThat(storage.read(document, 77_777, 1)).containsExactly(log.get(77_777));
    }

    @Test
    void shouldTellWhoWroteWhenWithoutTheOperations() {
        StoredDocument document = storage.create("a", "text");
        append(document, Entries.of(1, 30));
        assertThat(storage.marks(document, 10, 3))
                .containsExactly(
                        new LogMark(11, "author-2", 11_000),
                        new LogMark(12, "author-0", 12_000),
                        new LogMark(13, "author-1", 13_000));
        assertThat(storage.marks(document, 28, 10))
                .extracting(LogMark::revision)
                .containsExactly(29L, 30L);
        storage.squash(document, List.of(slice(1, 10)), snapshot(10, "s"));
        assertThat(storage.marks(document, 0, 1)).extracting(LogMark::revision).containsExactly(11L);
        assertThat(storage.marks(storage.create("b", "text"), 0, 10)).isEmpty();
    }

    @Test
    void shouldKeepSnapshotsUntilTheyAreDropped() {
        StoredDocument document = storage.create("a", "text");
        LongStream.rangeClosed(0, 9).forEach(revision -> storage.writeSnapshot(document, snapshot(revision, "s")));
        reopen();
        assertThat(storage.snapshots(document))
                .extracting(SnapshotInfo::revision)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        storage.dropSnapshots(document, List.of(0L, 7L, 77L));
        storage.dropSnapshots(document, List.of());
        assertThat(storage.snapshots(document))
                .extracting(SnapshotInfo::revision)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 8L, 9L);
        assertThat(storage.snapshots(document)).extracting(SnapshotInfo::bytes).containsOnly(2L);
        assertThat(storage.snapshot(document, 7)).contains(snapshot(6, "s"));
        assertThat(storage.snapshot(document, Long.MAX_VALUE)).contains(snapshot(9, "s"));
        assertThat(storage.snapshot(document, 9)).contains(snapshot(9, "s"));
        assertThat(storage.snapshot(document, 8)).contains(snapshot(8, "s"));
        assertThat(storage.snapshot(storage.create("b", "text"), 9)).isEmpty();
    }

    @Test
    void shouldReplaceASnapshotAtTheSameRevision() {
        StoredDocument document = storage.create("a", "text");
        storage.writeSnapshot(document, snapshot(5, "before"));
        storage.writeSnapshot(document, snapshot(5, "after"));
        assertThat(storage.snapshot(document, 5)).contains(snapshot(5, "after"));
        assertThat(storage.snapshot(document, 4)).isEmpty();
    }

    @Test
    void shouldTakeASnapshotFromManyAtOnce() throws Exception {
        StoredDocument document = storage.create("a", "text");
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writes = IntStream.range(0, 100)
                    .<Future<?>>mapToObj(i ->
                            threads.submit(() -> storage.writeSnapshot(document, snapshot(i / 10, "s"))))
                    .toList();
            for (Future<?> write : writes) {
                write.get();
            }
        }
        assertThat(storage.snapshots(document)).hasSize(10);
        assertThat(storage.snapshot(document, 9)).contains(snapshot(9, "s"));
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
    void shouldKeepBigSnapshots() {
        StoredDocument document = storage.create("a", "text");
        byte[] content = new byte[20 << 20];
        for (int seed = 1; seed <= 3; seed++) {
            new Random(seed).nextBytes(content);
            storage.writeSnapshot(document, new StoredSnapshot(seed, Bytes.wrap(content.clone())));
        }
        reopen();
        assertThat(storage.snapshot(document, 9)).contains(new StoredSnapshot(3, Bytes.wrap(content)));
    }

    @Test
    void shouldNeverShowReadersAGapWhileAppending() throws Exception {
        StoredDocument document = storage.create("a", "text");
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> readers = IntStream.range(0, 3)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> readUntil(document, done)))
                    .toList();
            for (int from = 1; from <= 2_000; from += 10) {
                assertThat(append(document, Entries.of(from, from + 9))).isEmpty();
            }
            done.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
    }

    private void readUntil(StoredDocument document, AtomicBoolean done) {
        do {
            long head = storage.head(document);
            List<LogEntry> log = storage.read(document, 0, Integer.MAX_VALUE);
            assertThat(log).hasSizeGreaterThanOrEqualTo((int) head).isEqualTo(Entries.of(1, log.size()));
            assertThat(log.size() % 10).isZero();
        } while (!done.get());
    }

    @Test
    void shouldReplaceAnAccessListOnlyByTheOneAfterIt() {
        AccessStorage access = storage.access();
        assertThat(access.list("a")).isEqualTo(StoredAccess.NONE);
        StoredAccess first = new StoredAccess(1, Map.of("ada", "owner"));
        assertThat(access.replace("a", first)).isTrue();
        assertThat(access.replace("a", new StoredAccess(1, Map.of("eve", "owner"))))
                .isFalse();
        assertThat(access.replace("a", new StoredAccess(3, Map.of("eve", "owner"))))
                .isFalse();
        assertThat(access.list("a")).isEqualTo(first);
        StoredAccess second = new StoredAccess(2, Map.of("ada", "editor", "Grüße \uD83D\uDE00", "viewer"));
        assertThat(access.replace("a", second)).isTrue();
        assertThat(access.replace("A", new StoredAccess(1, Map.of()))).isTrue();
        reopen();
        assertThat(storage.access().lists(List.of("a", "A", "b")))
                .isEqualTo(Map.of("a", second, "A", new StoredAccess(1, Map.of())));
    }

    @Test
    void shouldFindAShareLinkByTheHashOfItsSecretUntilItIsRemoved() {
        AccessStorage access = storage.access();
        StoredShare lasting = share("1", "a", 100, OptionalLong.empty());
        StoredShare ending = share("2", "a", 200, OptionalLong.of(5_000));
        StoredShare other = share("3", "b", 300, OptionalLong.empty());
        List.of(ending, lasting, other).forEach(access::addShare);
        assertThat(access.shares("a")).containsExactly(lasting, ending);
        assertThat(access.share(ending.secretHash())).contains(ending);
        assertThat(access.share(Bytes.utf8("no such hash"))).isEmpty();
        assertThat(access.removeShare("b", "1")).isFalse();
        assertThat(access.removeShare("a", "1")).isTrue();
        assertThat(access.removeShare("a", "1")).isFalse();
        assertThat(access.share(lasting.secretHash())).isEmpty();
        assertThat(access.shares("a")).containsExactly(ending);
    }

    @Test
    void shouldMarkEachStateOfADocumentsAccessDifferently() {
        AccessStorage access = storage.access();
        assertThat(access.marks(List.of())).isEmpty();
        assertThat(access.marks(List.of("a", "b"))).isEmpty();
        access.replace("a", new StoredAccess(1, Map.of("ada", "owner")));
        access.replace("a", new StoredAccess(2, Map.of()));
        access.addShare(share("1", "a", 100, OptionalLong.empty()));
        access.addShare(share("2", "a", 200, OptionalLong.of(5_000)));
        access.addShare(share("3", "b", 300, OptionalLong.empty()));
        assertThat(access.marks(List.of("a", "b", "c")))
                .isEqualTo(Map.of("a", new AccessMark(2, 2, 300), "b", new AccessMark(0, 1, 300)));
        access.removeShare("a", "2");
        access.removeShare("b", "3");
        assertThat(access.marks(List.of("a", "b", "c"))).isEqualTo(Map.of("a", new AccessMark(2, 1, 100)));
    }

    private static StoredShare share(String id, String document, long createdMs, OptionalLong expiresMs) {
        return new StoredShare(id, document, Bytes.utf8("hash of " + id), "viewer", createdMs, "ada", expiresMs);
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

    private Set<StoredDocument> append(StoredDocument document, List<LogEntry> entries) {
        return storage.append(List.of(new Append(document, entries)));
    }

    private static StoredSnapshot snapshot(long revision, String content) {
        return new StoredSnapshot(revision, Bytes.utf8(content + revision));
    }
}
