package dev.stet.cli.store;

import dev.stet.cli.CommandFailedException;
import dev.stet.server.maintenance.Archive;
import dev.stet.server.maintenance.MaintenanceProgress;
import dev.stet.server.maintenance.Transferred;
import java.io.BufferedInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * An archive that gets its name when it is complete, on disk, and has been read again: a file of that name is never half
 * an archive.
 */
final class NewFile {
    private final Path file;

    private NewFile(Path file) {
        this.file = file;
    }

    /** Names the file, which must not be there unless it may be replaced. */
    static NewFile at(Path file, boolean replace) {
        if (!replace && Files.exists(file)) {
            throw new CommandFailedException("the file exists already, file=" + file + " (--force replaces it)");
        }
        return new NewFile(file);
    }

    /** Writes an archive. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    /** Writes the archive, reads it again, and returns what is in it. */
    Transferred write(Writing writing) throws IOException, InterruptedException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileOutputStream out = new FileOutputStream(part.toFile())) {
                writing.to(out);
                out.getFD().sync();
            }
            Transferred read;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(part))) {
                read = Archive.check(in, MaintenanceProgress.NONE);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return read;
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
