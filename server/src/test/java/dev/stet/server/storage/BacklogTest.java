package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.Backlog.Haste;
import dev.stet.server.storage.Backlog.Portion;
import dev.stet.server.storage.Storage.Append;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is given what has gathered: the one that gives way to everybody else, or the one that does not. */
class BacklogTest {
    private static final StoredDocument DOCUMENT = new StoredDocument(1, "minutes", "text");
    private static final StoredDocument OTHER = new StoredDocument(2, "agenda", "text");
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final Backlog backlog = new Backlog();
    private long sequence;

    @Test
    void whatNobodyWaitsForIsTakenPolitely() {
        CompletableFuture<Optional<Portion>> urgent = take(Haste.URGENT);
        add(Backlog.GATHER_BYTES);

        assertThat(take(Haste.POLITE).join().orElseThrow().lastSequence()).isEqualTo(1);
        assertThat(urgent).isNotDone();
    }

    @Test
    void whatIsLessIsTakenPolitelyAfterAWhile() {
        add(1);

        assertThat(take(Haste.POLITE).join().orElseThrow().lastSequence()).isEqualTo(1);
    }

    @Test
    void whatSomebodyWaitsForIsTakenUrgently() {
        add(1);
        CompletableFuture<Optional<Portion>> urgent = take(Haste.URGENT);
        CompletableFuture<Void> reader = await(Haste.URGENT);

        backlog.applied(urgent.join().orElseThrow());

        reader.join();
        assertThat(backlog.isApplied()).isTrue();
    }

    @Test
    void whatSomebodyWaitsForPolitelyIsTakenSoAndWithoutGathering() {
        CompletableFuture<Optional<Portion>> urgent = take(Haste.URGENT);
        add(1);
        CompletableFuture<Void> snapshot = await(Haste.POLITE);

        backlog.applied(take(Haste.POLITE).join().orElseThrow());

        snapshot.join();
        assertThat(urgent).isNotDone();
    }

    @Test
    void whatHasPiledUpIsTakenUrgentlyAndTheRestPolitely() {
        while (sequence * Backlog.TRANSACTION_BYTES < Backlog.URGENT_BYTES) {
            add(Backlog.TRANSACTION_BYTES);
        }

        Portion first = take(Haste.URGENT).join().orElseThrow();
        backlog.applied(first);

        assertThat(first.lastSequence()).isEqualTo(1);
        assertThat(take(Haste.POLITE).join().orElseThrow().lastSequence()).isEqualTo(2);
    }

    @Test
    void aPoliteTransactionIsShort() {
        for (int i = 0; i < 8; i++) {
            add(Backlog.GATHER_BYTES / 2);
        }

        assertThat(take(Haste.POLITE).join().orElseThrow().lastSequence()).isEqualTo(2);
    }

    @Test
    void nobodyIsGivenAnythingBeforeWhatIsUnderWayIsApplied() {
        add(Backlog.GATHER_BYTES);
        add(1);
        Portion underWay = take(Haste.POLITE).join().orElseThrow();
        CompletableFuture<Optional<Portion>> urgent = take(Haste.URGENT);
        CompletableFuture<Void> reader = await(Haste.URGENT);

        assertThat(urgent).isNotDone();
        backlog.applied(underWay);
        backlog.applied(urgent.join().orElseThrow());

        reader.join();
        assertThat(backlog.isApplied()).isTrue();
    }

    @Test
    void whatIsThereWhenItIsClosedIsTakenAndThenNothing() {
        add(1);
        CompletableFuture<Optional<Portion>> polite = take(Haste.POLITE);
        backlog.close();

        Optional<Portion> last = take(Haste.URGENT).join();
        last.or(polite::join).ifPresent(backlog::applied);

        assertThat(backlog.isApplied()).isTrue();
        assertThat(take(Haste.URGENT).join()).isEmpty();
        assertThat(take(Haste.POLITE).join()).isEmpty();
    }

