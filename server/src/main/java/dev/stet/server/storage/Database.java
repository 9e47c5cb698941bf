package dev.stet.server.storage;

import java.sql.SQLException;
import org.jdbi.v3.core.HandleCallback;

/**
 * What differs between database engines: how work is run, how a commit reaches the disk, and which error means that a
 * key is taken.
 *
 * <p>Threads: thread-safe.
 */
interface Database extends AutoCloseable {

    /**
     * Runs work that only reads.
     *
     * @param doing what is tried, as it stands after "Could not": {@code read the log, document=7}
     * @throws StorageException if it failed
     */
    <T> T read(String doing, HandleCallback<T, SQLException> work);

    /**
     * Runs work that writes, in one or more transactions of its own making. When this returns they are as durable as the
     * store was asked to be.
     *
     * @param doing what is tried, as it stands after "Could not"
     * @throws StorageException if it failed; what was written is then unknown
     */
    <T> T write(String doing, HandleCallback<T, SQLException> work);

    /** Waits for the work under way, then releases the database. Idempotent. */
    @Override
    void close();
}
