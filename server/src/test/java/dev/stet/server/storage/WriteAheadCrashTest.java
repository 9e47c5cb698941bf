package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stet.server.storage.Storage.Append;
import dev.stet.server.storage.UnreliableStorage.Call;
import dev.stet.server.storage.wal.FaultyLogFiles;
import dev.stet.server.storage.wal.LogFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a crash leaves in the write-ahead log alone is in the database when the store is opened again, once. */
class WriteAheadCrashTest extends WriteAheadStore {
    /** Leaves a store as a crash does: entries 1 to 3 in the database, and 2 to 200 in the log. */
    private void crash() throws IOException {
        append(a, 1, 1);
        reopen();
        append(a, 2, 3);
        assertThat(storage.head(a)).isEqualTo(3);
        database.stall(Call.APPEND);
        database.fail(Call.APPEND);
        for (int revision = 4; revision <= 200; revision++) {
            append(a, revision, revision);
        }
        database.release();
        storage.close();
        assertThat(segments()).hasSizeGreaterThan(2);
    }

    @Test
    void shouldApplyWhatACrashLeftAlone() throws IOException {
        crash();
        openIn(folder.resolve("data"));
        assertThat(storage.read(a, 0, 1_000)).isEqualTo(Entries.of(1, 200));
        append(a, 201, 201);
    }

    @Test
    void shouldApplyWhatACrashLeftAgainIfThatFails() throws IOException {
        crash();
        try (Storage alone =
                new H2Tables(H2File.in(folder.resolve("data"), Durability.FORCED), InstantSource.system())) {
            alone.append(List.of(new Append(a, Entries.of(4, 5)))); // to be compared
        }
        for (Call call : List.of(Call.FIND, Call.HEAD, Call.READ, Call.APPEND)) {
            UnreliableStorage failing = new UnreliableStorage(
                    new H2Tables(H2File.in(folder.resolve("data"), Durability.FORCED), InstantSource.system()));
            failing.fail(call);
            assertThatThrownBy(() -> WriteAheadStorage.open(failing, files, SEGMENT_BYTES, Durability.FORCED))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("call=" + call);
        }
        openIn(folder.resolve("data"));
        assertThat(storage.read(a, 0, 1_000)).isEqualTo(Entries.of(1, 200));
    }

    @Test
    void shouldApplyTheSameLogAsOftenAsItIsThere() throws IOException {
        Path kept = crashAndKeepTheLog();
        openIn(folder.resolve("data"));
        append(a, 201, 202);
        storage.close();
        putBack(kept);
        openIn(folder.resolve("data"));
        assertThat(storage.read(a, 0, 1_000)).isEqualTo(Entries.of(1, 202));
    }

    @Test
    void shouldApplyALogWhoseBeginningIsSquashed() throws IOException {
        Path kept = crashAndKeepTheLog();
        openIn(folder.resolve("data"));
        SquashedRun run = new SquashedRun(1, 150, "author", 1_000, 150_000, 1, Bytes.utf8("[]"));
        StoredSnapshot end = new StoredSnapshot(150, Bytes.utf8("content"));
        assertThat(storage.squash(a, List.of(new Slice(1, 150, List.of(run))), end))
                .isTrue();
        storage.close();
        putBack(kept);
        openIn(folder.resolve("data"));
        assertThat(storage.read(a, 0, 1_000)).isEqualTo(Entries.of(151, 200));
        append(a, 201, 201);
    }

    @Test
    void shouldNotBringBackWhatWasMovedAsideBeforeAKill() throws IOException {
        append(a, 1, 5);
        append(b, 1, 2);
        assertThat(storage.quarantine(a, 3, List.of(), "a test").entries()).isEqualTo(2);
        append(b, 3, 3);
        Path killed = copyOf(folder.resolve("data"));
        storage.close();
        openIn(killed);
        assertThat(storage.read(a, 0, 10)).isEqualTo(Entries.of(1, 3));
        assertThat(storage.read(b, 0, 10)).isEqualTo(Entries.of(1, 3));
        append(a, 4, 4);
    }

