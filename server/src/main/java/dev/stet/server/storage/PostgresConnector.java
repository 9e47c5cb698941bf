package dev.stet.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a PostgreSQL database is opened. Immutable.
 *
 * @param durability what is promised of a commit
 */
record PostgresConnector(StoreLocation.Postgres location, Durability durability) {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresConnector.class);

    /** The type of ids: equal if their bytes are, and in the order of their bytes. */
    private static final String ID_TYPE = "varchar collate \"C\"";

    /** Enough for the journal, a few documents being opened, and who reads the past. */
    private static final int CONNECTIONS = 8;

    private static final int IDLE_CONNECTIONS = 2;

    /** How long work waits for a connection. A restart of the database is over in less, and then nobody notices it. */
    private static final Duration CONNECTION_WITHIN = Duration.ofSeconds(3);

    /** How long an idle connection may take to show that it is there. */
    private static final Duration ALIVE_WITHIN = Duration.ofSeconds(1);

    /** Pause between two tries to reach the database at the start; the longest one. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /**
     * Opens the database and brings its tables up to date.
     *
     * @param wait for how long a database that cannot be reached is tried again
     */
    PostgresDatabase open(Duration wait) {
        return Uninterrupted.callInOwnThread("stet-storage-open", () -> {
            PGSimpleDataSource source = PostgresUrl.source(location);
            reach(source, wait);
            Migrations.run(source, ID_TYPE, "store=" + location);
            return new PostgresDatabase(new HikariDataSource(poolOf(source)));
        });
    }

    /** Connects once; tries again, for so long, as long as what is in the way may pass. */
    private void reach(PGSimpleDataSource source, Duration wait) {
        long start = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                source.getConnection().close();
                return;
            } catch (SQLException e) {
                Duration left = wait.minusNanos(System.nanoTime() - start);
                if (!PostgresFailure.of(e).isPassing() || !left.isPositive()) {
                    throw PostgresFailure.exception("open the store, store=" + location, e);
                }
                LOG.warn(
                        "waiting for the database, store={} waitingMs={}: {}",
                        location,
                        left.toMillis(),
                        PostgresFailure.of(e).sentence());
                LockSupport.parkNanos(Math.min(pause.toNanos(), left.toNanos()));
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private HikariConfig poolOf(PGSimpleDataSource source) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("stet-storage");
        pool.setDataSource(source);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(IDLE_CONNECTIONS);
        pool.setConnectionTimeout(CONNECTION_WITHIN.toMillis());
        pool.setValidationTimeout(ALIVE_WITHIN.toMillis());
        pool.setInitializationFailTimeout(-1); // that it can be reached is known
        pool.setConnectionInitSql(settings(source.getSocketTimeout()));
        return pool;
    }

    /**
     * Whatever the database is set to. A statement is given up by the database before it is given up here, so that no
     * statement goes on that nobody waits for.
     */
    private String settings(int answerSeconds) {
        String forced = switch (durability) {
            case FORCED -> "on";
            case RELAXED -> "off";
        };
        return "set synchronous_commit = " + forced + "; set statement_timeout = " + answerSeconds * 1_000L * 2 / 3;
    }
}
