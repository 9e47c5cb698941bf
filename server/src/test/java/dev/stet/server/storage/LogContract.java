package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.Storage.Append;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a store keeps of logs: appended whole or not at all, read back as it was. */
interface LogContract extends StoreUnderTest {
    @Test
    default void shouldHaveAnEmptyLogAtFirst() {
        StoredDocument document = storage().create("a", "text");
        assertThat(storage().head(document)).isZero();
        assertThat(storage().read(document, 0, 1)).isEmpty();
        assertThat(storage().snapshot(document, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    default void shouldReadBackWhatWasAppended() {
        StoredDocument document = storage().create("a", "text");
        LogEntry first = new LogEntry(1, "客户", 1, "Zoë", 1_700_000_000_000L, Bytes.utf8("[\"é😀\"]"));
        LogEntry second = new LogEntry(2, "client", Long.MAX_VALUE, "", Long.MAX_VALUE, Bytes.utf8(""));
        assertThat(storage().append(List.of(new Append(document, List.of(first, second)))))
                .isEmpty();
        assertThat(storage().read(document, 0, 10)).containsExactly(first, second);
        reopen();
        assertThat(storage().read(document, 0, 10)).containsExactly(first, second);
        assertThat(storage().head(document)).isEqualTo(2);
    }

    @Test
    default void shouldChainEveryEntryToTheOneBefore() {
        StoredDocument document = storage().create("a", "text");
        append(document, Entries.of(1, 3));
        append(document, Entries.of(4, 4));
        reopen();
        append(document, Entries.of(5, 6));
        List<StoredEntry> log = storage().readHashed(document, 0, 10);
        assertThat(log).extracting(StoredEntry::entry).isEqualTo(Entries.of(1, 6));
        ChainHash hash = ChainHash.start("a");
        for (StoredEntry stored : log) {
            hash = hash.next(stored.entry());
            assertThat(stored.hash()).isEqualTo(hash);
        }
        assertThat(storage().readHashed(document, 4, 1)).containsExactly(log.get(4));
    }

    @Test
    default void shouldTellTheHeadsOfManyLogs() {
        List<StoredDocument> documents = IntStream.range(0, 50)
                .mapToObj(i -> storage().create("d" + i, "text"))
                .toList();
        documents.forEach(document -> append(document, Entries.of(1, document.key() % 7 + 1)));
        StoredDocument empty = storage().create("empty", "text");
        Map<StoredDocument, Long> heads = storage()
                .heads(Stream.concat(documents.stream(), Stream.of(empty)).toList());
        assertThat(heads).hasSize(51).containsEntry(empty, 0L);
        assertThat(documents).allSatisfy(document -> assertThat(heads).containsEntry(document, document.key() % 7 + 1));
        assertThat(storage().heads(List.of())).isEmpty();
    }

    @Test
    default void shouldFindTheRevisionOfATime() {
        StoredDocument document = storage().create("a", "text");
        List<LogEntry> log = LongStream.rangeClosed(1, 1_000)
                .mapToObj(revision -> Entries.at(revision, revision / 10 * 100)) // ten at once, then a pause
                .toList();
        append(document, log);
        assertThat(storage().revisionAt(document, -1)).isZero();
        assertThat(storage().revisionAt(document, 0)).isEqualTo(9);
        assertThat(storage().revisionAt(document, 99)).isEqualTo(9);
        assertThat(storage().revisionAt(document, 100)).isEqualTo(19);
        assertThat(storage().revisionAt(document, 5_050)).isEqualTo(509);
        assertThat(storage().revisionAt(document, Long.MAX_VALUE)).isEqualTo(1_000);
        assertThat(storage().revisionAt(storage().create("b", "text"), 5)).isZero();
    }

    @Test
    default void shouldReadAPageOfSoManyBytes() {
        StoredDocument document = storage().create("a", "text");
        List<LogEntry> log = new ArrayList<>();
        for (int revision = 1; revision <= 1_100; revision++) {
            Bytes operation = Bytes.wrap(new byte[revision == 4 ? 1_000 : 100]);
            log.add(new LogEntry(revision, "client", revision, "author", revision, operation));
        }
        assertThat(storage().append(List.of(new Append(document, log)))).isEmpty();
        assertThat(storage().readPage(document, 0, 300)).isEqualTo(log.subList(0, 3));
        assertThat(storage().readPage(document, 1, 299)).isEqualTo(log.subList(1, 3));
        assertThat(storage().readPage(document, 3, 1)).isEqualTo(log.subList(3, 4));
        assertThat(storage().readPage(document, 4, 1_000_000)).isEqualTo(log.subList(4, 1_004));
        assertThat(storage().readPage(document, 1_100, 1)).isEmpty();
    }

    @Test
    default void shouldReadALongLogByPages() {
        StoredDocument document = storage().create("a", "text");
        StoredDocument neighbour = storage().create("b", "text");
        List<LogEntry> log = Entries.of(1, 100_000);
        for (int from = 0; from < log.size(); from += 10_000) {
            storage()
                    .append(List.of(
                            new Append(document, log.subList(from, from + 10_000)),
                            new Append(neighbour, log.subList(from / 100, from / 100 + 100))));
        }
        List<LogEntry> read = new ArrayList<>();
        List<LogEntry> page = storage().read(document, 0, 3_333);
        while (!page.isEmpty()) {
            assertThat(page.size()).isEqualTo(Math.min(3_333, log.size() - read.size()));
            read.addAll(page);
            page = storage().read(document, read.getLast().revision(), 3_333);
        }
        assertThat(read).isEqualTo(log);
        assertThat(storage().read(document, 77_777, 1)).containsExactly(log.get(77_777));
    }

    @Test
    default void shouldTellWhoWroteWhenWithoutTheOperations() {
        StoredDocument document = storage().create("a", "text");
        append(document, Entries.of(1, 30));
        assertThat(storage().marks(document, 10, 3))
                .containsExactly(
                        new LogMark(11, "author-2", 11_000),
                        new LogMark(12, "author-0", 12_000),
                        new LogMark(13, "author-1", 13_000));
        assertThat(storage().marks(document, 28, 10))
                .extracting(LogMark::revision)
                .containsExactly(29L, 30L);
        storage().squash(document, List.of(slice(1, 10)), snapshot(10, "s"));
        assertThat(storage().marks(document, 0, 1))
                .extracting(LogMark::revision)
                .containsExactly(11L);
        assertThat(storage().marks(storage().create("b", "text"), 0, 10)).isEmpty();
    }
}
