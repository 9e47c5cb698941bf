package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.server.storage.Storage.Append;
import dev.stet.server.storage.wal.LogFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Looks at what the store does to its file, and at what would be left of it if the power failed. */
@Timeout(120)
class ForcedToDiskTest {

    /** Small, so that there are many of them. */
    private static final int SEGMENT_BYTES = 2048;

    private static final int LOSSES = Integer.getInteger("stet.losses", 50);

    private final FilePath watched = new WatchedFileSystem();
    private Disk disk;

    @TempDir
    Path folder;

    @BeforeEach
    void watch() {
        FilePath.register(watched);
        disk = WatchedFileSystem.watchNewDisk();
    }

    @AfterEach
    void stopWatching() {
        FilePath.unregister(watched);
    }

    private Storage open(Durability durability) {
        String fileSystem = WatchedFileSystem.SCHEME + ":" + H2File.INTERRUPTS_DO_NOT_CLOSE;
        return H2Storage.open(
                new H2File(folder.resolve("data"), fileSystem, durability),
                InstantSource.system(),
                SEGMENT_BYTES,
                durability == Durability.FORCED ? files -> new WatchedLogFiles(files, disk) : UnaryOperator.identity());
    }

    @Test
    void shouldForceEveryAppendBeforeItReturns() {
        try (Storage storage = open(Durability.FORCED)) {
            StoredDocument document = storage.create("a", "text");
            assertThat(disk.hasUnforcedWrites()).isFalse();
            for (long revision = 1; revision <= 200; revision++) {
                int before = disk.forces();
                append(storage, document, revision);
                assertThat(disk.forces()).isGreaterThan(before);
            }
            storage.writeSnapshot(document, new StoredSnapshot(200, Bytes.wrap(new byte[20 << 20])));
            assertThat(disk.hasUnforcedWrites()).isFalse();
        }
    }

    @Test
    void shouldNotForceWhenAskedNotTo() {
        try (Storage storage = open(Durability.RELAXED)) {
            StoredDocument document = storage.create("a", "text");
            int before = disk.forces();
            append(storage, document, 1);
            assertThat(storage.head(document)).isEqualTo(1);
            assertThat(disk.forces()).isEqualTo(before);
            assertThat(disk.hasUnforcedWrites()).isTrue(); // it is written, though
        }
    }

