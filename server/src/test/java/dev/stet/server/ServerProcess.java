package dev.stet.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A server in a process of its own, whose processor time can be read and which can be killed. */
public final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final URI address;

    private ServerProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts a server on a free port. */
    public static ServerProcess start(Path folder) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProcess.class.getName(),
                        folder.toString()))
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
        StetServer server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(Path.of(args[0])));
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

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
    }
}
