package dev.stet.server;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What one acknowledged operation costs the server on documents of different sizes. Not run with the tests; see
 * {@code BENCHMARKS.md}.
 */
class DocumentSizeMeasurement {
    private static final int[] SIZES = {10_000, 1_000_000, 10_000_000};
    private static final int ROUNDS = Integer.getInteger("stet.rounds", 7);
    private static final int OPERATIONS = Integer.getInteger("stet.operations", 2_000);
    private static final int PASTE = 250_000;

    @TempDir
    Path folder;

    @Test
    void processorTimeForEachOperation() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder);
                RawClient client = RawClient.connect(server.address(), "measuring")) {
            Typist[] typists = new Typist[SIZES.length];
            for (int i = 0; i < SIZES.length; i++) {
                typists[i] = new Typist(client, "size-" + SIZES[i]);
                typists[i].fill(SIZES[i]);
            }
            double[][] micros = new double[SIZES.length][ROUNDS];
            for (int round = -2; round < ROUNDS; round++) {
                for (int i = 0; i < SIZES.length; i++) {
                    long before = server.cpu().toNanos();
                    typists[i].type(OPERATIONS);
                    if (round >= 0) {
                        micros[i][round] = (server.cpu().toNanos() - before) / 1_000.0 / OPERATIONS;
                    }
                }
            }
            double smallest = median(micros[0]);
            for (int i = 0; i < SIZES.length; i++) {
                System.out.printf(
                        "%,12d characters: %6.1f µs of processor time an operation (median of %d, %.1f to %.1f), %.2f times the first%n",
                        SIZES[i],
                        median(micros[i]),
                        ROUNDS,
                        Arrays.stream(micros[i]).min().orElseThrow(),
                        Arrays.stream(micros[i]).max().orElseThrow(),
                        median(micros[i]) / smallest);
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Types single characters at random places, one operation in flight. */
    private static final class Typist {
        private final RawClient client;
        private final String doc;
        private final Random random = new Random(1);
        private long revision;
        private int length;

        Typist(RawClient client, String doc) throws Exception {
            this.client = client;
            this.doc = doc;
            client.open(doc);
        }

        void fill(int size) throws Exception {
            while (length < size) {
                int paste = Math.min(PASTE, size - length);
                submit("[\"" + "x".repeat(paste) + "\"]", paste);
            }
        }

        void type(int operations) throws Exception {
            for (int i = 0; i < operations; i++) {
                submit("[" + (1 + random.nextInt(length)) + ",\"y\"]", 1);
            }
        }

        private void submit(String op, int inserted) throws Exception {
            client.submit(doc, revision, revision + 1, op);
            client.expect("op:ack");
            revision++;
            length += inserted;
        }
    }
}