    @Test
    void nothingIsGivenToAnybodyWhenTheDatabaseFailed() {
        CompletableFuture<Optional<Portion>> polite = take(Haste.POLITE);
        CompletableFuture<Optional<Portion>> urgent = take(Haste.URGENT);

        backlog.fail(new StorageException("the disk is gone"));

        assertThat(polite.join()).isEmpty();
        assertThat(urgent.join()).isEmpty();
    }

    /** Whoever merges may be kept from the processor for as long as others are busy; nobody who appends may wait for it. */
    @Test
    @Timeout(60)
    void whoeverAppendsDoesNotWaitForRecordsToBeMerged() throws InterruptedException {
        BlockingList slow = new BlockingList(entries(1, Backlog.GATHER_BYTES));
        backlog.add(1, slow);
        slow.block();
        CompletableFuture<Optional<Portion>> polite = take(Haste.POLITE);
        slow.reached.await();

        sequence = 1;
        add(1);
        backlog.awaitRoom();
        assertThat(backlog.isApplied()).isFalse();
        assertThat(polite).isNotDone();

        slow.released.countDown();
        Portion first = polite.join().orElseThrow();
        assertThat(first.batch().getFirst().entries()).hasSize(1);
        CompletableFuture<Void> reader = await(Haste.URGENT);
        backlog.applied(first);
        backlog.applied(take(Haste.URGENT).join().orElseThrow());
        reader.join();
        assertThat(backlog.isApplied()).isTrue();
    }

    @Test
    @Timeout(60)
    void whoeverReadsWaitsForWhatIsUnderWayAndForNothingElse() {
        add(Backlog.GATHER_BYTES);
        Portion underWay = take(Haste.POLITE).join().orElseThrow();
        backlog.add(2, List.of(new Append(OTHER, List.of(entry(1, 1)))));
        CompletableFuture<Void> reader = await(Haste.URGENT);
        backlog.awaitApplied(new StoredDocument(3, "untouched", "text"), Haste.URGENT);

        assertThat(reader).isNotDone();
        backlog.applied(underWay);

        reader.join();
        backlog.awaitApplied(DOCUMENT, Haste.URGENT);
        assertThat(backlog.isApplied()).isFalse();
    }

    @Test
    void recordsOfADocumentAreMergedInTheirOrder() {
        for (int i = 0; i < 5; i++) {
            add(1);
        }
        await(Haste.POLITE);

        Portion portion = take(Haste.POLITE).join().orElseThrow();

        assertThat(portion.lastSequence()).isEqualTo(5);
        assertThat(portion.batch())
                .singleElement()
                .satisfies(append -> assertThat(append.entries())
                        .extracting(LogEntry::revision)
                        .containsExactly(1L, 2L, 3L, 4L, 5L));
    }

    private CompletableFuture<Void> await(Haste haste) {
        return CompletableFuture.runAsync(() -> backlog.awaitApplied(DOCUMENT, haste), THREADS);
    }

    private CompletableFuture<Optional<Portion>> take(Haste haste) {
        return CompletableFuture.supplyAsync(() -> backlog.take(haste), THREADS);
    }

    /** Adds a record that counts as so many bytes, or a few more. */
    private void add(long bytes) {
        long revision = ++sequence;
        backlog.add(revision, entries(revision, bytes));
    }

    private static List<Append> entries(long revision, long bytes) {
        return List.of(new Append(DOCUMENT, List.of(entry(revision, bytes))));
    }

    private static LogEntry entry(long revision, long bytes) {
        return new LogEntry(revision, "ann", revision, "ann", 0, Bytes.wrap(new byte[(int) bytes]));
    }

    /** A batch that, from when the test says so, makes whoever goes through it wait. */
    private static final class BlockingList extends AbstractList<Append> {
        private final List<Append> appends;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile boolean blocking;

        BlockingList(List<Append> appends) {
            this.appends = appends;
        }

        void block() {
            blocking = true;
        }

        @Override
        public Append get(int index) {
            if (blocking) {
                reached.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    throw new AssertionError("a test's thread was interrupted", e);
                }
            }
            return appends.get(index);
        }

        @Override
        public int size() {
            return appends.size();
        }
    }
}
