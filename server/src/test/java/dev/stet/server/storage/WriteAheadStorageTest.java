package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stet.server.storage.Storage.Append;
import dev.stet.server.storage.UnreliableStorage.Call;
import dev.stet.server.storage.wal.FaultyLogFiles;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is between the write-ahead log and the database, when either of them is slow or fails. */
class WriteAheadStorageTest extends WriteAheadStore {
    @Test
    void shouldNotWaitForTheDatabase() {
        database.stall(Call.APPEND);
        append(a, 1, 3);
        append(a, 4, 4);
        append(b, 1, 1);
        assertThat(storage.append(List.of(new Append(a, Entries.of(4, 5))))).containsExactly(a);
        database.release();
        assertThat(storage.read(a, 0, 10)).isEqualTo(Entries.of(1, 4));
    }

    @Test
    void shouldKnowThatALogIsEmptyThatWasJustCreated() {
        append(a, 1, 1);
        assertThat(database.count(Call.HEAD)).isZero();
        assertThat(storage.append(List.of(new Append(b, Entries.of(2, 2))))).containsExactly(b);
    }

    @Test
    void shouldKnowWhatSomebodyElseAppendedBeforeItsCreatorWasTold() {
        database.afterCreating(document -> append(storage.find("c").orElseThrow(), 1, 3));
        StoredDocument c = storage.createIfAbsent("c", "text").orElseThrow();
        append(c, 4, 4);
        assertThat(storage.read(c, 0, 10)).isEqualTo(Entries.of(1, 4));
    }

    @Test
    void shouldNotTakeALogForEmptyWhoseEndWasForgottenBeforeItsCreatorWasTold() {
        database.afterCreating(document -> {
            append(document, 1, 3);
            var unused = storage.quarantine(document, 2, Set.of(), "a test");
        });
        StoredDocument c = storage.createIfAbsent("c", "text").orElseThrow();
        assertThat(storage.append(List.of(new Append(c, Entries.of(1, 1))))).containsExactly(c);
        append(c, 3, 3);
        assertThat(storage.head(c)).isEqualTo(3);
    }

    @Test
    void shouldLetReadersWaitForTheirDocumentOnly() {
        database.stall(Call.APPEND);
        append(a, 1, 3);
        CompletableFuture<Long> head = CompletableFuture.supplyAsync(() -> storage.head(a));
        await().until(() -> database.count(Call.APPEND) == 1);
        assertThat(storage.head(b)).isZero();
        assertThat(storage.find("a")).contains(a);
        assertThat(head).isNotDone();
        database.release();
        assertThat(head.join()).isEqualTo(3);
    }

    @Test
    void shouldStoreNoSnapshotBeforeItsLog() {
        database.stall(Call.APPEND);
        append(a, 1, 3);
        CompletableFuture<Void> written = CompletableFuture.runAsync(
                () -> storage.writeSnapshot(a, new StoredSnapshot(3, Bytes.utf8("content"))));
        await().until(() -> database.count(Call.APPEND) == 1);
        assertThat(database.count(Call.WRITE_SNAPSHOT)).isZero();
        database.release();
        written.join();
        assertThat(storage.snapshot(a, 3)).isPresent();
    }

    @Test
    void shouldApplyManyAppendsAtOnce() {
        for (int revision = 1; revision <= 1_000; revision++) {
            append(a, revision, revision);
        }
        assertThat(storage.head(a)).isEqualTo(1_000);
        assertThat(database.count(Call.APPEND)).isLessThan(200);
    }

