package dev.stet.server.storage;

import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Brings the tables of a store up to date. */
final class Migrations {
    private Migrations() {}

    /**
     * Makes the tables, or brings them up to date. Several servers may do so at once: one does it, the others wait.
     *
     * @param idType the SQL type of ids, which compare by their characters, whatever the language of the database
     * @param where the store, as it stands in messages: {@code folder=/data}
     * @throws StorageException if that cannot be done, or the tables are newer than this server
     */
    static void run(DataSource source, String idType, String where) {
        try {
            Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .placeholders(Map.of("id_type", idType))
                    .ignoreMigrationPatterns(new String[0]) // tables of a newer server are refused
                    .load();
            requireKnown(flyway, where);
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StorageException("The tables could not be brought up to date, " + where, e);
        }
    }

    private static void requireKnown(Flyway flyway, String where) {
        Arrays.stream(flyway.info().all())
                .filter(migration -> isFuture(migration))
                .findFirst()
                .ifPresent(migration -> {
                    throw new StorageException("The store was made by a newer version of the server, " + where
                            + ", tables=" + migration.getVersion());
                });
    }

    private static boolean isFuture(MigrationInfo migration) {
        return switch (migration.getState()) {
            case FUTURE_SUCCESS, FUTURE_FAILED -> true;
            default -> false;
        };
    }
}
