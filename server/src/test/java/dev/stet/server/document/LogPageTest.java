package dev.stet.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogPageTest {
    private Storage storage;
    private StoredDocument document;

    @BeforeEach
    void open(@TempDir Path folder) {
        storage = H2Storage.open(folder, Durability.RELAXED);
        document = storage.create("minutes", "text");
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private void append(int entries, int bytesEach) {
        long head = storage.head(document);
        String operation = "[\"" + "x".repeat(bytesEach - 4) + "\"]";
        storage.append(List.of(new Storage.Append(
                document,
                IntStream.rangeClosed(1, entries)
                        .mapToObj(i -> new LogEntry(head + i, "writer-01", head + i, "guest", 1, Bytes.utf8(operation)))
                        .toList())));
    }

    /** Reads the log to its end, and returns how many entries each page had. */
    private List<Integer> pages() {
        List<Integer> sizes = new ArrayList<>();
        long at = 0;
        LogPage page;
        do {
            page = LogPage.read(storage, document, at);
            at += page.entries().size();
            sizes.add(page.entries().size());
        } while (page.more());
        assertThat(at).isEqualTo(storage.head(document));
        return sizes;
    }

    @Test
    void aShortLogIsOnePage() {
        assertThat(pages()).containsExactly(0);
        append(LogPage.FEW - 1, 10);
        assertThat(pages()).containsExactly(LogPage.FEW - 1);
    }

    @Test
    void afterAPageThatMayNotBeTheLastThereMayBeNothing() {
        append(LogPage.FEW, 10);
        assertThat(pages()).containsExactly(LogPage.FEW, 0);
    }

    @Test
    void noPageHasMoreThanFitsInMemory() {
        int bytes = 200_000;
        append(100, bytes);
        int most = (int) (LogPage.MAX_BYTES / bytes);
        assertThat(pages())
                .hasSizeGreaterThan(4)
                .allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(Math.max(most, LogPage.FEW)));
    }
}