    /**
     * Whenever a file is about to be forced, the power might fail, and some of the last sectors be lost, of the database
     * and of the write-ahead log. {@code -Dstet.losses=1000} looks at more of these moments.
     */
    @Test
    void shouldHaveAllThatWasAppendedWhenThePowerFails() throws IOException {
        long seed = Long.getLong("stet.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Loss> losses = new ArrayList<>();
        try (Storage storage = open(Durability.FORCED)) {
            StoredDocument document = storage.create("a", "text");
            AtomicLong appended = new AtomicLong();
            disk.beforeForce(() -> losses.add(new Loss(appended.get(), disk.afterPowerLoss(random))));
            while (appended.get() < 300) {
                int count = 1 + random.nextInt(3);
                append(storage, document, appended.get() + 1, appended.get() + count);
                appended.addAndGet(count);
                if (random.nextInt(10) == 0) {
                    storage.head(document); // waits until it is in the database
                }
            }
            disk.beforeForce(() -> {});
        }
        Collections.shuffle(losses, random);
        for (Loss loss : losses.subList(0, Math.min(LOSSES, losses.size()))) {
            long head = headOf(loss.files());
            assertThat(head).as("-Dstet.seed=%d", seed).isBetween(loss.appended(), loss.appended() + 3);
        }
    }

    @Test
    void shouldHaveAllThatWasCreatedWhenThePowerFails() throws IOException {
        long seed = Long.getLong("stet.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Map<String, byte[]>> losses = new ArrayList<>();
        List<StoredDocument> created = new ArrayList<>();
        try (Storage storage = open(Durability.FORCED)) {
            for (int i = 0; i < 10; i++) {
                created.add(storage.createIfAbsent("d" + i, "text").orElseThrow());
                losses.add(disk.afterPowerLoss(random));
            }
        }
        for (int i = 0; i < losses.size(); i++) {
            try (Storage storage = H2Storage.open(restore(losses.get(i)), Durability.FORCED)) {
                assertThat(storage.list("", 20))
                        .as("-Dstet.seed=%d", seed)
                        .extracting(DocumentInfo::document)
                        .isEqualTo(created.subList(0, i + 1));
            }
        }
    }

    /** @param appended the revisions that were appended when the power failed */
    private record Loss(long appended, Map<String, byte[]> files) {}

    /** Opens it twice: the first time after the crash, the second after an orderly close. */
    private long headOf(Map<String, byte[]> files) throws IOException {
        Path restored = restore(files);
        long head = headIn(restored);
        assertThat(restored.resolve(LogFolder.NAME)).isEmptyDirectory();
        assertThat(headIn(restored)).isEqualTo(head);
        return head;
    }

    private Path restore(Map<String, byte[]> files) throws IOException {
        Path restored = Files.createTempDirectory(folder, "restored");
        Path log = Files.createDirectory(restored.resolve(LogFolder.NAME));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            boolean isDatabase = file.getKey().equals(H2File.NAME);
            Files.write(
                    isDatabase ? restored.resolve(H2File.NAME + ".mv.db") : log.resolve(file.getKey()),
                    file.getValue());
        }
        return restored;
    }

    private static long headIn(Path restored) {
        try (Storage storage = H2Storage.open(restored, Durability.FORCED)) {
            StoredDocument document = storage.find("a").orElseThrow();
            long head = storage.head(document);
            assertThat(storage.read(document, 0, Integer.MAX_VALUE)).isEqualTo(Entries.of(1, head));
            return head;
        }
    }

    @Test
    void shouldTakeNothingAfterTheLogCouldNotBeForced() {
        StoredDocument document;
        try (Storage storage = open(Durability.FORCED)) {
            document = storage.create("a", "text");
            StoredDocument other = storage.create("b", "text");
            append(storage, document, 1);
            append(storage, other, 1);
            disk.failToForce(WatchedLogFiles.name(1));
            assertThatThrownBy(() -> append(storage, document, 2)).isInstanceOf(StorageException.class);
            disk.repair();

            assertThatThrownBy(() -> storage.head(document)).hasMessageContaining("an append to it failed");
            assertThatThrownBy(() -> storage.read(document, 0, 10)).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> append(storage, document, 2)).hasMessageContaining("write-ahead log");
            assertThatThrownBy(() -> append(storage, other, 2)).hasMessageContaining("write-ahead log");
            assertThatThrownBy(storage::check).hasMessageContaining("write-ahead log");
            assertThat(storage.head(other)).isEqualTo(1);
        }
        try (Storage storage = open(Durability.FORCED)) {
            assertThat(storage.head(document)).isBetween(1L, 2L);
            append(storage, document, storage.head(document) + 1);
        }
    }

    @Test
    void shouldTakeNothingAfterTheDatabaseCouldNotBeForcedAndLoseNothing() {
        StoredDocument document;
        Storage storage = open(Durability.FORCED);
        try {
            document = storage.create("a", "text");
            append(storage, document, 1);
            assertThat(storage.head(document)).isEqualTo(1);
            disk.failToForce(H2File.NAME);
            append(storage, document, 2);
            assertThatThrownBy(() -> storage.head(document)).hasMessageContaining("it was not applied");
            disk.repair();

            assertThatThrownBy(() -> storage.read(document, 0, 10)).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> append(storage, document, 3)).hasMessageContaining("takes nothing more");
            assertThatThrownBy(storage::check).hasMessageContaining("takes nothing more");
        } finally {
            storage.close();
        }
        try (Storage again = open(Durability.FORCED)) {
            assertThat(again.read(document, 0, 10)).isEqualTo(Entries.of(1, 2));
            append(again, document, 3);
        }
    }

    private static void append(Storage storage, StoredDocument document, long revision) {
        append(storage, document, revision, revision);
    }

    private static void append(Storage storage, StoredDocument document, long first, long last) {
        assertThat(storage.append(List.of(new Append(document, Entries.of(first, last)))))
                .isEmpty();
    }
}
