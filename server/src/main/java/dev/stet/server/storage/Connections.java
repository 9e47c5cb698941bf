package dev.stet.server.storage;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Connections to a database until they are closed, which waits for the work under way.
 *
 * <p>Threads: thread-safe.
 */
final class Connections {
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final BiFunction<String, Exception, StorageException> failure;

    /** Held shared while there is work under way, exclusively to close. */
    private final ReadWriteLock working = new ReentrantReadWriteLock();

    private boolean closed; // guarded by working

    /** @param failure makes what is thrown of what was tried and what it failed of */
    Connections(HikariDataSource pool, BiFunction<String, Exception, StorageException> failure) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.failure = failure;
    }

    DataSource source() {
        return pool;
    }

    /**
     * Runs work on one of the connections.
     *
     * @param doing what is tried, as it stands after "Could not"
     */
    <T> T run(String doing, HandleCallback<T, SQLException> work) {
        working.readLock().lock();
        try {
            if (closed) {
                throw new StorageException("Could not " + doing + ": the store is closed");
            }
            return jdbi.withHandle(work);
        } catch (SQLException | JdbiException e) {
            throw failure.apply(doing, e);
        } finally {
            working.readLock().unlock();
        }
    }

    /** Returns how much of them is in use. */
    PoolUse use() {
        HikariPoolMXBean counts = pool.getHikariPoolMXBean();
        return counts == null
                ? new PoolUse(0, 0, 0, pool.getMaximumPoolSize())
                : new PoolUse(
                        counts.getActiveConnections(),
                        counts.getIdleConnections(),
                        counts.getThreadsAwaitingConnection(),
                        pool.getMaximumPoolSize());
    }

    /** Closes all once the work under way is done, and then the rest. Idempotent. */
    void close(Runnable rest) {
        working.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                pool.close();
                rest.run();
            }
        } finally {
            working.writeLock().unlock();
        }
    }
}
