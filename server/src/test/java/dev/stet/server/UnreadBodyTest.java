package dev.stet.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that is answered before its body has come. */
final class UnreadBodyTest {
    private static final int PATIENCE_MS = 60_000;

    @TempDir
    private Path folder;

    @Test
    void whoeverIsAnsweredBeforeTheBodyHasComeIsToldThatTheConnectionEnds() throws Exception {
        try (StetServer server = start();
                Socket socket = connect(server)) {
            send(socket, "POST /api/v1/none HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n");
            List<String> head = head(socket);
            assertThat(head.getFirst()).contains(" 404 ");
            assertThat(head).anyMatch("connection: close"::equalsIgnoreCase);
        }
    }

    @Test
    void whoeverHasSentTheBodyGoesOnWithTheConnection() throws Exception {
        try (StetServer server = start();
                Socket socket = connect(server)) {
            String request = "POST /api/v1/none HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n0123456789";
            send(socket, request);
            List<String> head = head(socket);
            assertThat(head.getFirst()).contains(" 404 ");
            assertThat(head).noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("connection:"));
        }
    }

    private StetServer start() throws StartFailedException {
        return StetServer.start(ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(folder));
    }

    private static Socket connect(StetServer server) throws IOException {
        Socket socket = new Socket(server.address().getHost(), server.address().getPort());
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    private static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }

    private static List<String> head(Socket socket) throws IOException {
        BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        List<String> lines = new ArrayList<>();
        for (String line = answer.readLine(); line != null && !line.isEmpty(); line = answer.readLine()) {
            lines.add(line);
        }
        return lines;
    }
}
