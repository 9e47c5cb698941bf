package dev.stet.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The file of an H2 database: how it is opened, and what may be wrong with it.
 *
 * @param folder the data folder, absolute
 * @param fileSystem the prefix of H2's file system, with its colon
 */
record H2File(Path folder, String fileSystem) {

    /** Name of the database; H2 adds {@code .mv.db}. */
    private static final String NAME = "stet";

    /**
     * {@code async:} does file I/O by {@link java.nio.channels.AsynchronousFileChannel}, which an interrupted thread does
     * not close. H2's default, a {@link java.nio.channels.FileChannel}, is closed by one, and the database with it.
     */
    private static final String INTERRUPTS_DO_NOT_CLOSE = "async:";

    /** Reasons in STORAGE.md. */
    private static final List<String> SETTINGS = List.of(
            "WRITE_DELAY=0",
            "DB_CLOSE_DELAY=-1",
            "DB_CLOSE_ON_EXIT=FALSE",
            "CACHE_SIZE=65536",
            "MAX_COMPACT_TIME=2000");

    /** Enough for a writer and a few documents being opened; more would only share the same file. */
    private static final int CONNECTIONS = 8;

    static H2File in(Path folder) {
        return new H2File(folder.toAbsolutePath().normalize(), INTERRUPTS_DO_NOT_CLOSE);
    }

    /** Opens the database, makes it if it is not there, and brings its tables up to date. */
    H2Database open(Durability durability) {
        return Uninterrupted.call(() -> {
            makeFolder();
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:" + fileSystem + folder.resolve(NAME) + ";" + String.join(";", SETTINGS));
            source.setUser("sa");
            openOnce(source);
            HikariDataSource connections = new HikariDataSource(poolOf(source));
            H2Database database = new H2Database(connections, durability);
            try {
                migrate(connections);
                return database;
            } catch (FlywayException e) {
                database.close();
                throw new StorageException("The tables could not be brought up to date, folder=" + folder, e);
            }
        });
    }

    private void makeFolder() {
        if (folder.toString().indexOf(';') >= 0) {
            throw new StorageException("The path of the data folder must not have a semicolon, folder=" + folder);
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

    /** Opens the database, which then stays open without a connection, or says what is wrong with it. */
    private void openOnce(DataSource source) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw switch (e.getErrorCode()) {
                case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                    new StorageInUseException("The data folder is in use by another process, folder=" + folder, e);
                case ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_VERSION_ERROR_1, ErrorCode.WRONG_USER_OR_PASSWORD ->
                    new StorageException(
                            "The data folder has a file that is not a readable store, folder=" + folder, e);
                default -> new StorageException("The data folder cannot be opened, folder=" + folder, e);
            };
        }
    }

    private static HikariConfig poolOf(DataSource source) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("stet-storage");
        pool.setDataSource(source);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMaxLifetime(0); // an embedded connection does not age
        return pool;
    }

    private static void migrate(DataSource connections) {
        Flyway.configure(H2File.class.getClassLoader())
                .dataSource(connections)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }
}
