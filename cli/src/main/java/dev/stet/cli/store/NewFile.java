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
    interface Writing {
        Transferred to(OutputStream out) throws IOException;
    }

    /** Writes the archive, reads it again, and returns what is in it. */
    Transferred write(Writing writing) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileOutputStream out = new FileOutputStream(part.toFile())) {
                Transferred written = writing.to(out);
                out.getFD().sync();
                requireSame(written, part);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                return written;
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void requireSame(Transferred written, Path part) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(part))) {
            Transferred read = Archive.check(in, MaintenanceProgress.NONE);
            if (!read.equals(written)) {
                throw new IOException("the file has not what was written, written=" + written + " read=" + read);
            }
        }
    }
}
