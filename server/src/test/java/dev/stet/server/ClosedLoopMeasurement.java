package dev.stet.server;

import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Alone;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Ten writers on one document, each with one operation in flight, over sockets, in the server's process: how many
 * operations are acknowledged and how long each waits, with the write-ahead log, with the database alone, and with
 * nothing forced. It asserts nothing and the build leaves it out; BENCHMARKS.md says how it is run. {@code
 * -Dstet.seconds} is the time for each line.
 */
class ClosedLoopMeasurement {

    private static final int WRITERS = 10;
    private static final int ROUNDS = 3;
    private static final int SECONDS = Integer.getInteger("stet.seconds", 3);

    private Path folder;

    @Test
    void measure() throws Exception {
        folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "closed-loop"); // on a disk
        for (int round = 0; round <= ROUNDS; round++) {
            boolean warm = round > 0;
            measure(warm, "log, forced", data -> H2Storage.open(data, Durability.FORCED));
            measure(warm, "database alone, forced", H2Alone::open);
            measure(warm, "log, relaxed", data -> H2Storage.open(data, Durability.RELAXED));
        }
    }

    private void measure(boolean warm, String name, Function<Path, Storage> open) throws Exception {
        Storage storage = open.apply(Files.createTempDirectory(folder, "data"));
        List<long[]> waits = new ArrayList<>();
        try (StetServer server = StetServer.start(ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0), storage);
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            long end = System.nanoTime() + SECONDS * 1_000_000_000L;
            List<Future<long[]>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(i -> threads.submit(() -> write(server, "writer-" + i, end)))
                    .toList();
            for (Future<long[]> writer : writers) {
                waits.add(writer.get());
            }
        }
        long[] nanos = waits.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        if (warm) {
            System.out.printf(
                    Locale.ROOT,
                    "%-22s acknowledged/s=%d p50=%dus p99=%dus%n",
                    name,
                    nanos.length / SECONDS,
                    nanos[nanos.length / 2] / 1_000,
                    nanos[nanos.length * 99 / 100] / 1_000);
        }
    }

    /** Types at the beginning of the document, which is right at any revision, until it is time. */
    private static long[] write(StetServer server, String client, long end) throws IOException {
        LongStream.Builder waits = LongStream.builder();
        try (WireSocket socket = WireSocket.connect(server, client)) {
            socket.text("{\"type\":\"doc:open\",\"doc\":\"minutes\",\"create\":true}");
            long revision = ((Number) socket.expect("doc:opened").get("revision")).longValue();
            for (long sequence = 1; System.nanoTime() < end; sequence++) {
                long start = System.nanoTime();
                socket.text("{\"type\":\"op:submit\",\"doc\":\"minutes\",\"revision\":" + revision + ",\"seq\":"
                        + sequence + ",\"op\":[\"x\"]}");
                revision = awaitAcknowledgement(socket);
                waits.add(System.nanoTime() - start);
            }
        }
        return waits.build().toArray();
    }

    /** Looks for the acknowledgement without parsing what comes: the clients share the processors with the server. */
    static long awaitAcknowledgement(WireSocket socket) throws IOException {
        while (true) {
            String text = new String(socket.read().payload(), StandardCharsets.UTF_8);
            int ack = text.indexOf("\"op:ack\"");
            if (ack >= 0) {
                int from = text.indexOf("\"revision\":", ack) + "\"revision\":".length();
                int to = from;
                while (Character.isDigit(text.charAt(to))) {
                    to++;
                }
                return Long.parseLong(text, from, to, 10);
            }
        }
    }
}
