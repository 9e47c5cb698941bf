package dev.stet.server.storage;

import dev.stet.server.Figure;
import dev.stet.server.storage.Storage.Append;
import dev.stet.server.storage.wal.WriteAheadLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an append costs a store, counted: statements of SQL, writes and forces of the log, bytes that stay. The limits are the same
 * however long the logs are, and however many there are.
 */
class AppendCostTest {
    private static final int DOCUMENTS = 10;
    private static final int BATCHES = 50;
    private static final int KEYSTROKES = 20_000;
    private static final int AT_ONCE = 100;

    private static final Figure QUERIES = new Figure("H2: questions a batch", 0, 0);
    private static final Figure INSERTIONS = new Figure("H2: insertions an entry", 1, 1);
    private static final Figure FORCES = new Figure("H2: checkpoints a batch", 1, 1);
    private static final Figure STATEMENTS = new Figure("PostgreSQL: statements a batch", 1, 1);
    private static final Figure LOG_WRITES = new Figure("write-ahead log: writes a batch", 1, 1);
    private static final Figure LOG_FORCES = new Figure("write-ahead log: forces a batch", 1, 1);
    private static final Figure LOG_BYTES = new Figure("write-ahead log: bytes an entry", 115.2, 128);
    private static final Figure H2_BYTES = new Figure("H2: bytes a keystroke", 45, 55);
    private static final Figure POSTGRES_BYTES =
            new Figure("PostgreSQL: bytes a keystroke, with its index", 131.5, 150);

    @TempDir
    Path folder;

    /** Makes documents with logs of a length, and some more that nobody appends to. */
    private static List<StoredDocument> documents(Storage storage, int entries, int others) {
        IntStream.range(0, others).forEach(i -> storage.create("other-" + i, "text"));
        List<StoredDocument> documents = IntStream.range(0, DOCUMENTS)
                .mapToObj(i -> storage.create("d" + i, "text"))
                .toList();
        for (StoredDocument document : documents) {
            storage.append(List.of(new Append(document, Entries.of(1, entries))));
        }
        return documents;
    }

    /** Appends an entry to each document, as many times as there are to be batches. */
    private static void append(Storage storage, List<StoredDocument> documents, long after) {
        for (long revision = after + 1; revision <= after + BATCHES; revision++) {
            List<LogEntry> entries = Entries.of(revision, revision);
            storage.append(documents.stream()
                    .map(document -> new Append(document, entries))
                    .toList());
        }
    }

    @ParameterizedTest(name = "{0} entries, {1} other documents")
    @CsvSource({"100, 0", "20000, 0", "100, 500"})
    void statementsOfH2(int entries, int others) {
        String where = entries + " entries, " + others + " other documents";
        try (CountingTables storage =
                new CountingTables(H2File.in(folder, Durability.FORCED).open())) {
            List<StoredDocument> documents = documents(storage, entries, others);
            storage.startCounting();
            append(storage, documents, entries);
            Predicate<String> insertion = sql -> sql.startsWith("insert into operation");
            Predicate<String> force = sql -> sql.equals("checkpoint sync");
            INSERTIONS.require(where, (double) storage.executed(insertion) / (BATCHES * DOCUMENTS));
            FORCES.require(where, (double) storage.executed(force) / BATCHES);
            QUERIES.require(
                    where, (double) storage.executed(CountingTables.OF_TABLES.and(insertion.negate())) / BATCHES);
        }
    }

    @ParameterizedTest(name = "{0} entries, {1} other documents")
    @CsvSource({"100, 0", "20000, 0", "100, 500"})
    void statementsOfPostgres(int entries, int others) {
        StoreLocation.Postgres location = TestPostgres.shared().newDatabase();
        TestPostgres.execute(location, "create extension pg_stat_statements");
        try (Storage storage = location.open(Durability.FORCED, Duration.ZERO);
                Database database = new PostgresConnector(location, Durability.FORCED).open(Duration.ZERO)) {
            List<StoredDocument> documents = documents(storage, entries, others);
            long before = executed(database);
            append(storage, documents, entries);
            STATEMENTS.require(
                    entries + " entries, " + others + " other documents",
                    (double) (executed(database) - before) / BATCHES);
        }
    }

    /** Returns how many statements this database was given, other than this question. */
    private static long executed(Database database) {
        return one(database, """
                select coalesce(sum(calls), 0) from pg_stat_statements
                where dbid = (select oid from pg_database where datname = current_database())
                    and query not like '%pg_stat_statements%' and query not ilike 'set %'""");
    }

    private static long one(Database database, String query) {
        return database.read(
                "ask the database",
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    @ParameterizedTest(name = "{0} entries, {1} other documents")
    @CsvSource({"100, 0", "20000, 0", "100, 500"})
    void writesOfTheLog(int entries, int others) {
        String where = entries + " entries, " + others + " other documents";
        CountedLogFiles.Written written = new CountedLogFiles.Written();
        try (Storage storage = H2Storage.open(
                H2File.in(folder, Durability.FORCED),
                InstantSource.system(),
                WriteAheadLog.SEGMENT_BYTES,
                files -> new CountedLogFiles(files, written))) {
            List<StoredDocument> documents = documents(storage, entries, others);
            written.startCounting();
            append(storage, documents, entries);
            LOG_WRITES.require(where, (double) written.writes() / BATCHES);
            LOG_FORCES.require(where, (double) written.forces() / BATCHES);
            LOG_BYTES.require(where, (double) written.bytes() / (BATCHES * DOCUMENTS));
        }
    }

    /** Appends what somebody types, some keystrokes to each batch. */
    private static void type(Storage storage) {
        StoredDocument document = storage.create("a", "text");
        for (long from = 1; from <= KEYSTROKES; from += AT_ONCE) {
            List<LogEntry> entries = LongStream.range(from, from + AT_ONCE)
                    .mapToObj(revision -> new LogEntry(
                            revision,
                            "01234567-client",
                            revision,
                            "guest-01234567",
                            1_700_000_000_000L + revision * 200,
                            Bytes.utf8("[" + revision + ",\"x\"]")))
                    .toList();
            storage.append(List.of(new Append(document, entries)));
        }
    }

    @Test
    void bytesThatStayInH2() throws Exception {
        try (Storage storage = H2Storage.open(folder, Durability.RELAXED)) {
            type(storage);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:h2:" + folder.resolve(H2File.NAME), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown compact"); // what is left is what there is
        }
        long bytes = Files.size(folder.resolve(H2File.NAME + ".mv.db"));
        H2_BYTES.require(KEYSTROKES + " keystrokes", (double) bytes / KEYSTROKES);
    }

    @Test
    void bytesThatStayInPostgres() {
        StoreLocation.Postgres location = TestPostgres.shared().newDatabase();
        try (Storage storage = location.open(Durability.RELAXED, Duration.ZERO);
                Database database = new PostgresConnector(location, Durability.RELAXED).open(Duration.ZERO)) {
            type(storage);
            long bytes = one(database, "select pg_total_relation_size('operation')");
            POSTGRES_BYTES.require(KEYSTROKES + " keystrokes", (double) bytes / KEYSTROKES);
        }
    }
}
