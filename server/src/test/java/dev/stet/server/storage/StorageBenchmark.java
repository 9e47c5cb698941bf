package dev.stet.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What a commit costs in time and in bytes on this machine. It asserts nothing and the build leaves it out; BENCHMARKS.md
 * says how it is run. {@code -Dstet.commits} is the number of commits for each line but the last, which has 50 times as
 * many.
 */
class StorageBenchmark {

    private static final int COMMITS = Integer.getInteger("stet.commits", 2_000);

    @Test
    void measure() throws IOException {
        Path target = Path.of("target").toAbsolutePath(); // a temporary folder may be in memory, where a force is free
        Path folder = Files.createTempDirectory(target, "storage-benchmark");
        for (Durability durability : Durability.values()) {
            for (int rows : new int[] {1, 10, 100}) {
                measure(folder.resolve(durability + "-" + rows), durability, rows, COMMITS);
            }
        }
        measure(folder.resolve("keystrokes"), Durability.FORCED, 1, 50 * COMMITS);
    }

    private static void measure(Path folder, Durability durability, int rows, int commits) throws IOException {
        Path file = folder.resolve(H2File.NAME + ".mv.db");
        CommitTimes times;
        long open;
        try (Storage storage = H2Storage.open(folder, durability)) {
            times = CommitTimes.measure(storage, rows, commits);
            open = Files.size(file);
        }
        System.out.printf(
                "%-7s %s file=%dkB closed=%dkB bytes/row open=%d closed=%d%n",
                durability,
                times,
                open >> 10,
                Files.size(file) >> 10,
                open / rows / commits,
                Files.size(file) / rows / commits);
    }
}
