package dev.stet.server;

import dev.stet.server.auth.TestAccounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * What people cost who have a document open and do nothing: each has an account, a connection and a document of their own, and
 * answers pings. The server is a process of its own; its heap is measured after a collection. It asserts nothing and the
 * build leaves it out; BENCHMARKS.md says how it is run. {@code -Dstet.connections} is how many there are, {@code -Dstet.seconds} how
 * long they stay, {@code -Dstet.characters} how long a document is, {@code -Dstet.javaOption} an option for the server's Java, say
 * {@code -Xmx256m}: what is resident depends on how much room the collector has.
 */
class IdleMeasurement {
    private static final int CONNECTIONS = Integer.getInteger("stet.connections", 10_000);
    private static final int SECONDS = Integer.getInteger("stet.seconds", 300);
    private static final int CHARACTERS = Integer.getInteger("stet.characters", 2_000);
    private static final int AT_ONCE = 16;
    /** More options for the server's Java, one word. */
    private static final String JAVA_OPTION = System.getProperty("stet.javaOption", "-XX:+UseCompactObjectHeaders");

    private static final Duration EVICT_AFTER = Duration.ofSeconds(10);

    private final ConcurrentLinkedQueue<WireSocket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile boolean over;

    /** What a server uses, in bytes. */
    private record Use(long heap, long direct, long resident, int documents) {
        static Use parse(String line) {
            String[] parts = line.split(" ", -1);
            return new Use(
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Integer.parseInt(parts[3]));
        }
    }

    @Test
    void connections() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "idle");
        TestAccounts accounts = new TestAccounts(folder);
        Process server = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseCompactObjectHeaders",
                        JAVA_OPTION,
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdleMeasurement.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader answers = server.inputReader(StandardCharsets.UTF_8);
                PrintWriter ask = new PrintWriter(server.outputWriter(StandardCharsets.UTF_8), true)) {
            URI address = URI.create(answers.readLine());
            connect(address, accounts, "warm", 100);
            closeAll();
            pause(EVICT_AFTER.multipliedBy(3));
            Use empty = use(ask, answers);
            line("empty", empty, empty, 1);
            connect(address, accounts, "idle", CONNECTIONS);
            line("opened", use(ask, answers), empty, CONNECTIONS);
            pause(Duration.ofSeconds(SECONDS));
            line("after " + SECONDS + " s", use(ask, answers), empty, CONNECTIONS);
            System.out.printf(
                    Locale.ROOT, "connections=%d lost=%d pings answered=%d%n", CONNECTIONS, lost.get(), pings.get());
            closeAll();
            pause(EVICT_AFTER.multipliedBy(3));
            line("all gone", use(ask, answers), empty, CONNECTIONS);
        } finally {
            server.destroy();
            server.onExit().join();
        }
    }

    private static void pause(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    private static Use use(PrintWriter ask, BufferedReader answers) throws IOException {
        ask.println("use");
        return Use.parse(answers.readLine());
    }

    private static void line(String name, Use now, Use empty, int connections) {
        System.out.printf(
                Locale.ROOT,
                "%-14s heap=%.1f MB direct=%.1f MB resident=%.0f MB documents=%d; a connection: heap=%.1f kB direct=%.1f kB"
                        + " resident=%.1f kB%n",
                name,
                now.heap() / 1e6,
                now.direct() / 1e6,
                now.resident() / 1e6,
                now.documents(),
                (now.heap() - empty.heap()) / 1e3 / connections,
                (now.direct() - empty.direct()) / 1e3 / connections,
                (now.resident() - empty.resident()) / 1e3 / connections);
    }

    /** Has so many people come, each write a document, and stay. */
    private void connect(URI server, TestAccounts accounts, String name, int count) throws InterruptedException {
        over = false;
        Semaphore coming = new Semaphore(AT_ONCE);
        for (int i = 0; i < count; i++) {
            String who = String.format(Locale.ROOT, "%s-%06d", name, i);
            coming.acquire();
            Thread.startVirtualThread(() -> {
                WireSocket socket;
                try {
                    socket = opened(server, who, accounts.token(who));
                } catch (IOException e) {
                    throw new AssertionError("somebody could not come in, who=" + who, e);
                } finally {
                    coming.release();
                }
                stay(socket);
            });
        }
        coming.acquire(AT_ONCE);
    }

    private WireSocket opened(URI server, String who, String token) throws IOException {
        WireSocket socket =
                WireSocket.ask(server, "/ws?client=" + who, "stet.v1.json", Map.of("Authorization", "Bearer " + token));
        socket.text("{\"type\":\"doc:open\",\"doc\":\"" + who + "\",\"create\":true}");
        socket.expect("doc:opened");
        socket.text("{\"type\":\"op:submit\",\"doc\":\"" + who + "\",\"revision\":0,\"seq\":1,\"op\":[\""
                + "x".repeat(CHARACTERS) + "\"]}");
        socket.expect("op:ack");
        sockets.add(socket);
        return socket;
    }

    private void stay(WireSocket socket) {
        try {
            while (true) {
                WireSocket.Frame frame = socket.read();
                if (frame.opcode() == WireSocket.PING) {
                    pings.incrementAndGet();
                    socket.frame(WireSocket.PONG, frame.payload());
                }
            }
        } catch (IOException gone) {
            if (!over) {
                lost.incrementAndGet();
            }
        }
    }

    private void closeAll() throws IOException {
        over = true;
        for (WireSocket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    /** Runs the server until it is ended; says what it uses whenever it is asked. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Timing usual = Timing.DEFAULT;
        StetServer server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder.resolve("data"))
                .with(new TestAccounts(folder).settings())
                .with(new Timing(
                        usual.heartbeat(), EVICT_AFTER, usual.snapshotEvery(), usual.storageRetry(), usual.drain())));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println(server.address());
        try (BufferedReader asked =
                new BufferedReader(new java.io.InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (asked.readLine() != null) {
                System.gc();
                System.gc();
                System.out.println(heap() + " " + direct() + " " + resident() + " " + server.openDocuments());
            }
        }
    }

    private static long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .sum();
    }
}
