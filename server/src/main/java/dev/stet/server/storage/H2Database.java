package dev.stet.server.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

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

    /**
     * Rows handed to H2 at once, a fraction of a millisecond of work. Then others may run: on few processors somebody waits
     * for an acknowledgement, and a system gives a thread that does not yield several milliseconds, whatever its priority.
     */
    private static final int MAX_ROWS_AT_ONCE = 16;

    private final FolderLock folderLock;
    private final Connection anchor; // the first to open and the last to close
    private final Connections connections;
    private final boolean forcing;

    /** Who writes next; fair, since readers that wait here must not wait for more than the writer they met. */
    private final ReentrantLock writing = new ReentrantLock(true);

    /** Set while something may be committed and not yet forced, and for ever if a force failed. Set under writing. */
    private volatile boolean unforced;

    H2Database(FolderLock folderLock, Connection anchor, HikariDataSource pool, Durability durability) {
        this.folderLock = folderLock;
        this.anchor = anchor;
        this.connections = new Connections(pool, (doing, e) -> new StorageException("Could not " + doing, e));
        this.forcing = durability == Durability.FORCED;
    }

    DataSource connections() {
        return connections.source();
    }

    @Override
    public <T> T read(String doing, HandleCallback<T, SQLException> work) {
        return Uninterrupted.call(() -> {
            T result = connections.run(doing, work);
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
                return connections.run(doing, forcing ? forced(work) : work);
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

    @Override
    public PoolUse pool() {
        return connections.use();
    }

    @Override
    public boolean insert(Handle handle, List<OperationRow> rows) throws SQLException {
        try {
            handle.useTransaction(transaction -> insertAll(transaction.getConnection(), rows));
            return true;
        } catch (SQLException e) {
            if (SqlState.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    /** As JDBC has it: this is done for every operation, and binding by Jdbi costs more than the insertion. */
    @SuppressWarnings("ThreadPriorityCheck") // it is right without the yield, and no slower
    private static void insertAll(Connection connection, List<OperationRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into operation (document, revision, sequence, time_ms, writer, hash, payload)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            int waiting = 0;
            for (OperationRow row : rows) {
                insert.setLong(1, row.document());
                insert.setLong(2, row.entry().revision());
                insert.setLong(3, row.entry().sequence());
                insert.setLong(4, row.entry().timeMs());
                insert.setLong(5, row.writer());
                insert.setBytes(6, row.stored().hash().toBytes());
                insert.setBytes(7, row.entry().operation().array());
                insert.addBatch();
                if (++waiting == MAX_ROWS_AT_ONCE) {
                    insert.executeBatch();
                    waiting = 0;
                    Thread.yield();
                }
            }
            if (waiting > 0) {
                insert.executeBatch();
            }
        }
    }

    /** Closes in a thread of its own: H2 would give up tidying its file if the caller were interrupted meanwhile. */
    @Override
    public void close() {
        Uninterrupted.callInOwnThread("stet-storage-close", () -> {
            connections.close(this::shutdown);
            return this;
        });
    }

    private void shutdown() {
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
