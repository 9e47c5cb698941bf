package dev.stet.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2 file system {@code watched:}, in front of the one that the server uses. It knows whether all that was written has
 * been forced, and can refuse to force.
 */
public final class WatchedFileSystem extends FilePathWrapper {

    static final String SCHEME = "watched";

    static final AtomicInteger FORCES = new AtomicInteger();
    static final AtomicBoolean UNFORCED_WRITES = new AtomicBoolean();
    static final AtomicBoolean FAILING = new AtomicBoolean();

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Watched(super.open(mode));
    }

    private static final class Watched extends FileBaseDefault {
        private final FileChannel file;

        Watched(FileChannel file) {
            this.file = file;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            if (FAILING.get()) {
                throw new IOException("the disk is told to fail");
            }
            UNFORCED_WRITES.set(false); // first: a write during the force may have missed it
            file.force(metaData);
            FORCES.incrementAndGet();
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            int written = file.write(source, position);
            UNFORCED_WRITES.set(true);
            return written;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
