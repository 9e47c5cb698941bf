package dev.stet.server.storage;

import dev.stet.server.Figure;
import dev.stet.server.storage.Storage.Append;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a document costs a store that somebody new creates and writes an entry to, counted: statements of SQL, and forces of the file.
 * First entries come in batches, as they do when many create documents.
 */
class CreationCostTest {
    private static final int ROUNDS = 10;
    private static final int AT_ONCE = 20;

    private static final Figure STATEMENTS = new Figure("H2: statements a document", 4, 4);
    private static final Figure CHECKPOINTS = new Figure("H2: checkpoints a document", 1.05, 1.05);
    private static final Figure FORCES = new Figure("H2: forces a document", 1.93, 2.1);
    private static final Figure POSTGRES_STATEMENTS = new Figure("PostgreSQL: statements a document", 3.11, 3.2);
    private static final Figure POSTGRES_TRANSACTIONS =
            new Figure("PostgreSQL: transactions that write, a document", 1.1, 1.3);
    private static final Figure NO_SNAPSHOTS = new Figure("H2: forces to drop no snapshots", 0, 0);

    /** How many statements this database was given, other than this question. */
    private static final String EXECUTED = """
            select coalesce(sum(calls), 0) from pg_stat_statements
            where dbid = (select oid from pg_database where datname = current_database())
                and query not like '%pg_stat_statements%' and query not ilike 'set %'""";

    /** Each transaction that writes takes a number, in whichever database of the server it is. */
    private static final String NEXT_TRANSACTION = "select txid_snapshot_xmax(txid_current_snapshot())";

    @TempDir
    Path folder;

    private static void createAll(Storage storage) {
        for (int round = 0; round < ROUNDS; round++) {
            String prefix = round + "-";
            storage.append(IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> new Append(
                            storage.createIfAbsent(prefix + i, "text").orElseThrow(),
                            List.of(new LogEntry(1, "client-" + prefix + i, 1, "guest-" + prefix + i, 1, op()))))
                    .toList());
        }
    }

    private static Bytes op() {
        return Bytes.utf8("[\"" + "x".repeat(2_000) + "\"]");
    }

    private static double perDocument(long sum) {
        return (double) sum / (ROUNDS * AT_ONCE);
    }

    @Test
    void statementsOfH2() {
        try (CountingTables storage =
                new CountingTables(H2File.in(folder, Durability.FORCED).open())) {
            storage.startCounting();
            createAll(storage);
            STATEMENTS.require("new writers", perDocument(storage.executed(CountingTables.OF_TABLES)));
            CHECKPOINTS.require("new writers", perDocument(storage.executed(sql -> sql.equals("checkpoint sync"))));
        }
    }

    @Test
    void forcesOfH2() {
        FilePath watched = new WatchedFileSystem();
        FilePath.register(watched);
        Disk disk = WatchedFileSystem.watchNewDisk();
        String fileSystem = WatchedFileSystem.SCHEME + ":" + H2File.INTERRUPTS_DO_NOT_CLOSE;
        try (Storage storage =
                new H2Tables(new H2File(folder, fileSystem, Durability.FORCED), InstantSource.system())) {
            int before = disk.forces();
            createAll(storage);
            FORCES.require("new writers", perDocument(disk.forces() - before));
            before = disk.forces();
            storage.dropSnapshots(storage.find("0-0").orElseThrow(), List.of());
            NO_SNAPSHOTS.require("one document", disk.forces() - before);
        } finally {
            FilePath.unregister(watched);
        }
    }

    @Test
    void statementsOfPostgres() {
        StoreLocation.Postgres location = TestPostgres.shared().newDatabase();
        TestPostgres.execute(location, "create extension pg_stat_statements");
        try (Storage storage = location.open(Durability.FORCED, Duration.ZERO);
                Database database = new PostgresConnector(location, Durability.FORCED).open(Duration.ZERO)) {
            long statements = one(database, EXECUTED);
            long transactions = one(database, NEXT_TRANSACTION);
            createAll(storage);
            POSTGRES_STATEMENTS.require("new writers", perDocument(one(database, EXECUTED) - statements));
            POSTGRES_TRANSACTIONS.require("new writers", perDocument(one(database, NEXT_TRANSACTION) - transactions));
        }
    }

    private static long one(Database database, String query) {
        return database.read(
                "ask the database",
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }
}
