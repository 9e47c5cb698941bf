package dev.stet.process;

import dev.stet.server.storage.StoreLocation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A running {@code stet serve}. Closing it kills it, if it still runs. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("address +(https?://\\S+)");
    private static final Duration START = Duration.ofSeconds(180);
    private static final int STOP_SECONDS = 120;

    private final Process process;
    private final Path out;
    private final Path err;

    private ServerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Waits until it says that it serves. */
    ServerProcess awaitServing() {
        Awaitility.await()
                .atMost(START)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.isAlive() || ADDRESS.matcher(out()).find());
        if (!ADDRESS.matcher(out()).find()) {
            throw new IllegalStateException("the server did not start, out=" + out() + " err=" + err());
        }
        return this;
    }

    /** Starts a server on a data folder, with a working folder of its own. */
    static ServerProcess start(Path data, int port, String... more) throws IOException {
        return start(data, Map.of(), port, more);
    }

    /** Starts a server with more environment variables. */
    static ServerProcess start(Path data, Map<String, String> environment, int port, String... more)
            throws IOException {
        return start(data.toAbsolutePath().getParent(), new StoreLocation.Folder(data), environment, port, more);
    }

    /** Starts a server on any store, with a working folder of its own in the one that is given. */
    static ServerProcess start(
            Path parent, StoreLocation store, Map<String, String> environment, int port, String... more)
            throws IOException {
        List<String> options = new ArrayList<>(List.of("serve", "--port", Integer.toString(port)));
        switch (store) {
            case StoreLocation.Folder(Path data) -> options.addAll(List.of("--data", data.toString()));
            case StoreLocation.Postgres postgres -> {
                options.addAll(List.of("--store", postgres.url()));
                postgres.user().ifPresent(user -> options.addAll(List.of("--store-user", user)));
            }
        }
        options.addAll(List.of(more));
        return begin(parent, environment, Program.command(options.toArray(String[]::new)))
                .awaitServing();
    }

    /** Starts a server by the launcher script, as a user does. */
    static ServerProcess launch(Path data) throws IOException {
        return beginToLaunch(data, 0).awaitServing();
    }

    /** The same, without waiting until it serves. */
    static ServerProcess beginToLaunch(Path data, int port, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("stet.launcher")).toAbsolutePath().toString(),
                "serve",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString()));
        command.addAll(List.of(more));
        return begin(
                data.toAbsolutePath().getParent(),
                Map.of(
                        "STET_JAR",
                        System.getProperty("stet.jar"),
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "STET_NO_REHEARSAL",
                        "false"),
                command);
    }

    private static ServerProcess begin(Path parent, Map<String, String> environment, List<String> command)
            throws IOException {
        Path folder = Files.createTempDirectory(parent, "run");
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), out, err);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns what it said that its address is. */
    URI address() {
        Matcher matcher = ADDRESS.matcher(out());
        if (!matcher.find()) {
            throw new IllegalStateException("the server does not serve yet, out=" + out());
        }
        return URI.create(matcher.group(1));
    }

    int port() {
        return address().getPort();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    /** Ends the process in the middle of whatever it does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks the process to stop, as a service manager does, and returns its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    private int awaitEnd() throws InterruptedException {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server does not end, out=" + out() + " err=" + err());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