    @Test
    void shouldMoveNothingAsideThatTheLogWouldBringBack() {
        append(a, 1, 5);
        files.fail(FaultyLogFiles.Call.DELETE);
        assertThatThrownBy(() -> storage.quarantine(a, 3, List.of(), "a test"))
                .isInstanceOf(StorageException.class)
                .hasMessage("The write-ahead log cannot be deleted");
        assertThat(storage.read(a, 0, 10)).isEqualTo(Entries.of(1, 5));
        files.fail();
        assertThat(storage.quarantine(a, 3, List.of(), "a test").entries()).isEqualTo(2);
    }

    @Test
    void shouldOnlyApplyAfterAKillWhatTheDatabaseHadNotWhenTheLogWasLastWritten() throws IOException {
        List<StoredDocument> documents = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            documents.add(storage.create("doc-" + i, "text"));
            append(documents.getLast(), 1, 1);
        }
        assertThat(storage.heads(documents)).hasSize(100).containsValue(1L);
        append(a, 1, 1);
        await().untilAsserted(
                        () -> { // released a moment after it was applied
                            append(a, storage.head(a) + 1, storage.head(a) + 1);
                            Path killed = copyOf(folder.resolve("data"));
                            UnreliableStorage found = new UnreliableStorage(
                                    new H2Tables(H2File.in(killed, Durability.FORCED), InstantSource.system()));
                            WriteAheadStorage.open(found, new LogFolder(killed, true), SEGMENT_BYTES, Durability.FORCED)
                                    .close();
                            assertThat(found.count(Call.HEAD)).isLessThan(10);
                        });
    }

    /** Copies a folder as it is at a moment: what a process that is killed then leaves behind. */
    private Path copyOf(Path data) throws IOException {
        Path copy = Files.createTempDirectory(folder, "copy");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(data.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return copy;
    }

    private Path crashAndKeepTheLog() throws IOException {
        crash();
        Path kept = Files.createDirectory(folder.resolve("kept"));
        for (Path segment : segments()) {
            Files.copy(segment, kept.resolve(segment.getFileName()));
        }
        return kept;
    }

    private void putBack(Path kept) throws IOException {
        try (Stream<Path> all = Files.list(kept)) {
            for (Path segment : all.toList()) {
                Path log = folder.resolve("data").resolve(LogFolder.NAME);
                Files.move(segment, log.resolve(segment.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void shouldRefuseALogThatIsAheadOfTheDatabase() throws IOException {
        crash();
        Files.delete(segments().getFirst());
        assertThatThrownBy(() -> openIn(folder.resolve("data")))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("Entries are missing between the database and the write-ahead log, document=a");
        openIn(folder.resolve("other"));
    }

    @Test
    void shouldRefuseALogThatSaysSomethingElse() throws IOException {
        crash();
        try (Storage alone =
                new H2Tables(H2File.in(folder.resolve("data"), Durability.FORCED), InstantSource.system())) {
            alone.append(List.of(new Append(a, List.of(Entries.at(4, 77)))));
        }
        assertThatThrownBy(() -> openIn(folder.resolve("data")))
                .isInstanceOf(StorageException.class)
                .hasMessage("The database has other entries than the write-ahead log, document=a");
        assertThat(segments()).hasSizeGreaterThan(2); // they stay, for a person to look at
        openIn(folder.resolve("other"));
    }

    @Test
    void shouldRefuseALogWithDocumentsThatAreNotThere() throws IOException {
        crash();
        Files.delete(folder.resolve("data").resolve(H2File.NAME + ".mv.db"));
        assertThatThrownBy(() -> openIn(folder.resolve("data")))
                .isInstanceOf(StorageException.class)
                .hasMessage("The write-ahead log cannot be opened")
                .rootCause()
                .hasMessageStartingWith("The write-ahead log belongs to another store");
        openIn(folder.resolve("other"));
    }

    @Test
    void shouldReadBackAnyText() {
        database.fail(Call.APPEND);
        LogEntry entry = new LogEntry(1, "\ud800 客户 \0", 1, "Zoë 👩 \udc00", 1_700_000_000_000L, Bytes.utf8("[\"é\"]"));
        assertThat(storage.append(List.of(new Append(a, List.of(entry))))).isEmpty();
        reopen();
        assertThat(storage.read(a, 0, 1)).containsExactly(entry);
    }
}
