package dev.stet.server.storage;

import java.time.InstantSource;
import java.util.function.Predicate;

/** The tables of an H2 database that counts statements. */
final class CountingTables extends JdbiStorage {

    /** Not beginning and ending a transaction, nor setting up a connection, which are statements too; nor what is asked here. */
    static final Predicate<String> OF_TABLES =
            sql -> sql.matches("(?is).*\\b(from|into|update|merge)\\b.*") && !sql.contains("query_statistics");

    private final H2Database database;

    CountingTables(H2Database database) {
        super(database, InstantSource.system());
        this.database = database;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    /** Counts from now on, from zero. */
    void startCounting() {
        database.read("count statements", handle -> {
            handle.execute("set query_statistics false");
            handle.execute("set query_statistics true");
            return handle;
        });
    }

    long executed(Predicate<String> statement) {
        return database.read(
                "see how many statements there were",
                handle -> handle
                        .createQuery("select sql_statement, execution_count from information_schema.query_statistics")
                        .map((row, context) -> statement.test(row.getString(1)) ? row.getLong(2) : 0)
                        .stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }
}
