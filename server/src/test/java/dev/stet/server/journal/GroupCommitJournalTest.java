package dev.stet.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.Durability;
import dev.stet.server.storage.Entries;
import dev.stet.server.storage.FaultyStorage;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.StoredDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GroupCommitJournalTest {

    @TempDir
    Path folder;

    private FaultyStorage storage;
    private Journal journal;
    private List<StoredDocument> documents;

    @BeforeEach
    void start() {
        storage = new FaultyStorage(H2Storage.open(folder, Durability.FORCED));
        documents = IntStream.range(0, 10)
                .mapToObj(i -> storage.create("d" + i, "text"))
                .toList();
        start(BatchLimits.DEFAULT);
    }

    private void start(BatchLimits limits) {
        journal = GroupCommitJournal.start(storage, limits);
    }

    @AfterEach
    void stop() {
        journal.close();
        storage.close();
    }

    @Test
    void shouldCommit() {
        append(0, 1, 3).await("committed");
        assertThat(storage.read(documents.get(0), 0, 10)).isEqualTo(Entries.of(1, 3));
    }

    @Test
    void shouldTellNothingUntilTheCommitIsDone() {
        FaultyStorage.Stall stall = storage.stall(1);
        Outcomes outcomes = append(0, 1, 1);
        stall.awaitReached();
        outcomes.requireNone();
        stall.release();
        outcomes.await("committed");
    }

    @Test
    void shouldGatherWhatComesWhileABatchIsUnderWay() {
        FaultyStorage.Stall stall = storage.stall(1);
        Outcomes first = append(0, 1, 1);
        stall.awaitReached();
        List<Outcomes> others = appendToOthers(10);
        stall.release();
        first.await("committed");
        others.forEach(outcomes -> outcomes.await("committed"));
        assertThat(storage.batches()).extracting(List::size).containsExactly(1, 9);
    }

    @Test
    void shouldTellWhoOfABatchConflicts() {
        append(3, 1, 1).await("committed");
        FaultyStorage.Stall stall = storage.stall(2);
        Outcomes first = append(0, 1, 1);
        stall.awaitReached();
        List<Outcomes> others = appendToOthers(10);
        stall.release();
        first.await("committed");
        for (int i = 1; i < 10; i++) {
            others.get(i - 1).await(i == 3 ? "conflicted" : "committed");
        }
    }

    @Test
    void shouldFailOneBatchAndGoOn() {
        storage.failBefore(1);
        append(0, 1, 1).await("failed");
        assertThat(storage.head(documents.get(0))).isZero();
        append(0, 1, 1).await("committed");
        append(1, 1, 1).await("committed");
    }

    @Test
    void shouldLeaveItToTheLogWhetherAFailedAppendHappened() {
        storage.failAfter(1);
        append(0, 1, 1).await("failed");
        assertThat(storage.read(documents.get(0), 0, 10)).isEqualTo(Entries.of(1, 1));
        append(0, 1, 1).await("conflicted");
        append(0, 2, 2).await("committed");
    }

    @Test
    void shouldOutliveAStorageThatThrowsWhatItMayNot() {
        storage.failBadly(1, new IllegalStateException("thrown by a test, to be logged"));
        append(0, 1, 1).await("failed");
        append(0, 1, 1).await("committed");
    }

    @Test
    void shouldOutliveAListenerThatThrows() {
        FaultyStorage.Stall stall = storage.stall(1);
        Outcomes first = append(0, 1, 1);
        stall.awaitReached();
        journal.append(documents.get(1), Entries.of(1, 1), new Committed(() -> {
            throw new AssertionError("thrown by a test, to be logged");
        }));
        Outcomes behind = append(2, 1, 1);
        stall.release();
        first.await("committed");
        behind.await("committed");
        append(1, 2, 2).await("committed");
    }

    @Test
    void shouldKeepTwoAppendsOfOneDocumentInOrder() {
        FaultyStorage.Stall stall = storage.stall(1);
        Outcomes first = append(0, 1, 1);
        stall.awaitReached();
        Outcomes second = append(0, 2, 2);
        Outcomes third = append(0, 3, 3);
        stall.release();
        first.await("committed");
        second.await("committed");
        third.await("committed");
    }

    @Test
    void shouldKeepABatchWithinItsEntries() {
        journal.close();
        start(new BatchLimits(4, 1_000_000));
        FaultyStorage.Stall stall = storage.stall(1);
        List<Outcomes> outcomes = new ArrayList<>(List.of(append(0, 1, 1)));
        stall.awaitReached();
        outcomes.add(append(1, 1, 2));
        outcomes.add(append(2, 1, 2)); // 4 entries: full
        outcomes.add(append(3, 1, 5)); // 5 entries: over the limit, so alone
        outcomes.add(append(4, 1, 1));
        stall.release();
        outcomes.forEach(each -> each.await("committed"));
        assertThat(storage.batches()).extracting(List::size).containsExactly(1, 2, 1, 1);
    }

    @Test
    void shouldKeepABatchWithinItsBytes() {
        journal.close();
        start(new BatchLimits(
                1_000, 2L * Entries.of(1, 1).getFirst().operation().length()));
        FaultyStorage.Stall stall = storage.stall(1);
        Outcomes first = append(0, 1, 1);
        stall.awaitReached();
        List<Outcomes> others = appendToOthers(6);
        stall.release();
        first.await("committed");
        others.forEach(each -> each.await("committed"));
        assertThat(storage.batches()).extracting(List::size).containsExactly(1, 2, 2, 1);
    }

    @Test
    void shouldCommitWhatWaitsWhenClosed() {
        FaultyStorage.Stall stall = storage.stall(1);
        Outcomes first = append(0, 1, 1);
        stall.awaitReached();
        List<Outcomes> others = appendToOthers(10);
        Thread closing = Thread.ofPlatform().start(journal::close);
        stall.release();
        first.await("committed");
        others.forEach(each -> each.await("committed"));
        Awaitility.await().until(() -> !closing.isAlive());
        append(0, 2, 2).await("failed");
        assertThat(storage.head(documents.get(0))).isEqualTo(1);
        journal.close();
    }

    private Outcomes append(int document, long first, long last) {
        Outcomes outcomes = new Outcomes();
        journal.append(documents.get(document), Entries.of(first, last), outcomes);
        return outcomes;
    }

    private List<Outcomes> appendToOthers(int end) {
        return IntStream.range(1, end).mapToObj(i -> append(i, 1, 1)).toList();
    }
}
