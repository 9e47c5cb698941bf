package dev.stet.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whoever can connect to a server can tell it to stop, too: it stops in order from its first moment on, while it rehearses. */
@Timeout(600)
class EarlyStopIT {
    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    /** How often a moment may be missed, on a busy machine. */
    private static final int TRIES = 10;

    private static final String SERVING = "is serving";

    @TempDir
    Path folder;

    private Path data;

    /** There is something to lose. */
    @BeforeEach
    void writeADocument() throws Exception {
        data = folder.resolve("data");
        Path text = Files.writeString(folder.resolve("minutes.txt"), "Let it stand.\n");
        try (ServerProcess server = ServerProcess.start(data, 0)) {
            String address = server.address().toString();
            assertThat(Program.run(folder, "doc", "import", "minutes", text.toString(), "--server", address)
                            .exitCode())
                    .isZero();
            assertThat(server.terminate()).isZero();
        }
    }

    @Test
    void asSoonAsItsPortAcceptsAConnection() throws Exception {
        stopsInOrderBeforeItSaysThatItServes(EarlyStopIT::accepts);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void asSoonAsItRehearses() throws Exception {
        stopsInOrderBeforeItSaysThatItServes((server, port) -> rehearses(server));
    }

    /** While the first ones visit it, unless the machine is so busy that the server did not wait for them. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void asSoonAsSomebodyHasComeToTheRehearsal() throws Exception {
        outOfStopped(EarlyStopIT::isVisited);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whileItRehearsesFirst() throws Exception {
        stopsInOrderBeforeItSaysThatItServes(EarlyStopIT::isVisited, "--rehearse-first");
    }

    @Test
    void asSoonAsItSaysThatItServesAfterItRehearsedFirst() throws Exception {
        assertThat(outOfStopped((server, port) -> server.out().contains(SERVING), "--rehearse-first"))
                .contains(SERVING);
    }

    @Test
    void asSoonAsItSaysThatItServes() throws Exception {
        assertThat(outOfStopped((server, port) -> server.out().contains(SERVING)))
                .contains(SERVING);
    }

    /** A moment of a server that was started. */
    @FunctionalInterface
    private interface Moment {
        boolean hasCome(ServerProcess server, int port) throws IOException;
    }

    private void stopsInOrderBeforeItSaysThatItServes(Moment moment, String... options) throws Exception {
        for (int tried = 0; tried < TRIES; tried++) {
            if (!outOfStopped(moment, options).contains(SERVING)) {
                return;
            }
        }
        throw new AssertionError("the moment was always missed, tries=" + TRIES);
    }

    /** Has a server stopped at a moment, requires that it did so in order, and returns what it said. */
    private String outOfStopped(Moment moment, String... options) throws Exception {
        int port = freePort();
        try (ServerProcess server = ServerProcess.beginToLaunch(data, port, options)) {
            Awaitility.await()
                    .atMost(START)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(AT_ONCE)
                    .ignoreExceptions() // of threads and files that were there and are not
                    .until(() -> !server.isAlive() || moment.hasCome(server, port));
            int exitCode = server.terminate();
            String said = "out=" + server.out() + " err=" + server.err();
            assertThat(exitCode).as(said).isZero();
            assertThat(server.out()).as(said).endsWith("Stopped.\n").containsOnlyOnce("Stopping: ");
            assertThat(Program.run(folder, "store", "verify", "--store", data.toString()))
                    .isEqualTo(new Program.Result(0, "1 document, 1 operation: nothing is damaged\n", ""));
            return server.out();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean accepts(ServerProcess server, int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean rehearses(ServerProcess server) throws IOException {
        try (Stream<Path> tasks = Files.list(proc(server, "task"))) {
            for (Path task : tasks.toList()) {
                if (Files.readString(task.resolve("comm")).strip().equals("stet-rehearsal")) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Returns whether there is, or was, a connection to a port that the server listens on beside its own. */
    private static boolean isVisited(ServerProcess server, int port) throws IOException {
        Set<Connection> all = Connection.ofAll(server);
        Set<String> own = sockets(server);
        Set<Integer> stage = all.stream()
                .filter(socket -> socket.listens() && own.contains(socket.inode()) && socket.port() != port)
                .map(Connection::port)
                .collect(Collectors.toSet());
        return all.stream().anyMatch(socket -> !socket.listens() && stage.contains(socket.port()));
    }

    /** One line of what the system says of TCP, see proc_pid_net(5). */
    private record Connection(int port, String state, String inode) {
        private static final String LISTEN = "0A";

        static Set<Connection> ofAll(ServerProcess server) throws IOException {
            return Stream.concat(
                            Files.readAllLines(proc(server, "net/tcp")).stream().skip(1),
                            Files.readAllLines(proc(server, "net/tcp6")).stream()
                                    .skip(1))
                    .map(line -> of(line.strip().split(" +")))
                    .collect(Collectors.toSet());
        }

        private static Connection of(String[] line) {
            return new Connection(Integer.parseInt(line[1].substring(line[1].indexOf(':') + 1), 16), line[3], line[9]);
        }

        boolean listens() {
            return state.equals(LISTEN);
        }
    }

    private static Set<String> sockets(ServerProcess server) throws IOException {
        try (Stream<Path> open = Files.list(proc(server, "fd"))) {
            return open.map(EarlyStopIT::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .collect(Collectors.toSet());
        }
    }

    private static String target(Path open) {
        try {
            return Files.readSymbolicLink(open).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static Path proc(ServerProcess server, String what) {
        return Path.of("/proc", Long.toString(server.pid()), what);
    }
}
