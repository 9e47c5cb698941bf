package dev.stet.server.storage;

import static org.awaitility.Awaitility.await;

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL server for tests. One is shared by all that do no harm to it: started when it is first asked for, ended
 * with the process. It forces what is committed, as one in use does. Every test takes a database of its own.
 *
 * <p>Threads: confined to the tests' thread.
 */
public final class TestPostgres implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final String PROCESS_ID = "postmaster.pid";

    private static Optional<TestPostgres> shared = Optional.empty();

    private final Path folder;
    private final AtomicInteger databases = new AtomicInteger();
    private EmbeddedPostgres server;
    private boolean running;

    private TestPostgres(Path folder) throws IOException {
        this.folder = folder;
        this.server = run(0);
        this.running = true;
    }

    /** Returns the server that is shared. */
    public static synchronized TestPostgres shared() {
        if (shared.isEmpty()) {
            TestPostgres started = start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            shared = Optional.of(started);
        }
        return shared.get();
    }

    /** Starts a server for tests that stop it. */
    public static TestPostgres start() {
        try {
            return new TestPostgres(Files.createTempDirectory("stet-postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres run(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements") // for tests that count statements
                .setServerConfig("recovery_init_sync_method", "syncfs"); // and not file by file, after a crash
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
        signal(postmaster(), "QUIT");
        await().atMost(STOP).until(() -> Files.notExists(folder.resolve(PROCESS_ID)));
        try {
            server.close(); // which lets go of the data folder
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running = false;
    }

    /** Starts a server that was stopped, on the same port and data. */
    public void startAgain() {
        if (!running) {
            try {
                server = run(server.getPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            running = true;
        }
    }

    /** Lets the server's processes stand still: connections stay, new ones are made, and nobody answers on them. */
    public void freeze() {
        signalAll("STOP");
    }

    /** Lets the server's processes go on. */
    public void thaw() {
        signalAll("CONT");
    }

    private void signalAll(String name) {
        ProcessHandle postmaster = postmaster();
        signal(postmaster, name);
        postmaster.children().filter(ProcessHandle::isAlive).forEach(child -> signal(child, name));
    }

    private ProcessHandle postmaster() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(folder.resolve(PROCESS_ID)).getFirst());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(ProcessHandle process, String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0 && process.isAlive()) {
                throw new IllegalStateException("the database cannot be signalled, pid=" + process.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while the database was signalled", e);
        }
    }

    /**
     * Ends the server, at once, since nobody needs its data, and has them removed: thousands of files, which on a busy disk
     * takes longer than a process may take to end.
     */
    @Override
    public void close() {
        if (running) {
            stopAtOnce();
        }
        try {
            new ProcessBuilder("rm", "-rf", folder.toString()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
