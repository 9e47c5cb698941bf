package dev.stet.server.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2 file system {@code rooted:}, in front of another one: see {@link RootedFile}. Public only since H2 makes instances
 * of it.
 */
public final class RootedFileSystem extends FilePathWrapper {

    static final String SCHEME = "rooted";

    /** Makes H2 know it. Idempotent. */
    static void register() {
        FilePath.register(new RootedFileSystem());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new RootedFile(super.open(mode));
    }
}
