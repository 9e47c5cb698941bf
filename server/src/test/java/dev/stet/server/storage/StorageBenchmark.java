package dev.stet.server.storage;

import dev.stet.server.storage.Storage.Append;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What an append costs in time and in bytes on this machine: with the write-ahead log, forced and relaxed, and with the
 * database alone. It asserts nothing and the build leaves it out; BENCHMARKS.md says how it is run. {@code -Dstet.commits}
 * is the number of appends for each line but the last, which has 50 times as many.
 */
class StorageBenchmark {

    private static final int COMMITS = Integer.getInteger("stet.commits", 2_000);

    @Test
    void measure() throws IOException {
        Path target = Path.of("target").toAbsolutePath(); // a temporary folder may be in memory, where a force is free
        Path folder = Files.createTempDirectory(target, "storage-benchmark");
        for (int round = 1; round <= 2; round++) {
            for (int rows : new int[] {1, 10, 100}) {
                measure(folder, "alone", H2Alone::open, rows, COMMITS);
                measure(folder, "forced", data -> H2Storage.open(data, Durability.FORCED), rows, COMMITS);
                measure(folder, "relaxed", data -> H2Storage.open(data, Durability.RELAXED), rows, COMMITS);
            }
        }
        measure(folder, "forced", data -> H2Storage.open(data, Durability.FORCED), 1, 50 * COMMITS);
    }

    /** Appends one row to each of so many documents, again and again, as typing does. */
    private static void measure(Path parent, String name, Function<Path, Storage> opening, int rows, int commits)
            throws IOException {
        Path folder = Files.createTempDirectory(parent, name);
        long[] nanos = new long[commits];
        Path file = folder.resolve(H2File.NAME + ".mv.db");
        long open;
        try (Storage storage = opening.apply(folder)) {
            List<StoredDocument> documents = IntStream.range(0, rows)
                    .mapToObj(i -> storage.create("d" + i, "text"))
                    .toList();
            for (int i = 0; i < commits; i++) {
                List<LogEntry> entries = Entries.of(i + 1, i + 1);
                List<Append> batch = documents.stream()
                        .map(document -> new Append(document, entries))
                        .toList();
                long start = System.nanoTime();
                storage.append(batch);
                nanos[i] = System.nanoTime() - start;
            }
            documents.forEach(storage::head); // waits until all is in the file
            open = Files.size(file);
        }
        double seconds = Arrays.stream(nanos).sum() / 1e9;
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-7s rows=%-3d commits=%d p50=%dus p99=%dus rows/s=%.0f file=%dkB closed=%dkB bytes/row open=%d closed=%d%n",
                name,
                rows,
                commits,
                nanos[commits / 2] / 1_000,
                nanos[commits * 99 / 100] / 1_000,
                rows * commits / seconds,
                open >> 10,
                Files.size(file) >> 10,
                open / rows / commits,
                Files.size(file) / rows / commits);
    }
}
