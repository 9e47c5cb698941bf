package dev.stet.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.Entries;
import dev.stet.server.storage.FaultyStorage;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.telemetry.Telemetry;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the journal does in the caller's thread, on a store that need not wait for a disk. Each document has one entry. */
@Timeout(60)
class AppendAtOnceTest {

    @TempDir
    Path folder;

    private FaultyStorage storage;
    private GroupCommitJournal journal;
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // a clock may overflow
    private List<StoredDocument> documents;

    @BeforeEach
    void start() {
        Storage store = H2Storage.open(folder, Durability.RELAXED);
        documents = IntStream.range(0, 4)
                .mapToObj(i -> store.create("d" + i, "text"))
                .toList();
        documents.forEach(document -> store.append(List.of(new Storage.Append(document, Entries.of(1, 1)))));
        storage = new FaultyStorage(store).appendingAtOnce();
        journal = GroupCommitJournal.start(storage, BatchLimits.DEFAULT, Telemetry.NONE, nanos::get);
    }

    @AfterEach
    void stop() {
        journal.close();
        storage.close();
    }

    @Test
    void shouldCommitInTheCallersThread() {
        append(0, 2, 3).requireHere("committed");
        append(0, 4, 4).requireHere("committed");
        assertThat(storage.read(documents.get(0), 0, 10)).isEqualTo(Entries.of(1, 4));
    }

    /** Whoever is one of many does better in a batch with others. */
    @Test
    void shouldLeaveToItsThreadWhatComesSoonAfterABatch() {
        append(0, 2, 2).requireHere("committed");
        nanos.addAndGet(GroupCommitJournal.REST_NANOS - 1);
        Outcomes soon = appendNow(1, 2, 2);
        soon.awaitElsewhere("committed");
        awaitIdle();
        nanos.addAndGet(GroupCommitJournal.REST_NANOS);
        appendNow(1, 3, 3).requireHere("committed");
    }

    /** Where the log of a document ends that was not created here has to be asked. */
    @Test
    void shouldLeaveToItsThreadWhatTakesWaiting() {
        DocumentInfo elsewhere = new DocumentInfo(new StoredDocument(1, "unknown", "text"), 1, OptionalLong.empty());
        StoredDocument unknown = storage.adopt(elsewhere);
        Outcomes outcomes = new Outcomes();
        journal.append(unknown, Entries.of(1, 1), outcomes);
        outcomes.awaitElsewhere("committed");
    }

    @Test
    void shouldLeaveConflictsToItsThread() {
        Outcomes outcomes = append(0, 1, 1);
        outcomes.awaitElsewhere("conflicted");
        append(0, 2, 2).await("committed");
    }

    @Test
    void shouldLeaveToItsThreadWhatComesMeanwhile() {
        FaultyStorage.Stall stall = storage.stall(1);
        CompletableFuture<Outcomes> first = CompletableFuture.supplyAsync(() -> append(0, 2, 2));
        stall.awaitReached();
        List<Outcomes> others = List.of(append(1, 2, 2), append(2, 2, 2));
        others.forEach(Outcomes::requireNone);
        stall.release();
        first.join().await("committed");
        others.forEach(outcomes -> outcomes.awaitElsewhere("committed"));
        assertThat(storage.batches()).extracting(List::size).containsExactly(1, 2);
    }

    @Test
    void shouldCommitInTheCallersThreadAgainWhenItsOwnIsDone() {
        FaultyStorage.Stall stall = storage.stall(1);
        CompletableFuture<Outcomes> first = CompletableFuture.supplyAsync(() -> append(0, 2, 2));
        stall.awaitReached();
        Outcomes other = append(1, 2, 2);
        stall.release();
        first.join();
        other.await("committed");
        awaitIdle();
        append(1, 3, 3).requireHere("committed");
    }

    /** Each append comes from within the outcome of the one before: none may be begun on top of another. */
    @Test
    void shouldNotPileUpWhenAListenerAppendsAgain() {
        int last = 5_000;
        CompletableFuture<Void> done = new CompletableFuture<>();
        journal.append(documents.get(0), Entries.of(2, 2), new Following(2, last, done));
        done.join();
        assertThat(storage.head(documents.get(0))).isEqualTo(last);
    }

    @Test
    void shouldFailOneAndGoOn() {
        storage.failBefore(1).failAfter(2);
        append(0, 2, 2).requireHere("failed");
        append(0, 2, 2).requireHere("failed");
        append(0, 3, 3).requireHere("committed");
        assertThat(storage.read(documents.get(0), 0, 10)).isEqualTo(Entries.of(1, 3));
    }

    @Test
    void shouldOutliveAStorageThatThrowsWhatItMayNot() {
        storage.failBadly(1, new IllegalStateException("thrown by a test, to be logged"));
        append(0, 2, 2).requireHere("failed");
        append(0, 2, 2).requireHere("committed");
    }

    @Test
    void shouldCommitWhatACallerIsAtBeforeItIsClosed() {
        FaultyStorage.Stall stall = storage.stall(1);
        CompletableFuture<Outcomes> first = CompletableFuture.supplyAsync(() -> append(0, 2, 2));
        stall.awaitReached();
        Outcomes waiting = append(1, 2, 2);
        Thread closing = Thread.ofPlatform().start(journal::close);
        Awaitility.await().until(() -> closing.getState() == Thread.State.WAITING);
        append(2, 2, 2).requireHere("failed");
        stall.release();
        first.join().await("committed");
        waiting.await("committed");
        Awaitility.await().until(() -> !closing.isAlive());
        assertThat(journal.hasEnded()).isTrue();
    }

    @Test
    void shouldBeClosedByAListenerInTheCallersThread() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        journal.append(documents.get(0), Entries.of(2, 2), new Committed(() -> {
            journal.close();
            closed.complete(null);
        }));
        assertThat(closed).isCompleted();
        append(1, 2, 2).requireHere("failed");
    }

    /** Appends when it has been quiet for a while, if no batch is under way. */
    private Outcomes append(int document, long first, long last) {
        nanos.addAndGet(GroupCommitJournal.REST_NANOS);
        return appendNow(document, first, last);
    }

    /** Waits until no batch is under way: one that were would be so for a nanosecond at least. */
    private void awaitIdle() {
        nanos.incrementAndGet();
        Awaitility.await().until(() -> journal.busyFor().isZero());
    }

    private Outcomes appendNow(int document, long first, long last) {
        Outcomes outcomes = new Outcomes();
        journal.append(documents.get(document), Entries.of(first, last), outcomes);
        return outcomes;
    }

    private final class Following extends Committed {
        Following(int revision, int last, CompletableFuture<Void> done) {
            super(() -> {
                if (revision == last) {
                    done.complete(null);
                } else {
                    journal.append(
                            documents.get(0),
                            Entries.of(revision + 1, revision + 1),
                            new Following(revision + 1, last, done));
                }
            });
        }
    }
}
