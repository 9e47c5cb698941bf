package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.server.storage.Storage.Append;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at what H2 does to its file: nothing may be left unforced when a writing call returns. */
class ForcedToDiskTest {

    private final WatchedFileSystem disk = new WatchedFileSystem();

    @TempDir
    Path folder;

    @BeforeEach
    void watch() {
        FilePath.register(disk);
        WatchedFileSystem.FAILING.set(false);
    }

    @AfterEach
    void stopWatching() {
        FilePath.unregister(disk);
    }

    private Storage open(Durability durability) {
        String fileSystem = H2File.FILE_SYSTEM.replace("async:", WatchedFileSystem.SCHEME + ":async:");
        return new H2Storage(new H2File(folder, fileSystem, durability), InstantSource.system());
    }

    @Test
    void shouldForceEveryAppendBeforeItReturns() {
        try (Storage storage = open(Durability.FORCED)) {
            StoredDocument document = storage.create("a", "text");
            assertThat(WatchedFileSystem.UNFORCED_WRITES).isFalse();
            for (long revision = 1; revision <= 200; revision++) {
                int before = WatchedFileSystem.FORCES.get();
                append(storage, document, revision);
                assertThat(WatchedFileSystem.FORCES.get()).isGreaterThan(before);
                assertThat(WatchedFileSystem.UNFORCED_WRITES).isFalse();
            }
            storage.writeSnapshot(document, new StoredSnapshot(200, Bytes.wrap(new byte[20 << 20])));
            assertThat(WatchedFileSystem.UNFORCED_WRITES).isFalse();
        }
    }

    @Test
    void shouldNotForceWhenAskedNotTo() {
        try (Storage storage = open(Durability.RELAXED)) {
            StoredDocument document = storage.create("a", "text");
            int before = WatchedFileSystem.FORCES.get();
            append(storage, document, 1);
            assertThat(WatchedFileSystem.FORCES).hasValue(before);
            assertThat(WatchedFileSystem.UNFORCED_WRITES).isTrue(); // it is written, though
        }
    }

    @Test
    void shouldShowNothingAndTakeNothingAfterAForceThatFailed() {
        StoredDocument document;
        try (Storage storage = open(Durability.FORCED)) {
            document = storage.create("a", "text");
            append(storage, document, 1);
            WatchedFileSystem.FAILING.set(true);
            assertThatThrownBy(() -> append(storage, document, 2)).isInstanceOf(StorageException.class);
            WatchedFileSystem.FAILING.set(false);

            assertThatThrownBy(() -> storage.head(document)).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> storage.read(document, 0, 10)).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> append(storage, document, 2)).isInstanceOf(StorageException.class);
            assertThatThrownBy(storage::check).isInstanceOf(StorageException.class);
        }
        try (Storage storage = open(Durability.FORCED)) {
            assertThat(storage.head(document)).isBetween(1L, 2L);
            append(storage, document, storage.head(document) + 1);
        }
    }

    private static void append(Storage storage, StoredDocument document, long revision) {
        assertThat(storage.append(List.of(new Append(document, Entries.of(revision, revision)))))
                .isEmpty();
    }
}
