package dev.stet.server.storage;

import dev.stet.server.storage.Storage.Append;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How long commits took, in nanoseconds. */
final class CommitTimes {
    private final int rows;
    private final long[] sorted;

    private CommitTimes(int rows, long[] nanos) {
        this.rows = rows;
        this.sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** Appends one row to each of so many documents, again and again, as typing does. */
    static CommitTimes measure(Storage storage, int rows, int commits) {
        long[] nanos = new long[commits];
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
        return new CommitTimes(rows, nanos);
    }

    @Override
    public String toString() {
        double seconds = Arrays.stream(sorted).sum() / 1e9;
        return String.format(
                Locale.ROOT,
                "rows=%-3d commits=%d p50=%dus p99=%dus rows/s=%.0f",
                rows,
                sorted.length,
                sorted[sorted.length / 2] / 1_000,
                sorted[sorted.length * 99 / 100] / 1_000,
                (double) rows * sorted.length / seconds);
    }
}
