package dev.stet.server.storage;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The store in a PostgreSQL database, which any number of servers may have open at once.
 *
 * <p>Threads: thread-safe.
 */
public final class PostgresStorage extends JdbiStorage {

    private PostgresStorage(PostgresDatabase database, InstantSource clock) {
        super(database, clock);
    }

    /**
     * Opens the store in a database, and makes its tables if they are not there.
     *
     * @param wait for how long a database that cannot be reached is tried again; zero tries once
     * @throws StorageException if it cannot be reached, refuses the user, or cannot be brought up to date
     */
    public static PostgresStorage open(StoreLocation.Postgres location, Durability durability, Duration wait) {
        return open(location, durability, wait, InstantSource.system());
    }

    /** As {@link #open(StoreLocation.Postgres, Durability, Duration)}, with a clock for what the store itself dates. */
    public static PostgresStorage open(
            StoreLocation.Postgres location, Durability durability, Duration wait, InstantSource clock) {
        return new PostgresStorage(new PostgresConnector(location, durability).open(wait), clock);
    }

    @Override
    public boolean isShared() {
        return true;
    }
}
