package dev.stet.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import dev.stet.server.ServerConfig;
import dev.stet.server.StetServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A handshake that the client gave up arrives at the server after the next one, and replaces that connection: the client
 * is told that a newer one took its place, which was its own.
 */
@Timeout(60)
class StrayHandshakeTest {
    @TempDir
    Path folder;

    private final ClientRuntime runtime = new ClientRuntime();
    private StetServer server;
    private LateFirst network;

    @BeforeEach
    void start() throws Exception {
        server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(folder.resolve("data")));
        network = new LateFirst(server.address().getPort());
    }

    @AfterEach
    void stop() throws Exception {
        runtime.close();
        network.close();
        server.close();
    }

    @Test
    void aClientThatReplacedItselfComesBack() throws Exception {
        ClientOptions usual = ClientOptions.fresh();
        StetClient client = StetClient.connect(
                runtime,
                network.address(),
                new ClientOptions(
                        usual.client(), usual.backoff(), Duration.ofMillis(500), usual.tokens(), usual.codec()));
        var document = client.open("minutes", TextType.TEXT, new DocumentListener<>() {})
                .get(30, TimeUnit.SECONDS);
        network.letTheFirstArrive();
        network.third.get(30, TimeUnit.SECONDS);
        document.edit(shown -> TextOperation.replace(0, 0, "here")).get(30, TimeUnit.SECONDS);
        assertThat(document.awaitSynchronized(Duration.ofSeconds(30)).shown()).hasToString("here");
    }

    /** Passes connections on to a server, but holds the first one back until it is told to let it go. */
    private static final class LateFirst implements AutoCloseable {
        final CompletableFuture<Void> third = new CompletableFuture<>();
        private final CompletableFuture<Void> firstMay = new CompletableFuture<>();
        private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final int port;
        private int connections;

        LateFirst(int port) throws IOException {
            this.port = port;
            Thread.ofVirtual().start(this::accept);
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + door.getLocalPort());
        }

        void letTheFirstArrive() {
            firstMay.complete(null);
        }

        private void accept() {
            try {
                while (true) {
                    Socket client = door.accept();
                    int number = ++connections;
                    if (number == 3) {
                        third.complete(null);
                    }
                    Thread.ofVirtual().start(() -> pass(client, number));
                }
            } catch (IOException closed) {
                third.completeExceptionally(closed);
            }
        }

        private void pass(Socket client, int number) {
            if (number == 1) {
                firstMay.join();
            }
            try (client;
                    Socket to = new Socket(InetAddress.getLoopbackAddress(), port)) {
                Thread back = Thread.ofVirtual().start(() -> copy(to, client));
                copy(client, to);
                if (number == 1) {
                    // the client is gone, but the server does not know that yet
                    third.join();
                }
                to.close();
                back.join();
            } catch (IOException | InterruptedException e) {
                third.completeExceptionally(e);
            }
        }

        /** Copies until either side is gone. */
        private static void copy(Socket from, Socket to) {
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                in.transferTo(out);
            } catch (IOException gone) {
                assertThat(gone).isNotNull();
            }
        }

        @Override
        public void close() throws IOException {
            firstMay.complete(null);
            door.close();
        }
    }
}
