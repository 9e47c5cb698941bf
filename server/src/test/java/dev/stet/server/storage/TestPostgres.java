package dev.stet.server.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server for the tests of this process: started when it is first asked for, ended with the process. It
 * forces what is committed, as one in use does. Every test takes a database of its own.
 *
 * <p>Threads: confined to the tests' thread.
 */
public final class TestPostgres {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 30;

    private static Optional<TestPostgres> shared = Optional.empty();

    private final Path folder;
    private final AtomicInteger databases = new AtomicInteger();
    private EmbeddedPostgres server;
    private boolean running;

    private TestPostgres(Path folder) throws IOException {
        this.folder = folder;
        this.server = start(0);
        this.running = true;
    }

    /** Returns the server, running. */
    public static synchronized TestPostgres shared() {
        try {
            if (shared.isEmpty()) {
                TestPostgres started = new TestPostgres(Files.createTempDirectory("stet-postgres"));
                Runtime.getRuntime().addShutdownHook(new Thread(started::end));
                shared = Optional.of(started);
            }
            TestPostgres server = shared.get();
            server.startAgain();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    /** Makes an empty database, and returns where it is. */
    public StoreLocation.Postgres newDatabase() {
        String name = "stet_" + databases.incrementAndGet();
        execute(location("postgres"), "create database " + name);
        return location(name);
    }

    /** Returns where a database of this server is, whether there is one of that name or not. */
    public StoreLocation.Postgres location(String database) {
        return new StoreLocation.Postgres(
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database,
                Optional.of("postgres"),
                Optional.empty());
    }

    /** Runs statements that no store would. */
    public static void execute(StoreLocation.Postgres location, String... statements) {
        try (Connection connection = DriverManager.getConnection(
                        location.url(),
                        location.user().orElseThrow(),
                        location.password().orElse(""));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a test's statements failed, statements=" + List.of(statements), e);
        }
    }

    /** Stops the server at once, in the middle of whatever it does, as after a crash: it recovers when it starts again. */
    public void stopAtOnce() {
        signal("QUIT");
        Process postmaster = server.getProcess();
        try {
            if (!postmaster.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the database does not stop");
            }
            server.close(); // which lets go of the data folder
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while the database stopped", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running = false;
    }

    /** Starts a server that was stopped, on the same port and data. */
    public void startAgain() {
        if (!running) {
            try {
                server = start(server.getPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            running = true;
        }
    }

    /** Lets the server's processes stand still, or go on: connections stay, and nobody answers on them. */
    public void freeze(boolean still) {
        signal(still ? "STOP" : "CONT");
        server.getProcess().toHandle().descendants().forEach(child -> signal(child, still ? "STOP" : "CONT"));
    }

    private void signal(String name) {
        signal(server.getProcess().toHandle(), name);
    }

    private static void signal(ProcessHandle process, String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("the database cannot be signalled, pid=" + process.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while the database was signalled", e);
        }
    }

    private void end() {
        try {
            if (running) {
                server.close();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
