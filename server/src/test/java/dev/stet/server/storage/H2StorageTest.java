package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.server.storage.Storage.Append;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StorageTest extends StorageContract {

    @TempDir
    Path folder;

    @Override
    Storage open() {
        return H2Storage.open(folder.resolve("data"), Durability.FORCED);
    }

    @Override
    Database openDatabase() {
        return H2File.in(folder.resolve("data"), Durability.FORCED).open();
    }

    @Test
    void shouldRefuseAFolderThatIsInUse() {
        assertThatThrownBy(this::open)
                .isInstanceOf(StorageInUseException.class)
                .hasMessage("The data folder is in use by another server, folder=" + folder.resolve("data"));
    }

    @Test
    void shouldRefuseAFolderThatAnotherProcessUses() throws Exception {
        Path other = folder.resolve("other");
        try (StorageProcess process = StorageProcess.start(other)) {
            process.awaitLine();
            assertThatThrownBy(() -> H2Storage.open(other, Durability.FORCED))
                    .isInstanceOf(StorageInUseException.class)
                    .hasMessageContaining(other.toString());
        }
        H2Storage.open(other, Durability.FORCED).close();
    }

    @Test
    void shouldRefuseAFolderThatCannotBeMade() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> H2Storage.open(file.resolve("below"), Durability.FORCED))
                .isExactlyInstanceOf(StorageException.class)
                .hasMessage("The data folder cannot be made, folder=" + file.resolve("below"));
    }

    @Test
    void shouldRefuseAPathThatH2WouldCutInTwo() {
        assertThatThrownBy(() -> H2Storage.open(folder.resolve("a;IFEXISTS=TRUE"), Durability.FORCED))
                .hasMessageStartingWith("The path of a data folder must not have a semicolon");
    }

    @Test
    void shouldRefuseAFileThatIsNoStore() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("stet.mv.db"), "this is no store. ".repeat(1_000));
        assertThatThrownBy(() -> H2Storage.open(other, Durability.FORCED))
                .isExactlyInstanceOf(StorageException.class)
                .hasMessage("The data folder has a file that is no readable store, folder=" + other);
        assertThat(Files.readString(other.resolve("stet.mv.db"))).startsWith("this is no store.");
    }

    @Test
    void shouldServeACallerThatIsInterruptedAllTheTime() {
        Thread caller = Thread.currentThread();
        Thread pest = Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                caller.interrupt();
                LockSupport.parkNanos(50_000);
            }
        });
        Path other = folder.resolve("other");
        Instant end = Instant.now().plus(Duration.ofSeconds(1));
        long revision = 0;
        try (Storage storage = H2Storage.open(other, Durability.FORCED)) {
            StoredDocument document = storage.create("a", "text");
            while (Instant.now().isBefore(end)) {
                revision++;
                assertThat(storage.append(List.of(new Append(document, Entries.of(revision, revision)))))
                        .isEmpty();
                assertThat(storage.read(document, revision - 1, 10)).hasSize(1);
            }
        } finally {
            pest.interrupt();
        }
        while (pest.isAlive()) {
            Thread.interrupted();
            Thread.onSpinWait();
        }
        Thread.interrupted();
        try (Storage storage = H2Storage.open(other, Durability.FORCED)) {
            assertThat(storage.head(storage.find("a").orElseThrow())).isEqualTo(revision);
        }
    }

    @Test
    void shouldLeaveACallerAsInterruptedAsItWas() {
        try (Storage storage = H2Storage.open(folder.resolve("other"), Durability.FORCED)) {
            Thread.currentThread().interrupt();
            storage.create("a", "text");
            assertThat(Thread.interrupted()).isTrue();
            storage.create("b", "text");
            assertThat(Thread.interrupted()).isFalse();
        }
    }
}
