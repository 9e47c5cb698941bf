package dev.stet.server.transport;

import dev.stet.server.health.Health;
import dev.stet.server.transport.api.OperatorApi;
import dev.stet.server.transport.tls.CertificateWatch;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
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
     * @param certificate with which it is spoken to over TLS; empty for without
     * @throws IOException if the address cannot be listened on
     */
    public static OperatorServer start(
            String host, int port, Optional<CertificateWatch> certificate, Health health, Supplier<String> metrics)
            throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("stet-operator");
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        SecurityHeaders security = new SecurityHeaders(WebSettings.DEFAULT);
        http.setSendServerVersion(false);
        http.addCustomizer(security);
        ServerConnector connector = new ServerConnector(server, 1, 1, protocols(http, certificate));
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

    private static ConnectionFactory[] protocols(HttpConfiguration http, Optional<CertificateWatch> certificate) {
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        if (certificate.isEmpty()) {
            return new ConnectionFactory[] {plain};
        }
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ConnectionFactory[] {
            new SslConnectionFactory(certificate.get().shown(), plain.getProtocol()), plain
        };
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
