package dev.stet.server.storage;

import dev.stet.server.storage.Storage.Append;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Another process that appends to document {@code a} of a store, and says each revision once its append has returned. */
final class StorageProcess implements AutoCloseable {

    /** Small, so that a kill comes while one is made or deleted, too. */
    private static final int SEGMENT_BYTES = 16_384;

    private final Process process;
    private final BufferedReader lines;

    private StorageProcess(Process process) {
        this.process = process;
        this.lines = process.inputReader();
    }

    static StorageProcess start(Path folder) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new StorageProcess(new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StorageProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits for the next revision that the process says is appended. */
    long awaitLine() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new AssertionError("the process ended by itself, code="
                    + process.onExit().join().exitValue());
        }
        return Long.parseLong(line.replace(".", ""));
    }

    /** Ends the process as {@code kill -9} does, and returns what it still said. */
    List<Long> kill() {
        process.toHandle().destroyForcibly(); // which, unlike the process's own, leaves its output to be read
        process.onExit().join();
        try (Stream<String> said = lines.lines()) {
            return said.filter(line -> line.endsWith("."))
                    .map(line -> Long.parseLong(line.replace(".", "")))
                    .toList();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    public static void main(String[] arguments) {
        H2File file = H2File.in(Path.of(arguments[0]), Durability.FORCED);
        Storage storage = H2Storage.open(file, InstantSource.system(), SEGMENT_BYTES, UnaryOperator.identity());
        StoredDocument document = storage.create("a", "text");
        for (long revision = storage.head(document) + 1; ; revision++) {
            storage.append(List.of(new Append(document, Entries.of(revision, revision))));
            System.out.println(revision + ".");
        }
    }
}
