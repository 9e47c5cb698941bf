package dev.stet.server.storage;

import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The store in a file, an H2 database in the server's own process. One process at a time can have it open.
 *
 * <p>Threads: thread-safe. A database call is never broken off by an interrupt, see STORAGE.md.
 */
public final class H2Storage extends JdbiStorage {

    H2Storage(H2File file, InstantSource clock) {
        super(file.open(), clock);
    }

    /**
     * Opens the store in a folder, and makes both if they are not there.
     *
     * @throws StorageInUseException if somebody has it open
     * @throws StorageException if it cannot be made, read, written or brought up to date
     */
    public static H2Storage open(Path folder, Durability durability) {
        return open(folder, durability, InstantSource.system());
    }

    @Override
    public boolean isShared() {
        return false;
    }

    /** As {@link #open(Path, Durability)}, with a clock for the times that documents are created. */
    public static H2Storage open(Path folder, Durability durability, InstantSource clock) {
        return new H2Storage(H2File.in(folder, durability), clock);
    }
}
