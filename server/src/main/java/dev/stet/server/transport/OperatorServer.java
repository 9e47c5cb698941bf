package dev.stet.server.transport;

import dev.stet.server.health.Health;
import dev.stet.server.transport.api.OperatorApi;
import java.io.IOException;
import java.net.URI;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves metrics and health on a port of its own, to whoever can reach it. It has threads of its own, so that it answers when
 * the server's have none to spare.
 *
 * <p>Threads: thread-safe.
 */
public final class OperatorServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorServer.class);
    private static final int THREADS = 8;

    private final Server server;
    private final ServerConnector connector;

    private OperatorServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts listening.
     *
     * @param port 0 takes any free one
     * @throws IOException if the address cannot be listened on
     */
    public static OperatorServer start(String host, int port, Health health, Supplier<String> metrics)
            throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("stet-operator");
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        SecurityHeaders security = new SecurityHeaders(WebSettings.DEFAULT);
        http.setSendServerVersion(false);
        http.addCustomizer(security);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        server.setErrorHandler(new PlainErrors(security));
        server.setHandler(new OperatorApi(health, metrics));
        connector.open();
        try {
            server.start();
        } catch (Exception e) {
            connector.close();
            throw new IOException("the operator's port did not start", e);
        }
        return new OperatorServer(server, connector);
    }

    /** Returns the address that is listened on. */
    public URI address() {
        return HttpServer.address(connector);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("the operator's port did not stop in order", e);
        }
    }
}
