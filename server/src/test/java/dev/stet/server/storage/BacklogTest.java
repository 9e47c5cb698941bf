package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.Backlog.Haste;
import dev.stet.server.storage.Backlog.Portion;
import dev.stet.server.storage.Storage.Append;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Who is given what has gathered: the one that gives way to everybody else, or the one that does not. */
class BacklogTest {
    private static final StoredDocument DOCUMENT = new StoredDocument(1, "minutes", "text");
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

    private CompletableFuture<Void> await(Haste haste) {
        return CompletableFuture.runAsync(() -> backlog.awaitApplied(DOCUMENT, haste), THREADS);
    }

    private CompletableFuture<Optional<Portion>> take(Haste haste) {
        return CompletableFuture.supplyAsync(() -> backlog.take(haste), THREADS);
    }

    /** Adds a record that counts as so many bytes, or a few more. */
    private void add(long bytes) {
        long revision = ++sequence;
        LogEntry entry = new LogEntry(revision, "ann", revision, "ann", 0, Bytes.wrap(new byte[(int) bytes]));
        backlog.add(revision, List.of(new Append(DOCUMENT, List.of(entry))));
    }
}
