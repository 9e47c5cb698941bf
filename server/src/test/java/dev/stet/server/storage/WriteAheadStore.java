package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.Storage.Append;
import dev.stet.server.storage.wal.FaultyLogFiles;
import dev.stet.server.storage.wal.LogFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store with a write-ahead log, whose database and whose files do as a test says. */
@Timeout(60)
abstract class WriteAheadStore {
    static final int SEGMENT_BYTES = 4096;

    @TempDir
    Path folder;

    UnreliableStorage database;
    FaultyLogFiles files;
    Storage storage;
    StoredDocument a;
    StoredDocument b;

    @BeforeEach
    void open() {
        openIn(folder.resolve("data"));
        a = storage.create("a", "text");
        b = storage.create("b", "text");
    }

    void openIn(Path data) {
        database = new UnreliableStorage(new H2Tables(H2File.in(data, durability()), InstantSource.system()));
        files = new FaultyLogFiles(new LogFolder(data, durability() == Durability.FORCED));
        storage = WriteAheadStorage.open(database, files, SEGMENT_BYTES, durability());
    }

    /** What the store promises: that an append is on disk, unless a test is about what it does when it is not. */
    Durability durability() {
        return Durability.FORCED;
    }

    @AfterEach
    void close() {
        database.release();
        files.fail();
        storage.close();
    }

    void reopen() {
        storage.close();
        openIn(folder.resolve("data"));
    }

    void append(StoredDocument document, long first, long last) {
        assertThat(storage.append(List.of(new Append(document, Entries.of(first, last)))))
                .isEmpty();
    }

    List<Path> segments() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("data").resolve(LogFolder.NAME))) {
            return all.sorted().toList();
        }
    }
}
