package dev.stet.server.storage;

import dev.stet.server.storage.wal.LogFiles;
import dev.stet.server.storage.wal.LogFolder;
import dev.stet.server.storage.wal.WriteAheadLog;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * The store in a folder: an H2 database in the server's own process, behind a write-ahead log. One process at a time can
 * have it open.
 *
 * <p>Threads: thread-safe. No call is broken off by an interrupt, see STORAGE.md.
 */
public final class H2Storage extends ForwardingStorage {

    private H2Storage(Storage storage) {
        super(storage);
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

    /** As {@link #open(Path, Durability)}, with a clock for the times that documents are created. */
    public static H2Storage open(Path folder, Durability durability, InstantSource clock) {
        return open(H2File.in(folder, durability), clock, WriteAheadLog.SEGMENT_BYTES, UnaryOperator.identity());
    }

    /**
     * @param segmentBytes length of a segment of the write-ahead log
     * @param between what to put between the log and its files
     */
    static H2Storage open(H2File file, InstantSource clock, int segmentBytes, UnaryOperator<LogFiles> between) {
        Storage database = new H2Tables(file, clock);
        LogFiles files = new LogFolder(file.folder(), file.durability() == Durability.FORCED);
        return new H2Storage(WriteAheadStorage.open(database, between.apply(files), segmentBytes, file.durability()));
    }
}
