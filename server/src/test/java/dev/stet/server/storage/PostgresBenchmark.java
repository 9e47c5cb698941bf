package dev.stet.server.storage;

import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import dev.stet.server.retention.RetentionPolicy;
import dev.stet.server.retention.Squashing;
import dev.stet.server.storage.Storage.Append;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a commit costs on PostgreSQL, and how many bytes a keystroke takes there. It asserts nothing and the build leaves
 * it out; BENCHMARKS.md says how it is run. {@code -Dstet.commits} is the number of commits for each line, {@code
 * -Dstet.trace} an editing trace whose keystrokes are stored one by one.
 */
class PostgresBenchmark {

    private static final int COMMITS = Integer.getInteger("stet.commits", 2_000);
    private static final int KEYSTROKES_AT_ONCE = 100;

    @Test
    void measure() {
        for (Durability durability : Durability.values()) {
            for (int rows : new int[] {1, 10, 100}) {
                StoreLocation location = TestPostgres.shared().newDatabase();
                try (Storage storage = location.open(durability, Duration.ZERO)) {
                    System.out.println(durability + " " + CommitTimes.measure(storage, rows, COMMITS));
                }
            }
        }
    }

    @Test
    void measureKeystrokes() throws IOException {
        StoreLocation.Postgres location = TestPostgres.shared().newDatabase();
        List<LogEntry> log = keystrokes();
        try (Storage storage = location.open(Durability.FORCED, Duration.ZERO)) {
            StoredDocument document = storage.create("a", "text");
            for (int from = 0; from < log.size(); from += KEYSTROKES_AT_ONCE) {
                storage.append(List.of(
                        new Append(document, log.subList(from, Math.min(log.size(), from + KEYSTROKES_AT_ONCE)))));
            }
        }
        try (Database database = new PostgresConnector(location, Durability.FORCED).open(Duration.ZERO)) {
            long table = size(database, "pg_relation_size('operation')");
            long total = size(database, "pg_total_relation_size('operation')");
            System.out.printf(
                    Locale.ROOT,
                    "keystrokes=%d table=%dkB total=%dkB bytes a keystroke: table %.1f, with index %.1f%n",
                    log.size(),
                    table >> 10,
                    total >> 10,
                    (double) table / log.size(),
                    (double) total / log.size());
        }
        squash(location, log.size());
    }

    /** Squashes what was stored, all but the newest keystroke and what is of the same slice, and looks at what is left. */
    private static void squash(StoreLocation.Postgres location, int keystrokes) {
        RetentionPolicy policy = new RetentionPolicy(Duration.ZERO, Duration.ofMinutes(10), 1);
        try (Storage storage = location.open(Durability.FORCED, Duration.ZERO)) {
            StoredDocument document = storage.find("a").orElseThrow();
            long squashed =
                    new Squashing<>(storage, document, TextType.TEXT, policy).all(Long.MAX_VALUE / 2, () -> false);
            System.out.printf(
                    Locale.ROOT,
                    "squashed=%d slices=%d%n",
                    squashed,
                    storage.slices(document, 0, 10_000).size());
        }
        try (Database database = new PostgresConnector(location, Durability.FORCED).open(Duration.ZERO)) {
            database.write("give space back", handle -> handle.execute("vacuum full"));
            long slices = size(database, "pg_total_relation_size('squashed')");
            long entries = size(database, "pg_total_relation_size('operation')");
            System.out.printf(
                    Locale.ROOT,
                    "after squashing: slices=%dkB operations=%dkB, %.1f bytes a keystroke%n",
                    slices >> 10,
                    entries >> 10,
                    (double) (slices + entries) / keystrokes);
        }
    }

    private static long size(Database database, String what) {
        return database.read(
                "ask for a size",
                handle -> handle.createQuery("select " + what).mapTo(Long.class).one());
    }

    /** Returns an entry for each patch of a trace. */
    private static List<LogEntry> keystrokes() throws IOException {
        Path trace =
                Path.of(System.getProperty("stet.trace", "../ot-engine/src/test/resources/traces/seph-blog1.json.gz"));
        List<LogEntry> log = new ArrayList<>();
        try (InputStream file = new GZIPInputStream(Files.newInputStream(trace))) {
            for (JsonNode transaction : JsonMapper.shared().readTree(file).get("txns")) {
                for (JsonNode patch : transaction.get("patches")) {
                    Object operation = TextType.TEXT.encode(TextOperation.replace(
                            patch.get(0).asInt(),
                            patch.get(1).asInt(),
                            patch.get(2).asString()));
                    long revision = log.size() + 1;
                    log.add(new LogEntry(
                            revision,
                            "01234567-client",
                            revision,
                            "guest-01234567",
                            1_700_000_000_000L + revision * 200,
                            Bytes.utf8(JsonMapper.shared().writeValueAsString(operation))));
                }
            }
        }
        return log;
    }
}
