package dev.stet.ot.bench;

import dev.stet.ot.text.EditingTrace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Editing traces for benchmarks. */
final class Traces {
    private Traces() {}

    /** Reads a trace kept with the tests, or a file, whose name ends in {@code .gz}. */
    static EditingTrace read(String trace) throws IOException {
        if (!trace.endsWith(".gz")) {
            return EditingTrace.named(trace);
        }
        try (InputStream file = Files.newInputStream(Path.of(trace))) {
            return EditingTrace.read(file);
        }
    }
}
