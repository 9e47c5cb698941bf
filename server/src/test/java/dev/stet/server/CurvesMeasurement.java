package dev.stet.server;

import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What one acknowledged operation costs the server when the document is larger, when its past is longer, and when more other
 * documents are open. Not run with the tests; see {@code BENCHMARKS.md}.
 */
class CurvesMeasurement {
    private static final int ROUNDS = Integer.getInteger("stet.rounds", 5);
    private static final int WARM_UP_ROUNDS = 5;
    private static final int OPERATIONS = Integer.getInteger("stet.operations", 5_000);
    private static final int BATCH = 10_000;
    private static final int OPEN_AT_ONCE = 200;
    private static final int SMALL = 10_000;
    private static final int SHORT = 2;

    private static final List<Line> LINES = List.of(
            new Line(SMALL, SHORT, 0),
            new Line(1_000_000, SHORT, 0),
            new Line(10_000_000, SHORT, 0),
            new Line(SMALL, 100_000, 0),
            new Line(SMALL, 1_000_000, 0),
            new Line(SMALL, SHORT, 100),
            new Line(SMALL, SHORT, 1_000));

    @TempDir
    Path folder;

    /**
     * What is measured.
     *
     * @param entries of the document's log, at the beginning; an even number
     * @param others documents that are open besides
     */
    private record Line(int characters, int entries, int others) {
        String doc() {
            return "characters-" + characters + "-entries-" + entries;
        }

        /** Puts the document into a store that has none of the name. */
        void store(Storage storage) {
            StoredDocument document = storage.create(doc(), "text");
            String content = "x".repeat(characters);
            storage.append(List.of(new Storage.Append(document, List.of(entry(1, "[\"" + content + "y\"]")))));
            for (long from = 2; from <= entries; from += BATCH) {
                storage.append(List.of(new Storage.Append(
                        document,
                        LongStream.range(from, Math.min(from + BATCH, entries + 1L))
                                .mapToObj(revision -> entry(
                                        revision,
                                        revision % 2 == 0
                                                ? "[" + characters + ",{\"d\":1}]"
                                                : "[" + characters + ",\"y\"]"))
                                .toList())));
            }
            storage.writeSnapshot(document, new StoredSnapshot(entries, Bytes.utf8("\"" + content + "\"")));
        }

        private static LogEntry entry(long revision, String op) {
            return new LogEntry(revision, "before-01", revision, "guest", revision, Bytes.utf8(op));
        }

        @Override
        public String toString() {
            return String.format("%,10d characters, %,9d entries, %,5d others", characters, entries, others);
        }
    }

    @Test
    void processorTimeForEachOperation() throws Exception {
        List<AutoCloseable> closed = new ArrayList<>();
        try {
            List<Typist> typists = new ArrayList<>();
            for (Line line : LINES) { // each has a server of its own, so that all of them are as well compiled
                Path store = folder.resolve(line.doc() + "-beside-" + line.others());
                try (Storage storage = H2Storage.open(store, Durability.RELAXED)) {
                    line.store(storage);
                }
                ServerProcess server = ServerProcess.start(store);
                closed.add(server);
                openOthers(server, line.others(), closed);
                RawClient client = RawClient.connect(server.address(), "measuring");
                closed.add(client);
                typists.add(new Typist(server, client, line));
            }
            measure(typists);
        } finally {
            for (AutoCloseable each : closed.reversed()) {
                each.close();
            }
        }
    }

    /** Others open documents, and write to each once. */
    private static void openOthers(ServerProcess server, int others, List<AutoCloseable> closed) throws Exception {
        for (int from = 0; from < others; from += OPEN_AT_ONCE) {
            RawClient client = RawClient.connect(server.address(), "others-at-" + from);
            closed.add(client);
            for (int i = from; i < Math.min(others, from + OPEN_AT_ONCE); i++) {
                client.open("other-" + i);
                client.submit("other-" + i, 0, 1, "[\"x\"]");
                client.expect("op:ack");
            }
        }
    }

    private static void measure(List<Typist> typists) throws Exception {
        double[][] micros = new double[typists.size()][ROUNDS];
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            for (int i = 0; i < typists.size(); i++) {
                double each = typists.get(i).type();
                if (round >= 0) {
                    micros[i][round] = each;
                }
            }
        }
        for (double[] each : micros) {
            Arrays.sort(each);
        }
        for (int i = 0; i < typists.size(); i++) {
            System.out.printf(
                    "%s: %6.1f µs of processor time an operation (median of %d, %.1f to %.1f), %.2f times the first%n",
                    typists.get(i).line,
                    micros[i][ROUNDS / 2],
                    ROUNDS,
                    micros[i][0],
                    micros[i][ROUNDS - 1],
                    micros[i][ROUNDS / 2] / micros[0][ROUNDS / 2]);
        }
    }

    /** Types single characters at random places, one operation in flight. */
    private static final class Typist {
        private final ServerProcess server;
        private final RawClient client;
        private final Line line;
        private final Random random = new Random(1);
        private long sequence;

        Typist(ServerProcess server, RawClient client, Line line) throws Exception {
            this.server = server;
            this.client = client;
            this.line = line;
            client.open(line.doc());
        }

        /** Returns the microseconds of processor time that an operation takes. */
        double type() throws Exception {
            long before = server.cpu().toNanos();
            for (int i = 0; i < OPERATIONS; i++) {
                String op = "[" + (1 + random.nextInt(line.characters() - 1)) + ",\"y\"]";
                client.submit(line.doc(), line.entries() + sequence, sequence + 1, op);
                client.expect("op:ack");
                sequence++;
            }
            return (server.cpu().toNanos() - before) / 1_000.0 / OPERATIONS;
        }
    }
}
