package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.server.storage.Storage.Append;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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
                UnaryOperator.identity());
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
                assertThat(disk.hasUnforcedWrites()).isFalse();
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
            assertThat(disk.forces()).isEqualTo(before);
            assertThat(disk.hasUnforcedWrites()).isTrue(); // it is written, though
        }
    }

    /**
     * Whenever the file is about to be forced, the power might fail, and some of the last sectors be lost. {@code
     * -Dstet.losses=1000} looks at more of these moments.
     */
    @Test
    void shouldHaveAllThatWasAppendedWhenThePowerFails() throws IOException {
        long seed = Long.getLong("stet.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Loss> losses = new ArrayList<>();
        try (Storage storage = open(Durability.FORCED)) {
            StoredDocument document = storage.create("a", "text");
            long[] appended = {0};
            disk.beforeForce(() -> losses.add(new Loss(appended[0], disk.afterPowerLoss(random))));
            while (appended[0] < 300) {
                append(storage, document, appended[0] + 1);
                appended[0]++;
                losses.add(new Loss(appended[0], disk.afterPowerLoss(random))); // nothing is under way
            }
            disk.beforeForce(() -> {});
        }
        Collections.shuffle(losses, random);
        for (Loss loss : losses.subList(0, Math.min(LOSSES, losses.size()))) {
            long head = headOf(loss.file());
            assertThat(head).as("-Dstet.seed=%d", seed).isBetween(loss.appended(), loss.appended() + 1);
        }
    }

    /** @param appended the revisions that were appended when the power failed */
    private record Loss(long appended, byte[] file) {}

    /** Opens it twice: the first time after the crash, the second after an orderly close. */
    private long headOf(byte[] file) throws IOException {
        Path restored = Files.createDirectories(folder.resolve("restored"));
        Files.write(restored.resolve(H2File.NAME + ".mv.db"), file);
        long head = headIn(restored);
        assertThat(headIn(restored)).isEqualTo(head);
        return head;
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
    void shouldShowNothingAndTakeNothingAfterAForceThatFailed() {
        StoredDocument document;
        try (Storage storage = open(Durability.FORCED)) {
            document = storage.create("a", "text");
            append(storage, document, 1);
            disk.failToForce(true);
            assertThatThrownBy(() -> append(storage, document, 2)).isInstanceOf(StorageException.class);
            disk.failToForce(false);

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
