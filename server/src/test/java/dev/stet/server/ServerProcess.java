package dev.stet.server;

import dev.stet.server.storage.StoreLocation;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A server in a process of its own, whose processor time can be read and which can be killed. */
public final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final URI address;

    private ServerProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts a server on a free port, with its store in a folder. */
    public static ServerProcess start(Path folder) throws IOException {
        return start(List.of(), folder.toString(), "");
    }

    /** Starts one for which the disk is full as soon as a file would become longer than so many bytes. */
    static ServerProcess startWithFilesUpTo(long bytes, Path folder) throws IOException {
        return start(List.of("sh", "-c", "ulimit -f " + bytes / 512 + "; exec \"$@\"", "sh"), folder.toString(), "");
    }

    /** Starts a server on a free port, with its store in a database. */
    public static ServerProcess start(StoreLocation.Postgres store) throws IOException {
        return start(List.of(), store.url(), store.user().orElseThrow());
    }

    private static ServerProcess start(List<String> before, String store, String user) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                store,
                user));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        if (line == null || !line.startsWith("http://")) {
            throw new IOException("the server did not start, line=" + line);
        }
        return new ServerProcess(process, URI.create(line));
    }

    /** Runs the server until it is ended. */
    public static void main(String[] args) throws Exception {
        StoreLocation store =
                StoreLocation.parse(args[0], Optional.of(args[1]).filter(user -> !user.isEmpty()), Optional.empty());
        StetServer server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(store));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println(server.address());
        new CountDownLatch(1).await();
    }

    URI address() {
        return address;
    }

    /** Returns the processor time used so far, user and system. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Ends the server in the middle of whatever it does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
    }
}
