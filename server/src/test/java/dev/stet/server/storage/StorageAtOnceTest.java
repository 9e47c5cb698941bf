package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stet.server.storage.Storage.Append;
import dev.stet.server.storage.UnreliableStorage.Call;
import dev.stet.server.storage.wal.FaultyLogFiles;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When a store appends at once, and when it leaves that to those who may wait. */
class StorageAtOnceTest extends WriteAheadStore {
    @Override
    Durability durability() {
        return Durability.RELAXED;
    }

    @Test
    void shouldAppendAtOnceWhatIsNext() {
        append(a, 1, 1);
        append(b, 1, 1);
        assertThat(atOnce(a, 2, 4)).isTrue();
        assertThat(atOnce(b, 2, 2)).isTrue();
        append(a, 5, 5);
        assertThat(atOnce(a, 6, 6)).isTrue();
        reopen();
        assertThat(storage.read(a, 0, 10)).isEqualTo(Entries.of(1, 6));
        assertThat(storage.read(b, 0, 10)).isEqualTo(Entries.of(1, 2));
    }

    @Test
    void shouldNotWaitForTheDatabase() {
        append(a, 1, 1);
        database.stall(Call.APPEND);
        assertThat(atOnce(a, 2, 2)).isTrue();
        CompletableFuture<Long> head = CompletableFuture.supplyAsync(() -> storage.head(a));
        assertThat(atOnce(a, 3, 3)).isTrue();
        database.release();
        assertThat(head.join()).isBetween(2L, 3L);
    }

    @Test
    void shouldNotReadAHead() {
        assertThat(atOnce(a, 1, 1)).isFalse();
        assertThat(database.count(Call.HEAD)).isZero();
        assertThat(storage.head(a)).isZero();
    }

    @Test
    void shouldDoNothingIfOneOfABatchIsNotNext() {
        append(a, 1, 1);
        append(b, 1, 1);
        assertThat(storage.appendAtOnce(List.of(new Append(a, Entries.of(2, 2)), new Append(b, Entries.of(1, 1)))))
                .isFalse();
        assertThat(storage.head(a)).isEqualTo(1);
    }

    @Test
    void shouldNotKeepItsCallerWithMuch() {
        append(a, 1, 1);
        LogEntry big =
                new LogEntry(2, "client", 1, "author", 1, Bytes.wrap(new byte[WriteAheadStorage.MAX_BYTES_AT_ONCE]));
        assertThat(storage.appendAtOnce(List.of(new Append(a, List.of(big))))).isFalse();
        assertThat(storage.head(a)).isEqualTo(1);
    }

    @Test
    void shouldLeaveItToOthersToMakeSegments() {
        append(a, 1, 1);
        files.fail(FaultyLogFiles.Call.CREATE, FaultyLogFiles.Call.DELETE);
        long head = 1;
        while (atOnce(a, head + 1, head + 1)) {
            head++;
        }
        assertThat(head).isGreaterThan(1);
        files.fail();
        append(a, head + 1, head + 1);
        assertThat(atOnce(a, head + 2, head + 2)).isTrue();
        assertThat(storage.head(a)).isEqualTo(head + 2);
    }

    @Test
    void shouldNotWaitForRoom() {
        append(a, 1, 1);
        assertThat(storage.head(a)).isEqualTo(1);
        database.stall(Call.APPEND);
        LogEntry big = new LogEntry(1, "client", 1, "author", 1, Bytes.wrap(new byte[(int) Backlog.MAX_BYTES]));
        assertThat(storage.append(List.of(new Append(b, List.of(big))))).isEmpty();
        StoredDocument c = storage.create("c", "text");
        assertThat(atOnce(a, 2, 2)).isFalse();
        database.release();
        append(c, 1, 1);
        append(a, 2, 2);
        assertThat(atOnce(a, 3, 3)).isTrue();
    }

    @Test
    void shouldNotWaitForOneWhoKeepsOthersFromAppending() {
        append(a, 1, 1);
        append(b, 1, 1);
        database.stall(Call.APPEND);
        append(b, 2, 2);
        Thread quarantining = Thread.ofPlatform().start(() -> storage.quarantine(b, 2, List.of(), "a test"));
        await().until(() -> quarantining.getState() == Thread.State.WAITING);
        assertThat(atOnce(a, 2, 2)).isFalse();
        database.release();
        append(a, 2, 2);
        assertThat(atOnce(a, 3, 3)).isTrue();
    }

    @Test
    void shouldServeACallerThatIsInterrupted() {
        append(a, 1, 1);
        Thread.currentThread().interrupt();
        assertThat(atOnce(a, 2, 2)).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(atOnce(a, 3, 3)).isTrue();
        reopen();
        assertThat(storage.read(a, 0, 10)).isEqualTo(Entries.of(1, 3));
    }

    @Test
    void shouldTakeNothingMoreAfterAWriteThatFailed() {
        append(a, 1, 1);
        files.fail(FaultyLogFiles.Call.WRITE);
        assertThatThrownBy(() -> atOnce(a, 2, 2)).isInstanceOf(StorageException.class);
        files.fail();
        assertThat(atOnce(a, 2, 2)).isFalse();
        assertThatThrownBy(() -> append(a, 2, 2)).hasMessageContaining("its write-ahead log could not be written");
        assertThatThrownBy(() -> storage.head(a)).hasMessageContaining("an append to it failed");
        reopen();
        assertThat(storage.read(a, 0, 10)).isEqualTo(Entries.of(1, 1));
    }

    @Test
    void shouldNeverDoSoWhereTheDiskHasToBeWaitedFor() {
        try (Storage forced = H2Storage.open(folder.resolve("forced"), Durability.FORCED)) {
            StoredDocument document = forced.create("a", "text");
            forced.append(List.of(new Append(document, Entries.of(1, 1))));
            assertThat(forced.appendAtOnce(List.of(new Append(document, Entries.of(2, 2)))))
                    .isFalse();
            assertThat(forced.head(document)).isEqualTo(1);
        }
    }

    private boolean atOnce(StoredDocument document, long first, long last) {
        return storage.appendAtOnce(List.of(new Append(document, Entries.of(first, last))));
    }
}
