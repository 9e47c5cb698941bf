package dev.stet.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * How long honest writers wait for their acknowledgements while others do their worst, against how long they wait without
 * them, in turn in one run. It asserts nothing and the build leaves it out; BENCHMARKS.md says how it is run. {@code
 * -Dstet.seconds} is the time for each line, {@code -Dstet.rounds} how often each line is repeated, {@code -Dstet.writers} how many write, {@code -Dstet.pauseMs} how long each of them rests between two operations.
 */
class HostilePeersMeasurement {
    private static final int SECONDS = Integer.getInteger("stet.seconds", 4);
    private static final int ROUNDS = Integer.getInteger("stet.rounds", 2);
    private static final int WRITERS = Integer.getInteger("stet.writers", 10);
    private static final int PAUSE_MS = Integer.getInteger("stet.pauseMs", 20);
    private static final int READERS = Integer.getInteger("stet.readers", 300);
    private static final int VANISHING = 1_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** What each line has come to over all its rounds. */
    private final Map<String, long[]> allRounds = new LinkedHashMap<>();

    /** Somebody who does their worst until it is over. */
    private interface Peer {
        void run(StetServer server, AtomicBoolean over) throws IOException;
    }

    @Test
    void mean() throws Exception {
        try (StetServer server = start()) {
            line(server, "to warm up", HostilePeersMeasurement::nothing);
            for (int round = 1; round <= ROUNDS; round++) {
                line(server, "nobody else", HostilePeersMeasurement::nothing);
                line(server, "a flood", HostilePeersMeasurement::flood);
                line(server, "garbage", HostilePeersMeasurement::garbage);
                line(server, "1,000 vanish", HostilePeersMeasurement::vanish);
            }
            printAllRounds();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void stalled() throws Exception {
        try (StetServer server = start()) {
            List<WireSocket> readers = new ArrayList<>();
            List<Future<?>> reading = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                WireSocket reader = open(server, String.format("reader-%04d", i), 4096);
                readers.add(reader);
                reading.add(threads.submit(() -> readOn(reader)));
            }
            line(server, READERS + " readers, warm", HostilePeersMeasurement::nothing);
            for (int round = 1; round <= ROUNDS; round++) {
                line(server, READERS + " readers", HostilePeersMeasurement::nothing);
                try (WireSocket stalled = open(server, "stalled-1", 4096)) {
                    line(server, READERS + " and one stalled", HostilePeersMeasurement::nothing);
                }
            }
            printAllRounds();
            for (WireSocket reader : readers) {
                reader.close();
            }
            for (Future<?> one : reading) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static StetServer start() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "hostile");
        return StetServer.start(ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(folder));
    }

    private static WireSocket open(StetServer server, String client, int buffer) throws IOException {
        WireSocket socket = WireSocket.connect(server, client, buffer);
        socket.text("{\"type\":\"doc:open\",\"doc\":\"minutes\",\"create\":true}");
        return socket;
    }

    private static void readOn(WireSocket reader) {
        try {
            reader.awaitEnd();
        } catch (IOException closed) {
            Thread.currentThread().setName("done");
        }
    }

    private void line(StetServer server, String name, Peer peer) throws Exception {
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        AtomicBoolean over = new AtomicBoolean();
        Future<?> worst = threads.submit(() -> {
            peer.run(server, over);
            return null;
        });
        List<Future<long[]>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            String client = "writer-" + i;
            writers.add(threads.submit(() -> write(server, client, end)));
        }
        List<long[]> waits = new ArrayList<>();
        for (Future<long[]> writer : writers) {
            waits.add(writer.get());
        }
        over.set(true);
        worst.get();
        long[] nanos = waits.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        allRounds.merge(
                name,
                nanos,
                (before, now) -> LongStream.concat(Arrays.stream(before), Arrays.stream(now))
                        .sorted()
                        .toArray());
        System.out.printf(
                Locale.ROOT,
                "%-24s %s heap=%.1fMB load=%.1f%n",
                name,
                percentiles(nanos),
                heapAfterCollection() / 1e6,
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage());
    }

    private void printAllRounds() {
        allRounds.forEach((name, nanos) -> System.out.printf("all rounds: %-24s %s%n", name, percentiles(nanos)));
    }

    private static String percentiles(long[] sorted) {
        return "operations=%d p50=%dus p99=%dus"
                .formatted(sorted.length, sorted[sorted.length / 2] / 1_000, sorted[sorted.length * 99 / 100] / 1_000);
    }

    private static long heapAfterCollection() {
        System.gc();
        return java.lang.management.ManagementFactory.getMemoryMXBean()
                .getHeapMemoryUsage()
                .getUsed();
    }

    private static long[] write(StetServer server, String client, long end) throws IOException {
        LongStream.Builder waits = LongStream.builder();
        try (WireSocket socket = open(server, client, 0)) {
            long revision = ((Number) socket.expect("doc:opened").get("revision")).longValue();
            for (long sequence = revision + 1; System.nanoTime() < end; sequence++) {
                long start = System.nanoTime();
                socket.text("{\"type\":\"op:submit\",\"doc\":\"minutes\",\"revision\":" + revision + ",\"seq\":"
                        + sequence + ",\"op\":[\"x\"]}");
                revision = ClosedLoopMeasurement.awaitAcknowledgement(socket);
                waits.add(System.nanoTime() - start);
                LockSupport.parkNanos(PAUSE_MS * 1_000_000L);
            }
        }
        return waits.build().toArray();
    }

    private static void nothing(StetServer server, AtomicBoolean over) {}

    /** Sends messages as fast as the socket takes them, and comes back when it is closed. */
    private static void flood(StetServer server, AtomicBoolean over) throws IOException {
        byte[] ping = WireSocket.frame(true, WireSocket.TEXT, "{\"type\":\"ping\"}".getBytes(UTF_8));
        byte[] many = new byte[ping.length * 1_000];
        for (int i = 0; i < 1_000; i++) {
            System.arraycopy(ping, 0, many, i * ping.length, ping.length);
        }
        while (!over.get()) {
            try (WireSocket mean = WireSocket.connect(server, "flooding1")) {
                Thread reader = Thread.ofPlatform().start(() -> readOn(mean));
                while (mean.status() == 101 && !over.get() && sent(mean, many)) {
                    Thread.onSpinWait();
                }
                mean.close();
                join(reader);
            }
        }
    }

    private static boolean sent(WireSocket socket, byte[] bytes) {
        try {
            socket.write(bytes);
            return true;
        } catch (IOException cut) {
            return false;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void garbage(StetServer server, AtomicBoolean over) throws IOException {
        Random random = new Random(1);
        while (!over.get()) {
            try (WireSocket mean = WireSocket.connect(server, "garbage-1")) {
                byte[] bytes = new byte[random.nextInt(10_000)];
                random.nextBytes(bytes);
                for (int i = 0; i < 20 && sent(mean, WireSocket.frame(true, WireSocket.TEXT, bytes)); i++) {
                    random.nextBytes(bytes);
                    for (int k = 0; k < bytes.length; k++) {
                        bytes[k] &= 0x7f; // so that it is a text
                    }
                }
                sent(mean, bytes);
            }
        }
    }

    private static void vanish(StetServer server, AtomicBoolean over) throws IOException {
        byte[] open =
                WireSocket.frame(true, WireSocket.TEXT, "{\"type\":\"doc:open\",\"doc\":\"minutes\"}".getBytes(UTF_8));
        for (int i = 0; i < VANISHING && !over.get(); i++) {
            WireSocket.connectTalking(server, "vanish-" + i % 100 + "xx", open).close();
        }
    }
}
