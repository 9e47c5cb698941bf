package dev.stet.server.storage;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a store is. As text it never has a password in it, so that it can be printed and logged.
 *
 * <pre>
 *   data                                        a folder, with an H2 database in a file
 *   jdbc:postgresql://db.example:5432/stet      a PostgreSQL database
 * </pre>
 *
 * <p>Immutable.
 */
public sealed interface StoreLocation {

    /**
     * Reads what a person wrote.
     *
     * @param text a path, or a URL that begins with {@code jdbc:postgresql:}
     * @param user user of the database, unless the URL has one; of no use with a folder
     * @param password password of the database, unless the URL has one; of no use with a folder
     * @throws IllegalArgumentException if it is neither; the message says what is wrong, and has no password in it
     */
    static StoreLocation parse(String text, Optional<String> user, Optional<String> password) {
        if (text.startsWith(PostgresUrl.PREFIX)) {
            return new Postgres(text, user, password);
        }
        if (text.startsWith("jdbc:") || text.contains("://")) { // which may have a password in it
            throw new IllegalArgumentException(
                    "a store is a folder, or a database at " + PostgresUrl.PREFIX + "//host:port/database");
        }
        try {
            return new Folder(Path.of(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("a store is no path, store=" + text, e);
        }
    }

    /**
     * Opens the store, and makes it if it is not there. A PostgreSQL database itself has to be there.
     *
     * @param wait for how long a database that cannot be reached yet is tried again; zero tries once
     * @throws StorageInUseException if it can only be open once, and is
     * @throws StorageException if it cannot be opened; says why
     */
    Storage open(Durability durability, Duration wait);

    /** A store in a folder: an H2 database in a file. */
    record Folder(Path path) implements StoreLocation {
        @Override
        public Storage open(Durability durability, Duration wait) {
            return H2Storage.open(path, durability);
        }

        @Override
        public String toString() {
            return path.toAbsolutePath().normalize().toString();
        }
    }

    /**
     * A store in a PostgreSQL database.
     *
     * @param url the database as its JDBC driver knows it, with any parameters of the driver's
     * @param user whom to log in as, unless the URL says it
     * @param password what to log in with, unless the URL says it
     */
    record Postgres(String url, Optional<String> user, Optional<String> password) implements StoreLocation {
        public Postgres {
            PostgresUrl.requireReadable(url);
        }

        @Override
        public Storage open(Durability durability, Duration wait) {
            return PostgresStorage.open(this, durability, wait);
        }

        /** Returns the URL without its parameters, of which one may be a password. */
        @Override
        public String toString() {
            return PostgresUrl.withoutParameters(url);
        }
    }
}
