package dev.stet.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePathWrapper;

/** H2 file system {@code watched:}, in front of the one that touches the disk. A {@link Disk} knows what went through. */
public final class WatchedFileSystem extends FilePathWrapper {

    static final String SCHEME = "watched";

    /** {@link RootedFile} relies on blocks of this size. */
    private static final int SECTOR_BYTES = 4_096;

    private static volatile Disk disk = new Disk();

    /** Starts to watch a new disk. */
    static Disk watchNewDisk() {
        disk = new Disk();
        return disk;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Watched(super.open(mode), disk);
    }

    private static final class Watched extends FileBaseDefault {
        private final FileChannel file;
        private final Disk disk;

        Watched(FileChannel file, Disk disk) {
            this.file = file;
            this.disk = disk;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            disk.force(H2File.NAME);
            file.force(metaData);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            ByteBuffer bytes = source.slice();
            int written = file.write(source, position);
            disk.write(H2File.NAME, bytes.limit(written), position, SECTOR_BYTES);
            return written;
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
            disk.truncate(H2File.NAME, size);
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
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
