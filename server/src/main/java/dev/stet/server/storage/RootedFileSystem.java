package dev.stet.server.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2 file system {@code rooted:}, in front of another one: see {@link RootedFile}. Public only since H2 makes instances
 * of it.
 */
public class RootedFileSystem extends FilePathWrapper {

    /** Makes H2 know it and the relaxed one. Idempotent. */
    static void register() {
        FilePath.register(new RootedFileSystem());
        FilePath.register(new Relaxed());
    }

    /** Returns the prefix of a file's path, with its colon. */
    static String prefix(Durability durability) {
        return durability == Durability.FORCED ? "rooted:" : "rooted-relaxed:";
    }

    @Override
    public String getScheme() {
        return "rooted";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return RootedFile.open(base(mode), true);
    }

    /** H2 file system {@code rooted-relaxed:}, which forces nothing by itself. */
    public static final class Relaxed extends RootedFileSystem {
        @Override
        public String getScheme() {
            return "rooted-relaxed";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return RootedFile.open(base(mode), false);
        }
    }

    /** Opens the file of the file system behind this one. */
    final FileChannel base(String mode) throws IOException {
        return super.open(mode);
    }
}
