package dev.stet.server.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * An H2 database in a file.
 *
 * <p><b>Forcing.</b> H2 forces nothing to disk by itself; {@code CHECKPOINT SYNC} writes what is committed and forces the
 * file. Writers take turns, each from its first statement until the file is forced. A reader that looked while a writer
 * was at it waits for that force before it returns: nobody ever sees what a loss of power could take back.
 *
 * <p><b>Failing.</b> After a force that failed, a second one may succeed without the data being on disk: operating
 * systems forget. So a store that could not force its file takes no more work until it is opened again.
 *
 * <p>Threads: thread-safe. A caller that is interrupted does no harm, see STORAGE.md.
 */
final class H2Database implements Database {

    private final FolderLock folderLock;
    private final Connection anchor; // the first to open and the last to close
    private final HikariDataSource connections;
    private final Jdbi jdbi;
    private final boolean forcing;

    /** Who writes next; fair, since readers that wait here must not wait for more than the writer they met. */
    private final ReentrantLock writing = new ReentrantLock(true);

    /** Set while something may be committed and not yet forced, and for ever if a force failed. Set under writing. */
    private volatile boolean unforced;

    /** Held shared while there is work under way, exclusively to close. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed; // guarded by use

    H2Database(FolderLock folderLock, Connection anchor, HikariDataSource connections, Durability durability) {
        this.folderLock = folderLock;
        this.anchor = anchor;
        this.connections = connections;
        this.jdbi = Jdbi.create(connections);
        this.forcing = durability == Durability.FORCED;
    }

    DataSource connections() {
        return connections;
    }

    @Override
    public <T> T read(String doing, HandleCallback<T, SQLException> work) {
        return Uninterrupted.call(() -> {
            T result = run(doing, work);
            if (unforced) {
                writing.lock();
                try {
                    requireForced(doing);
                } finally {
                    writing.unlock();
                }
            }
            return result;
        });
    }

    @Override
    public <T> T write(String doing, HandleCallback<T, SQLException> work) {
        return Uninterrupted.call(() -> {
            writing.lock();
            try {
                requireForced(doing);
                return run(doing, forcing ? forced(work) : work);
            } finally {
                writing.unlock();
            }
        });
    }

    /** Work that is followed by a force even if it fails, since it may have committed a part. */
    private <T> HandleCallback<T, SQLException> forced(HandleCallback<T, SQLException> work) {
        return handle -> {
            unforced = true;
            try {
                return work.withHandle(handle);
            } finally {
                handle.execute("checkpoint sync");
                unforced = false;
            }
        };
    }

    private void requireForced(String doing) {
        if (unforced) {
            throw new StorageException("Could not " + doing + ": the file could not be forced to disk before");
        }
    }

    private <T> T run(String doing, HandleCallback<T, SQLException> work) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new StorageException("Could not " + doing + ": the store is closed");
            }
            return jdbi.withHandle(work);
        } catch (SQLException | JdbiException e) {
            throw new StorageException("Could not " + doing, e);
        } finally {
            use.readLock().unlock();
        }
    }

    /** Closes in a thread of its own: H2 would give up tidying its file if the caller were interrupted meanwhile. */
    @Override
    public void close() {
        Uninterrupted.callInOwnThread("stet-storage-close", () -> {
            use.writeLock().lock();
            try {
                if (!closed) {
                    closed = true;
                    shutdown();
                }
                return closed;
            } finally {
                use.writeLock().unlock();
            }
        });
    }

    private void shutdown() {
        connections.close();
        try (FolderLock last = folderLock;
                Statement statement = anchor.createStatement()) {
            statement.execute("shutdown");
        } catch (SQLException e) {
            if (e.getErrorCode() == ErrorCode.DATABASE_IS_CLOSED) {
                return; // H2 did so itself, after a failure that was reported to whom it hit
            }
            throw new StorageException("The store could not be closed in order; it recovers when it is opened", e);
        }
    }
}
