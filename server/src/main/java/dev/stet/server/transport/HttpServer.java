package dev.stet.server.transport;

import dev.stet.server.document.Scheduler;
import dev.stet.server.limits.AddressPolicy;
import dev.stet.server.limits.Seats;
import dev.stet.server.limits.TrafficLimits;
import dev.stet.server.session.SessionRegistry;
import dev.stet.server.transport.api.ApiContext;
import dev.stet.server.transport.api.HttpApi;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on one port: WebSocket at {@code /ws}, requests, and the files of the browser editor.
 *
 * <p>Threads: thread-safe.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    /** Connections beside the WebSockets that there may be: requests, and those to be told that there are too many. */
    private static final int SPARE_CONNECTIONS = 1_000;
    /** Who sends a body slower than this does not want to be answered. */
    private static final int SLOWEST_BODY_BYTES_PER_SECOND = 256;

    private static final String FILES = "web/";
    /** How long a connection that is kept open for further requests may hold up the stop. */
    private static final Duration IDLE_WHEN_STOPPING = Duration.ofMillis(100);

    private final Server server;
    private final ServerConnector connector;

    /**
     * What a server needs.
     *
     * @param subprotocol the one that is spoken
     * @param draining whether no new connection is let in
     * @param requestTimeout how long a connection may take to bring the head of a request
     * @param elapsed tells how much time has passed; not the time of day
     * @param stopTimeout how long requests that are being answered may take when the server stops
     */
    public record Setup(
            String host,
            int port,
            String subprotocol,
            int maxFrameBytes,
            SessionRegistry sessions,
            ApiContext api,
            Backup backup,
            BooleanSupplier draining,
            Scheduler scheduler,
            Duration requestTimeout,
            InstantSource elapsed,
            AddressPolicy addresses,
            TrafficLimits traffic,
            Duration stopTimeout) {}

    /** Writes a backup of the whole store. */
    @FunctionalInterface
    public interface Backup {
        /** Blocks until all of it is written; the stream stays open. */
        void to(OutputStream out) throws IOException;
    }

    /**
     * Starts listening.
     *
     * @throws IOException if the address cannot be listened on
     */
    public static HttpServer start(Setup setup) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("stet-http");
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(setup.host());
        connector.setPort(setup.port());
        connector.setShutdownIdleTimeout(IDLE_WHEN_STOPPING.toMillis());
        server.addConnector(connector);
        server.setErrorHandler(new PlainErrors());
        RequestWatch watch = new RequestWatch(
                setup.elapsed(),
                setup.requestTimeout(),
                setup.addresses(),
                new Seats(setup.traffic().addressConnections()));
        watch.setHandler(new MinimumDataRateHandler(handler(server, setup), SLOWEST_BODY_BYTES_PER_SECOND, 0));
        watch.watch(setup.scheduler());
        connector.addBean(watch, false);
        server.setHandler(new GracefulHandler(watch));
        if (setup.traffic().connections() > 0) {
            server.addBean(new NetworkConnectionLimit(setup.traffic().connections() + SPARE_CONNECTIONS, connector));
        }
        server.setStopTimeout(setup.stopTimeout().toMillis());
        connector.open();
        try {
            server.start();
        } catch (Exception e) {
            connector.close();
            throw new IOException("the HTTP server did not start", e);
        }
        return new HttpServer(server, connector);
    }

    private HttpServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    private static Handler handler(Server server, Setup setup) {
        Handler.Sequence requests = new Handler.Sequence(
                new BackupHandler(
                        setup.backup(),
                        setup.api().entrance(),
                        setup.api().gate(),
                        setup.api().access()),
                new HttpApi(setup.api()));
        Resource files = ResourceFactory.of(server).newClassLoaderResource(FILES);
        if (files == null) {
            LOG.info("no browser editor on the class path: only the protocol is served");
        } else {
            requests.addHandler(files(files));
        }
        WebSocketUpgradeHandler upgrade = new WebSocketUpgradeHandler();
        upgrade.addMapping(
                "/ws",
                new WebSocketUpgrade(
                        setup.api().entrance(),
                        setup.api().gate(),
                        setup.sessions(),
                        setup.subprotocol(),
                        setup.maxFrameBytes(),
                        setup.draining(),
                        setup.scheduler()));
        upgrade.setHandler(requests);
        return upgrade;
    }

    private static Handler files(Resource base) {
        ResourceHandler files = new ResourceHandler();
        files.setBaseResource(base);
        files.setWelcomeFiles("index.html");
        files.setDirAllowed(false);
        files.setEtags(true);
        CompressionHandler compression = new CompressionHandler();
        compression.setHandler(new FileCaching(files));
        return compression;
    }

    /** Returns the address that is listened on. */
    public URI address() {
        return address(connector);
    }

    static URI address(ServerConnector connector) {
        String host = connector.getHost();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + connector.getLocalPort());
    }

    /** Has a task run by one of the threads that serve connections. */
    public void execute(Runnable task) {
        server.getThreadPool().execute(task);
    }

    /** Returns the number of connections, those that became WebSockets too. */
    public int connections() {
        return connector.getConnectedEndPoints().size();
    }

    /** Takes no new connections any more; those that are open stay. */
    public void stopAccepting() {
        connector.close();
    }

    /** Stops. Open connections are cut. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("the HTTP server did not stop in order", e);
        }
    }
}
