package dev.stet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The traces that the engine's tests have, as files. */
public final class TraceFiles {
    private TraceFiles() {}

    /** Copies a trace to a folder, and returns its path. */
    public static Path copy(String name, Path folder) throws IOException {
        String file = name + ".json.gz";
        try (InputStream trace = TraceFiles.class.getResourceAsStream("/traces/" + file)) {
            if (trace == null) {
                throw new IOException("there is no such trace, name=" + name);
            }
            Path copy = folder.resolve(file);
            Files.copy(trace, copy);
            return copy;
        }
    }
}
