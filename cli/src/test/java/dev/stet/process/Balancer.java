package dev.stet.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes connections on to servers in turn, leaving out those that do not say they are ready, as a load balancer does that
 * looks at {@code /readyz}.
 */
final class Balancer implements AutoCloseable {
    private static final int OK = 200;
    private static final int PATIENCE_MS = 2_000;

    private final ServerSocket door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final List<Integer> ports = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    Balancer() throws IOException {
        Thread.startVirtualThread(this::accept);
    }

    void add(int port) {
        ports.add(port);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.startVirtualThread(() -> pass(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket client) {
        try (client) {
            for (int i = 0; i < ports.size(); i++) {
                int port = ports.get(Math.floorMod(turn.getAndIncrement(), ports.size()));
                if (isReady(port)) {
                    join(client, port);
                    return;
                }
            }
        } catch (IOException gone) {
            // closing the client's socket is all there is to say
            return;
        }
    }

    private static boolean isReady(int port) {
        try {
            HttpURLConnection asked = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/readyz").toURL().openConnection();
            asked.setConnectTimeout(PATIENCE_MS);
            asked.setReadTimeout(PATIENCE_MS);
            asked.setRequestProperty("Connection", "close");
            return asked.getResponseCode() == OK;
        } catch (IOException down) {
            return false;
        }
    }

    private static void join(Socket client, int port) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread back = Thread.startVirtualThread(() -> copy(server, client));
            copy(client, server);
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Copies until one of the two is gone, and then lets the other one go. */
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
