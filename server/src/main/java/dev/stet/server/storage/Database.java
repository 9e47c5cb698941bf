package dev.stet.server.storage;

import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/**
 * What differs between database engines: how work is run, how rows are inserted fast, how a commit reaches the disk, and
 * what an error means.
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

    /**
     * Inserts rows into the operation logs: all of them, in a transaction of their own, or none.
     *
     * @param handle of the {@link #write} that this is part of, outside a transaction
     * @param rows one or more
     * @return whether they are in; if not, the key of one of them was taken
     */
    boolean insert(Handle handle, List<OperationRow> rows) throws SQLException;

    /** Returns how much of the connections is in use. */
    PoolUse pool();

    /** Waits for the work under way, then releases the database. Idempotent. */
    @Override
    void close();
}
