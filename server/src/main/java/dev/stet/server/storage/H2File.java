package dev.stet.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The file of an H2 database: how it is opened, and what may be wrong with it. Immutable.
 *
 * @param folder the data folder, absolute
 * @param fileSystem the prefix of the H2 file system behind the {@link RootedFileSystem}, with its colon
 * @param durability what is promised of a commit
 */
record H2File(Path folder, String fileSystem, Durability durability) {

    /** Name of the database; H2 adds {@code .mv.db}. */
    static final String NAME = "stet";

    /**
     * {@code async:} does file I/O by {@link java.nio.channels.AsynchronousFileChannel}, which an interrupted thread does
     * not close. H2's default, a {@link java.nio.channels.FileChannel}, is closed by one, and the database with it.
     */
    static final String INTERRUPTS_DO_NOT_CLOSE = "async:";

    /** STORAGE.md has the reasons. */
    private static final List<String> SETTINGS = List.of(
            "WRITE_DELAY=0",
            "DB_CLOSE_ON_EXIT=FALSE",
            "CACHE_SIZE=65536",
            "MAX_COMPACT_TIME=2000",
            "TRACE_LEVEL_FILE=0");

    /** Retention makes a file grow by 20 kB a commit for 45 seconds; with a force after each commit it is not needed. */
    private static final String REUSE_SPACE_AT_ONCE = "RETENTION_TIME=0";

    /** Enough for a writer and a few documents being opened; more would only share the same file. */
    private static final int CONNECTIONS = 8;

    static H2File in(Path folder, Durability durability) {
        return new H2File(folder.toAbsolutePath().normalize(), INTERRUPTS_DO_NOT_CLOSE, durability);
    }

    /** Opens the database, makes it if it is not there, and brings its tables up to date. */
    H2Database open() {
        return Uninterrupted.callInOwnThread("stet-storage-open", () -> {
            makeFolder();
            FolderLock lock = FolderLock.take(folder);
            H2Database database;
            try {
                JdbcDataSource source = new JdbcDataSource();
                source.setURL(url());
                source.setUser("sa");
                Connection anchor = connect(source);
                database = new H2Database(lock, anchor, new HikariDataSource(poolOf(source)), durability);
            } catch (RuntimeException e) {
                lock.close();
                throw e;
            }
            try {
                Migrations.run(database.connections(), "varchar", "folder=" + folder);
            } catch (StorageException e) {
                database.close();
                throw e;
            }
            return database;
        });
    }

    private void makeFolder() {
        if (folder.toString().indexOf(';') >= 0) {
            throw new StorageException("The path of a data folder must not have a semicolon, folder=" + folder);
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StorageException("The data folder cannot be made, folder=" + folder, e);
        }
        Path file = folder.resolve(NAME + ".mv.db");
        if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
            throw new StorageException("The data folder cannot be written, folder=" + folder);
        }
    }

    /** Opens the database, or says what is wrong with it. */
    private Connection connect(DataSource source) {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw switch (e.getErrorCode()) {
                case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                    new StorageInUseException("The data folder is in use by another process, folder=" + folder, e);
                case ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_VERSION_ERROR_1 ->
                    new StorageException("The data folder has a file that is no readable store, folder=" + folder, e);
                default -> new StorageException("The data folder cannot be opened, folder=" + folder, e);
            };
        }
    }

    private String url() {
        RootedFileSystem.register();
        List<String> settings = new ArrayList<>(SETTINGS);
        if (durability == Durability.FORCED) {
            settings.add(REUSE_SPACE_AT_ONCE);
        }
        return "jdbc:h2:" + RootedFileSystem.prefix(durability) + fileSystem + folder.resolve(NAME) + ";"
                + String.join(";", settings);
    }

    private static HikariConfig poolOf(DataSource source) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("stet-storage");
        pool.setDataSource(source);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMaxLifetime(0); // an embedded connection does not age
        pool.setKeepaliveTime(0);
        return pool;
    }
}
