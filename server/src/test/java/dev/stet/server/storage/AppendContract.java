package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stet.server.storage.Storage.Append;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a store appends: all of a batch or none of it, and never twice at one revision. */
interface AppendContract extends StoreUnderTest {
    @Test
    default void shouldAppendToManyDocumentsAtOnce() {
        List<Append> batch = IntStream.range(0, 500)
                .mapToObj(i -> new Append(storage().create("d" + i, "text"), Entries.of(1, 1 + i % 5)))
                .toList();
        assertThat(storage().append(batch)).isEmpty();
        assertThat(batch)
                .allSatisfy(append ->
                        assertThat(storage().read(append.document(), 0, 10)).isEqualTo(append.entries()));
    }

    @Test
    default void shouldAppendNothingIfNothingIsGiven() {
        assertThat(storage().append(List.of())).isEmpty();
    }

    @Test
    default void shouldRefuseRevisionsThatAreTaken() {
        StoredDocument document = storage().create("a", "text");
        storage().append(List.of(new Append(document, Entries.of(1, 3))));
        List<LogEntry> log = storage().read(document, 0, 10);
        assertThat(append(document, Entries.of(3, 5))).containsExactly(document);
        assertThat(append(document, Entries.of(1, 1))).containsExactly(document);
        reopen();
        assertThat(append(document, Entries.of(3, 5))).containsExactly(document);
        assertThat(storage().read(document, 0, 10)).isEqualTo(log);
        assertThat(append(document, Entries.of(4, 5))).isEmpty();
    }

    @Test
    default void shouldRefuseAGap() {
        StoredDocument document = storage().create("a", "text");
        assertThat(append(document, Entries.of(2, 2))).containsExactly(document);
        assertThat(append(document, Entries.of(1, 1))).isEmpty();
        assertThat(append(document, Entries.of(3, 3))).containsExactly(document);
        reopen();
        assertThat(append(document, Entries.of(3, 3))).containsExactly(document);
        assertThat(storage().head(document)).isEqualTo(1);
    }

    @Test
    default void shouldKeepTheOthersOfABatchWithConflicts() {
        List<Append> batch = IntStream.range(0, 20)
                .mapToObj(i -> new Append(storage().create("d" + i, "text"), Entries.of(1, 3)))
                .toList();
        batch.stream().filter(append -> isTaken(append)).forEach(append -> append(append.document(), Entries.of(1, 1)));
        reopen();

        Set<StoredDocument> conflicted = storage().append(batch);

        assertThat(batch).allSatisfy(append -> {
            assertThat(conflicted.contains(append.document())).isEqualTo(isTaken(append));
            assertThat(storage().head(append.document())).isEqualTo(isTaken(append) ? 1 : 3);
        });
    }

    private static boolean isTaken(Append append) {
        return append.document().id().endsWith("7");
    }

    @Test
    default void shouldLetOneOfTwoWinWhoAppendTheSame() throws Exception {
        StoredDocument document = storage().create("a", "text");
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
        assertThat(storage().head(document)).isEqualTo(50);
    }

    @Test
    default void shouldNotTakeABatchThatIsNotWellFormed() {
        StoredDocument document = storage().create("a", "text");
        Append one = new Append(document, Entries.of(1, 1));
        LogEntry third = Entries.of(3, 3).getFirst();
        assertThatIllegalArgumentException().isThrownBy(() -> storage().append(List.of(one, one)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> append(document, List.of(one.entries().getFirst(), third)));
        assertThatIllegalArgumentException().isThrownBy(() -> append(document, Entries.of(0, 1)));
        assertThat(storage().head(document)).isZero();
    }

    @Test
    default void shouldNeverShowReadersAGapWhileAppending() throws Exception {
        StoredDocument document = storage().create("a", "text");
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
            long head = storage().head(document);
            List<LogEntry> log = storage().read(document, 0, Integer.MAX_VALUE);
            assertThat(log).hasSizeGreaterThanOrEqualTo((int) head).isEqualTo(Entries.of(1, log.size()));
            assertThat(log.size() % 10).isZero();
        } while (!done.get());
    }
}