    @Test
    void shouldLetWritersWaitWhenTheDatabaseIsFarBehind() {
        database.stall(Call.APPEND);
        LogEntry big = new LogEntry(1, "client", 1, "author", 1, Bytes.wrap(new byte[1 << 20]));
        int most = (int) (Backlog.MAX_BYTES >> 20);
        for (int i = 0; i < most; i++) {
            StoredDocument document = storage.create("big" + i, "text");
            assertThat(storage.append(List.of(new Append(document, List.of(big)))))
                    .isEmpty();
        }
        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> append(a, 1, 1));
        await().during(Duration.ofMillis(200)).until(() -> !one.isDone());
        database.release();
        one.join();
        assertThat(storage.head(a)).isEqualTo(1);
    }

    @Test
    void shouldTakeNothingWhenTheDatabaseFailsAndHaveAllWhenItIsOpenedAgain() {
        append(a, 1, 2);
        assertThat(storage.head(a)).isEqualTo(2);
        database.fail(Call.APPEND);
        append(a, 3, 5);
        append(b, 1, 1);
        assertThatThrownBy(() -> storage.head(a))
                .isInstanceOf(StorageException.class)
                .hasMessage(
                        "A document cannot be read until the store is opened again: it was not applied, document=a");
        assertThatThrownBy(() -> append(a, 6, 6))
                .isInstanceOf(StorageException.class)
                .hasMessage("The store takes nothing more until it is opened again");
        assertThatThrownBy(storage::check).isInstanceOf(StorageException.class);
        reopen();
        assertThat(storage.read(a, 0, 10)).isEqualTo(Entries.of(1, 5));
        assertThat(storage.read(b, 0, 10)).isEqualTo(Entries.of(1, 1));
        storage.check();
    }

    @Test
    void shouldFailWritersThatWaitForADatabaseThatFails() {
        database.stall(Call.APPEND);
        database.fail(Call.APPEND);
        LogEntry big = new LogEntry(1, "client", 1, "author", 1, Bytes.wrap(new byte[(int) Backlog.MAX_BYTES]));
        assertThat(storage.append(List.of(new Append(b, List.of(big))))).isEmpty();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> append(a, 1, 1));
        database.release();
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(StorageException.class);
    }

    @Test
    void shouldGoOnWhenADiskThatWasFullHasRoomAgain() {
        files.fail(FaultyLogFiles.Call.CREATE);
        long head = appendUntilFailure();
        storage.check();
        assertThatThrownBy(() -> append(a, head + 1, head + 1)).isInstanceOf(StorageException.class);
        assertThat(storage.head(a)).isEqualTo(head);
        files.fail();
        append(a, head + 1, head + 1);
        reopen();
        assertThat(storage.head(a)).isEqualTo(head + 1);
    }

    @Test
    void shouldAcknowledgeNothingThatCouldNotBeWrittenWhole() {
        append(a, 1, 1);
        files.fail(FaultyLogFiles.Call.WRITE);
        assertThatThrownBy(() -> append(a, 2, 2)).isInstanceOf(StorageException.class);
        files.fail();
        assertThatThrownBy(() -> append(b, 1, 1)).hasMessageContaining("its write-ahead log could not be written");
        reopen();
        assertThat(storage.read(a, 0, 10)).isEqualTo(Entries.of(1, 1));
        append(a, 2, 2);
    }

    private long appendUntilFailure() {
        long head = 0;
        while (true) {
            try {
                append(a, head + 1, head + 1);
                head++;
            } catch (StorageException e) {
                assertThat(e).hasMessage("Could not append entries, documents=1");
                return head;
            }
        }
    }

    @Test
    void shouldLeaveNoLogWhenItIsClosed() throws IOException {
        for (int revision = 1; revision <= 200; revision++) {
            append(a, revision, revision);
        }
        storage.close();
        assertThat(segments()).isEmpty();
        try (Storage alone =
                new H2Tables(H2File.in(folder.resolve("data"), Durability.FORCED), InstantSource.system())) {
            assertThat(alone.read(a, 0, 1_000)).isEqualTo(Entries.of(1, 200));
        }
    }

    @Test
    void shouldDeleteTheLogWhileItIsOpen() throws IOException {
        for (int revision = 1; revision <= 1_000; revision++) {
            append(a, revision, revision);
        }
        assertThat(storage.head(a)).isEqualTo(1_000);
        await().untilAsserted(() -> assertThat(segments()).hasSizeLessThanOrEqualTo(2));
    }

    @Test
    void shouldSquashWhatWasJustAppended() {
        append(a, 1, 10);
        SquashedRun run = new SquashedRun(1, 9, "author", 1_000, 9_000, 1, Bytes.utf8("[]"));
        StoredSnapshot end = new StoredSnapshot(9, Bytes.utf8("content"));
        assertThat(storage.squash(a, List.of(new Slice(1, 9, List.of(run))), end))
                .isTrue();
        assertThat(storage.read(a, 0, 10)).isEqualTo(Entries.of(10, 10));
    }
}
