package dev.stet.cli.load.host;

import dev.stet.cli.CommandFailedException;
import dev.stet.cli.load.ServerUsage;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.StoreLocation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server in a process of its own, started with the same program and the same options of the virtual machine as this one.
 * It does not hear of Ctrl-C: it has to be there until the clients have been compared with it.
 *
 * <p>Threads: thread-safe.
 */
public final class ChildServer implements HostedServer {
    private static final Logger LOG = LoggerFactory.getLogger(ChildServer.class);
    private static final Pattern ADDRESS = Pattern.compile("\\s*address\\s+(http://\\S+)");
    private static final Pattern NOT_INHERITED =
            Pattern.compile("-agentlib:.*|-javaagent:.*|-agentpath:.*|-XX:AOT(Mode|CacheOutput|Configuration)=.*"
                    + "|-XX:ArchiveClassesAtExit=.*|-XX:StartFlightRecording.*|-Xlog:.*file=.*|-Dstet\\.terminal=.*");
    /** It stops in seconds, but one that learns for the next start (AOTCacheOutput) writes that down first. */
    private static final int STOP_SECONDS = 120;

    private final OwnStore store;
    private final Settings settings;
    private volatile Running running;

    /**
     * How the process is started. Immutable.
     *
     * @param cpus processors that it may use, as {@code taskset -c} takes them; empty for all
     * @param javaOptions more options for its virtual machine
     * @param serveOptions more options for {@code stet serve}
     */
    public record Settings(Durability durability, String cpus, List<String> javaOptions, List<String> serveOptions) {
        public Settings {
            javaOptions = List.copyOf(javaOptions);
            serveOptions = List.copyOf(serveOptions);
        }
    }

    private record Running(Process process, URI address) {}

    private ChildServer(OwnStore store, Settings settings, Running running) {
        this.store = store;
        this.settings = settings;
        this.running = running;
    }

    /** Starts one on any free port of the loopback address; it closes the store. */
    public static ChildServer start(OwnStore store, Settings settings) {
        try {
            return new ChildServer(store, settings, run(store, settings, 0));
        } catch (CommandFailedException e) {
            store.close();
            throw e;
        }
    }

    /** Ends the process in the middle of whatever it does, and starts another on the same store and port. */
    public void crash() throws InterruptedException {
        Running crashed = running;
        crashed.process().destroyForcibly();
        await(crashed.process());
        running = run(store, settings, crashed.address().getPort());
    }

    @Override
    public URI address() {
        return running.address();
    }

    @Override
    public ServerUsage usage() {
        return ServerUsage.of(() -> running.process().pid());
    }

    @Override
    public String description() {
        return "a server of its own, " + settings.durability().name().toLowerCase(Locale.ROOT) + ", in "
                + store.location();
    }

    @Override
    public void close() {
        Process process = running.process();
        process.destroy();
        try {
            await(process);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        store.close();
    }

    private static void await(Process process) throws InterruptedException {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static Running run(OwnStore store, Settings settings, int port) {
        ProcessBuilder builder = new ProcessBuilder(command(settings, port))
                .directory(Path.of(System.getProperty("java.io.tmpdir")).toFile()) // without a properties file
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("STET_"));
        // a line for each document that is made and deleted, between the lines of progress, is of use to nobody
        environment.put("STET_AUDIT_FILE", "/dev/null");
        switch (store.location()) {
            case StoreLocation.Folder(Path folder) ->
                environment.put("STET_DATA", folder.toAbsolutePath().toString());
            case StoreLocation.Postgres database -> {
                environment.put("STET_STORE", database.url());
                database.user().ifPresent(user -> environment.put("STET_STORE_USER", user));
                database.password().ifPresent(password -> environment.put("STET_STORE_PASSWORD", password));
            }
        }
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new Running(process, address(process));
        } catch (IOException e) {
            throw new CommandFailedException("a server could not be started, why=" + e.getMessage(), e);
        }
    }

    /** Reads what the server says when it listens; what it says later is taken from it and forgotten. */
    private static URI address(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.matches()) {
                Thread.ofVirtual().start(() -> forget(out));
                return URI.create(matcher.group(1));
            }
        }
        throw new CommandFailedException("the server did not start, the reason is above");
    }

    private static void forget(BufferedReader out) {
        try (out) {
            out.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            LOG.trace("the server has ended, and says no more", e);
        }
    }

    private static List<String> command(Settings settings, int port) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "stet-server"));
        if (!settings.cpus().isEmpty()) {
            command.addAll(List.of("taskset", "-c", settings.cpus()));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !NOT_INHERITED.matcher(argument).matches())
                .forEach(command::add);
        command.addAll(settings.javaOptions());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.stet.cli.Stet", "serve"));
        command.addAll(List.of("--host", "127.0.0.1", "--port", Integer.toString(port)));
        command.addAll(List.of("--durability", settings.durability().name()));
        command.addAll(settings.serveOptions());
        return command;
    }
}
