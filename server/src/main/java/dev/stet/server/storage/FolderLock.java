package dev.stet.server.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a data folder to one store. H2 locks its file against other processes, but lets everybody in its own process
 * share it.
 */
final class FolderLock implements AutoCloseable {

    private static final String NAME = "stet.lock";

    private final FileChannel channel; // closing it ends the lock

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws StorageInUseException if somebody else has the lock
     * @throws StorageException if the lock file cannot be written
     */
    static FolderLock take(Path folder) {
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel)) {
                return new FolderLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new StorageException("The data folder cannot be written, folder=" + folder, e);
        }
        throw new StorageInUseException("The data folder is in use by another server, folder=" + folder);
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // taken by this very process
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StorageException("The lock of the data folder could not be given back", e);
        }
    }
}
