package dev.stet.server.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * An H2 database in a file.
 *
 * <p>H2 forces nothing to disk by itself. {@code CHECKPOINT SYNC} writes what is committed and forces the file. Writers
 * take turns, from their first statement until the file is forced: so what a writer sees is on disk already, and H2
 * never reuses the space of a version while a newer one is not on disk.
 *
 * <p>Threads: thread-safe. A caller that is interrupted does no harm, see STORAGE.md.
 */
final class H2Database implements Database {

    private final HikariDataSource connections;
    private final Jdbi jdbi;
    private final Durability durability;
    private final ReentrantLock writing = new ReentrantLock();

    /** Held shared while there is work under way, exclusively to close. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed; // guarded by use

    H2Database(HikariDataSource connections, Durability durability) {
        this.connections = connections;
        this.jdbi = Jdbi.create(connections);
        this.durability = durability;
    }

    @Override
    public <T> T read(String doing, HandleCallback<T, SQLException> work) {
        return Uninterrupted.call(() -> run(doing, work));
    }

    @Override
    public <T> T write(String doing, HandleCallback<T, SQLException> work) {
        return Uninterrupted.call(() -> {
            writing.lock();
            try {
                return run(doing, handle -> {
                    T result = work.withHandle(handle);
                    force(handle);
                    return result;
                });
            } finally {
                writing.unlock();
            }
        });
    }

    private void force(Handle handle) {
        if (durability == Durability.FORCED) {
            handle.execute("checkpoint sync");
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

    /** Closes in a thread of its own: H2 would leave its file as it is if the caller were interrupted meanwhile. */
    @Override
    public void close() {
        Uninterrupted.runInOwnThread("stet-storage-close", () -> {
            use.writeLock().lock();
            try {
                if (!closed) {
                    closed = true;
                    shutdown();
                }
            } finally {
                use.writeLock().unlock();
            }
        });
    }

    private void shutdown() {
        try (HikariDataSource closing = connections) {
            Jdbi.create(closing).useHandle(handle -> handle.execute("shutdown"));
        } catch (JdbiException e) {
            throw new StorageException("Could not close the store in order; it will be recovered when it is opened", e);
        }
    }
}
