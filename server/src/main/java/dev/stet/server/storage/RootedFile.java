package dev.stet.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;

/**
 * A file of H2 whose header names the newest chunk whenever it is forced.
 *
 * <p>A commit writes a chunk, into free space if there is some. After a crash H2 looks for the newest chunk from the two
 * copies of the file header on, along a chain of predicted positions. When a prediction fails it writes the header, but
 * before it has noted the new chunk: the header then names the chunk before, whose prediction is the one that failed, and
 * the newest chunk cannot be found. A process that is killed then loses its last commits, though they were forced to
 * disk. (So in H2 2.4.240 to 2.5.252; {@code KilledProcessTest} shows it.)
 *
 * <p>This file looks at what is written. If the header is behind when the file is to be forced, its first copy is written
 * anew and forced along. The second copy stays as H2 left it: should the power fail between the two, it is the way back
 * to the commit before.
 *
 * <pre>
 * block   0         1         2 …
 *         header    header    chunks and free space
 *         newest    H2's
 * </pre>
 *
 * <p>Threads: thread-safe as far as H2 needs it; reads are concurrent.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // the file behind it needs no lock to read or write
final class RootedFile extends FileBaseDefault {

    private final FileChannel file;
    private FileHeader header = FileHeader.UNKNOWN; // guarded by this
    private ChunkPosition newest = ChunkPosition.NONE; // guarded by this

    RootedFile(FileChannel file) {
        this.file = file;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        synchronized (this) {
            if (position == 0) {
                header = FileHeader.parse(source);
            } else {
                newest = ChunkPosition.parse(source, position)
                        .filter(newest::isNotNewerThan)
                        .orElse(newest);
            }
        }
        return file.write(source, position);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        synchronized (this) {
            if (header.version() < newest.version()) {
                if (header.equals(FileHeader.UNKNOWN)) {
                    header = readHeader();
                }
                header = header.naming(newest);
                writeFully(header.block(), 0);
            }
        }
        file.force(metaData);
    }

    private FileHeader readHeader() throws IOException {
        ByteBuffer block = ByteBuffer.allocate(FileHeader.BLOCK_BYTES);
        int read = 0;
        while (block.hasRemaining() && read >= 0) {
            read = file.read(block, block.position());
        }
        FileHeader found = FileHeader.parse(block.flip());
        if (found.equals(FileHeader.UNKNOWN)) {
            throw new IOException("The header of the store's file cannot be read");
        }
        return found;
    }

    private void writeFully(ByteBuffer source, long position) throws IOException {
        long next = position;
        while (source.hasRemaining()) {
            next += file.write(source, next);
        }
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
