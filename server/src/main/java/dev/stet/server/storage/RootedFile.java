package dev.stet.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.Optional;
import org.h2.store.fs.FileBaseDefault;

/**
 * A file of H2 that loses nothing that was forced, whenever the process is killed or the power fails.
 *
 * <pre>
 * block   0         1         2 …
 *         header    header    chunks and free space
 * </pre>
 *
 * <p>A commit writes a chunk, into free space if there is some, and sometimes both copies of the header. After a crash H2
 * looks for the newest chunk from the headers on, along a chain of predicted positions. That alone does not keep what was
 * committed (in H2 2.4.240 to 2.5.252 at least; {@code ForcedToDiskTest} and {@code KilledProcessTest} show it):
 *
 * <ol>
 *   <li>When a prediction fails, H2 writes the header before it has noted the new chunk. The header then names the chunk
 *       before, whose prediction is the one that failed: the newest chunk is not found.
 *   <li>A chunk counts as whole if its first and last blocks are there, whatever is between.
 *   <li>If several chunks are written between two forces, the later ones may lie where an earlier one, the last that is
 *       whole, still has its pages.
 *   <li>If the header says that the store was closed in order, a reference to the space of a dead chunk, which a
 *       recovery leaves behind, makes H2 go back to any older chunk.
 * </ol>
 *
 * So this file looks at what is written, and
 *
 * <ol>
 *   <li>names the newest chunk in a header whenever it is forced, in one copy and the other by turns: the other names the
 *       chunk before, which is the way back if the power fails during the force;
 *   <li>writes the first block of a chunk only when the others have been forced: a chunk that is found is whole;
 *   <li>forces a chunk before the next one is written;
 *   <li>never says that the store was closed in order, so that every opening looks as closely as after a crash.
 * </ol>
 *
 * <p>A file that is not forcing does the first, after every chunk, and the last of these, against the kill of the process.
 *
 * <p>Threads: thread-safe. Writers take turns; readers do not wait.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // readers need no lock
final class RootedFile extends FileBaseDefault {

    private final FileChannel file;
    private final boolean forcing;

    // All below is guarded by this.
    private FileHeader header;
    private int nextCopy; // of the header, 0 or 1: the one to be written next
    private ChunkPosition newest = ChunkPosition.NONE;
    private boolean unforced;

    private RootedFile(FileChannel file, boolean forcing, FileHeader header, int nextCopy) {
        this.file = file;
        this.forcing = forcing;
        this.header = header;
        this.nextCopy = nextCopy;
    }

    static RootedFile open(FileChannel file, boolean forcing) throws IOException {
        FileHeader first = FileHeader.read(file, 0);
        FileHeader second = FileHeader.read(file, 1);
        boolean firstLeads =
                first.leadsToChunkIn(file) && (first.version() > second.version() || !second.leadsToChunkIn(file));
        return new RootedFile(file, forcing, firstLeads ? first : second, firstLeads ? 1 : 0);
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
        int length = source.remaining();
        Optional<ChunkPosition> chunk = ChunkPosition.parse(source, position);
        if (position == 0 && length == 2 * FileHeader.BLOCK_BYTES) {
            writeHeaders(source);
        } else if (chunk.isPresent()) {
            writeChunk(source, chunk.get());
        } else {
            writeFully(source, position);
        }
        if (!forcing) {
            nameNewest();
        }
        return length;
    }

    private void writeHeaders(ByteBuffer source) throws IOException {
        FileHeader written = FileHeader.parse(source);
        source.position(source.limit());
        if (forcing && unforced && written.version() >= newest.version()) {
            force(true); // before it is named in both copies
        }
        header = written.unclean();
        for (int copy = 0; copy < 2; copy++) {
            writeFully(header.block(), (long) copy * FileHeader.BLOCK_BYTES);
        }
    }

    private void writeChunk(ByteBuffer source, ChunkPosition chunk) throws IOException {
        long position = chunk.block() * FileHeader.BLOCK_BYTES;
        int firstBytes = Math.min(source.remaining(), FileHeader.BLOCK_BYTES);
        ByteBuffer first = source.slice(source.position(), firstBytes);
        source.position(source.position() + firstBytes);
        if (forcing && unforced) {
            force(true);
        }
        if (source.hasRemaining()) {
            writeFully(source, position + firstBytes);
            if (forcing) {
                file.force(true);
            }
        }
        writeFully(first, position);
        newest = chunk.version() >= newest.version() ? chunk : newest;
    }

    private void writeFully(ByteBuffer source, long position) throws IOException {
        unforced = true;
        long next = position;
        while (source.hasRemaining()) {
            next += file.write(source, next);
        }
    }

    private void nameNewest() throws IOException {
        if (header.version() < newest.version()) {
            header = header.naming(newest);
            writeFully(header.block(), (long) nextCopy * FileHeader.BLOCK_BYTES);
            nextCopy = 1 - nextCopy;
        }
    }

    @Override
    public synchronized void force(boolean metaData) throws IOException {
        nameNewest();
        file.force(metaData);
        unforced = false;
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
    protected synchronized void implTruncate(long size) throws IOException {
        unforced = true;
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
