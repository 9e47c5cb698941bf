package dev.stet.server.transport;

import dev.stet.server.document.Scheduler;
import dev.stet.server.limits.AddressPolicy;
import dev.stet.server.limits.Seats;
import dev.stet.server.limits.TrafficLimits;
import dev.stet.server.protocol.MessageCodec;
import dev.stet.server.session.SessionRegistry;
import dev.stet.server.transport.api.ApiContext;
import dev.stet.server.transport.api.HttpApi;
import dev.stet.server.transport.tls.CertificateWatch;
import dev.stet.server.transport.tls.UnusableCertificateException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on one port: WebSocket at {@code /ws}, requests, and the files of the browser editor; with a certificate, over TLS.
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
    private final Optional<CertificateWatch> certificate;

    /**
     * What a server needs.
     *
     * @param codecs what may be spoken; the first one with clients that do not say
     * @param web how the port is spoken to
     * @param scheduler has the certificate's files, and connections, looked at
     * @param clock tells whether the certificate has expired
     * @param draining whether no new connection is let in
     * @param requestTimeout how long a connection may take to bring the head of a request
     * @param elapsed tells how much time has passed; not the time of day
     * @param stopTimeout how long requests that are being answered may take when the server stops
     */
    public record Setup(
            String host,
            int port,
            List<MessageCodec> codecs,
            int maxFrameBytes,
            SessionRegistry sessions,
            ApiContext api,
            Backup backup,
            WebSettings web,
            Scheduler scheduler,
            InstantSource clock,
            BooleanSupplier draining,
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
     * @throws UnusableCertificateException if there is to be TLS and its certificate cannot be used
     */
    public static HttpServer start(Setup setup) throws IOException, UnusableCertificateException {
        Optional<CertificateWatch> certificate = Optional.empty();
        if (setup.web().certificate().isPresent()) {
            certificate = Optional.of(CertificateWatch.start(
                    setup.web().certificate().get(), setup.web().certificatePoll(), setup.scheduler(), setup.clock()));
        }
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("stet-http");
        threads.setThreadsPriority(Thread.currentThread().getPriority()); // as all others have it that are started here
        Executor mayBlock = Executors.newVirtualThreadPerTaskExecutor();
        threads.setVirtualThreadsExecutor(mayBlock);
        Server server = new Server(threads);
        SecurityHeaders security = new SecurityHeaders(setup.web());
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // else a header is taken for one of an earlier request if they differ in case only: tokens and keys do not
        http.setHeaderCacheCaseSensitive(true);
        http.addCustomizer(security);
        EventLoopConnector connector = new EventLoopConnector(
                server, Runtime.getRuntime().availableProcessors(), protocols(http, certificate));
        connector.setHost(setup.host());
        connector.setPort(setup.port());
        connector.setShutdownIdleTimeout(IDLE_WHEN_STOPPING.toMillis());
        server.addConnector(connector);
        server.setErrorHandler(new PlainErrors(security));
        RequestWatch watch = new RequestWatch(
                setup.elapsed(),
                setup.requestTimeout(),
                setup.addresses(),
                new Seats(setup.traffic().addressConnections()));
        watch.setHandler(
                new MinimumDataRateHandler(handler(server, setup, mayBlock), SLOWEST_BODY_BYTES_PER_SECOND, 0));
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
            certificate.ifPresent(CertificateWatch::close);
            throw new IOException("the HTTP server did not start", e);
        }
        return new HttpServer(server, connector, certificate);
    }

    private HttpServer(Server server, ServerConnector connector, Optional<CertificateWatch> certificate) {
        this.server = server;
        this.connector = connector;
        this.certificate = certificate;
    }

    /** Returns what a connection may speak: over TLS the client chooses between HTTP/2 and HTTP/1.1. */
    private static ConnectionFactory[] protocols(HttpConfiguration http, Optional<CertificateWatch> certificate) {
        HttpConnectionFactory http1 = new HttpConnectionFactory(http);
        if (certificate.isEmpty()) {
            return new ConnectionFactory[] {http1};
        }
        // which names a certificate is for is the client's to check
        http.addCustomizer(new SecureRequestCustomizer(false));
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
        ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory(http2.getProtocol(), http1.getProtocol());
        choice.setDefaultProtocol(http1.getProtocol());
        return new ConnectionFactory[] {
            new SslConnectionFactory(certificate.get().shown(), choice.getProtocol()), choice, http2, http1
        };
    }

    private static Handler handler(Server server, Setup setup, Executor mayBlock) {
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
        WebSocketComponents components = new WebSocketComponents();
        components.getExtensionRegistry().register(PerMessageDeflate.NAME, PerMessageDeflate.class);
        WebSocketUpgradeHandler upgrade = new WebSocketUpgradeHandler(components);
        upgrade.addMapping(
                "/ws",
                new WebSocketUpgrade(
                        setup.api().entrance(),
                        setup.api().gate(),
                        setup.sessions(),
                        setup.codecs(),
                        setup.web().deflateFromBytes() > 0
                                ? Optional.of(new Deflation(setup.web().deflateFromBytes()))
                                : Optional.empty(),
                        setup.maxFrameBytes(),
                        setup.draining(),
                        setup.scheduler()));
        // to find out who asks, and to make out what came over TLS, takes its time: all of that is done by a thread
        // that may block
        boolean slow =
                setup.api().entrance().mayBlock() || setup.web().certificate().isPresent();
        upgrade.setHandler(slow ? requests : new OwnThread(requests, mayBlock));
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
        boolean tls = connector.getConnectionFactory(SslConnectionFactory.class) != null;
        String scheme = tls ? "https://" : "http://";
        return URI.create(scheme + (host.contains(":") ? "[" + host + "]" : host) + ":" + connector.getLocalPort());
    }

    /** Returns what is shown to clients who come over TLS, if they do. */
    public Optional<CertificateWatch> certificate() {
        return certificate;
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
        certificate.ifPresent(CertificateWatch::close);
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("the HTTP server did not stop in order", e);
        }
    }
}
