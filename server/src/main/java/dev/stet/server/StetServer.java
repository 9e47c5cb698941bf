package dev.stet.server;

import dev.stet.server.document.DocumentRegistry;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.document.Scheduler;
import dev.stet.server.health.Readiness;
import dev.stet.server.journal.BatchLimits;
import dev.stet.server.journal.GroupCommitJournal;
import dev.stet.server.limits.Quotas;
import dev.stet.server.maintenance.Archive;
import dev.stet.server.maintenance.MaintenanceProgress;
import dev.stet.server.protocol.CborCodec;
import dev.stet.server.protocol.JsonCodec;
import dev.stet.server.retention.Retention;
import dev.stet.server.session.AccessPoll;
import dev.stet.server.session.SessionRegistry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.telemetry.prometheus.Metrics;
import dev.stet.server.transport.HttpServer;
import dev.stet.server.transport.OperatorServer;
import dev.stet.server.transport.tls.CertificateWatch;
import dev.stet.server.transport.tls.UnusableCertificateException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server.
 *
 * <p>Threads: thread-safe. What is done in which thread is said by {@link ServerThreads}.
 */
public final class StetServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StetServer.class);

    /** What clients are told to wait before they come back after a shutdown. */
    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

    /** The same, if there are other servers over the same store. */
    private static final Duration GO_ELSEWHERE_AFTER = Duration.ofMillis(100);

    /** How long old operations are left alone between two rounds of squashing. */
    private static final Duration RETENTION_PAUSE = Duration.ofHours(1);

    /** How much time is between two looks for changes of access that other servers over the same store made. */
    private static final Duration ACCESS_POLL = Duration.ofSeconds(1);

    private final ServerConfig config;
    private final Storage storage;
    private final Metrics metrics;
    private final GroupCommitJournal journal;
    private final Optional<Retention> retention;
    private final ServerThreads threads = new ServerThreads();
    private final Quotas quotas;
    private final DocumentRegistry documents;
    private final SessionRegistry sessions;
    private final AccessPoll accessPoll;
    private final ServerHealth health;
    private final HttpServer http;
    private final Optional<OperatorServer> operator;
    private volatile boolean draining;
    private volatile boolean rehearsing;
    private boolean closed;

    /**
     * Starts a server.
     *
     * @throws StartFailedException if the store cannot be opened or the address cannot be listened on; says which
     */
    public static StetServer start(ServerConfig config) throws StartFailedException {
        return start(config, () -> {});
    }

    /**
     * The same, with something to be done between.
     *
     * @param beforeListening what is done when the store is open, before anybody can connect; if it throws, nobody ever can
     */
    public static StetServer start(ServerConfig config, Runnable beforeListening) throws StartFailedException {
        Access.require(config);
        Storage storage;
        try {
            storage = config.store().open(config.durability(), config.storeWait());
        } catch (StorageException e) {
            throw new StartFailedException(String.valueOf(e.getMessage()), e);
        }
        try {
            beforeListening.run();
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
        return start(config, storage);
    }

    /**
     * Starts a server on a store that is open. The server closes it, also if it cannot start.
     *
     * @throws StartFailedException if the address cannot be listened on
     */
    public static StetServer start(ServerConfig config, Storage storage) throws StartFailedException {
        StetServer server = start(config, storage, Access::of, System::nanoTime);
        LOG.info("listening, address={} store={}", server.address(), config.store());
        return server;
    }

    /**
     * The same, without a word in the log.
     *
     * @param access decides who is let in and what they may do
     * @param quotaNanos the clock by which users and addresses get back what they used up, in nanoseconds
     */
    static StetServer start(ServerConfig config, Storage storage, Access.Maker access, LongSupplier quotaNanos)
            throws StartFailedException {
        try {
            return new StetServer(config, storage, access.of(config, storage), quotaNanos);
        } catch (StartFailedException e) {
            storage.close();
            throw e;
        } catch (IOException e) {
            storage.close();
            throw new StartFailedException(
                    "cannot listen on " + config.host() + ":" + config.port() + ": " + rootMessage(e), e);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private StetServer(ServerConfig config, Storage storage, Access access, LongSupplier quotaNanos)
            throws IOException, StartFailedException {
        this.config = config;
        this.rehearsing = config.operator().readyWhenRehearsed();
        this.storage = storage;
        this.metrics = new Metrics(System::nanoTime, InstantSource.system());
        this.journal = GroupCommitJournal.start(storage, BatchLimits.DEFAULT, metrics.telemetry());
        this.quotas = Quotas.of(config.traffic(), quotaNanos);
        Wiring wiring = new Wiring(config, storage, access, metrics, threads, quotas);
        Scheduler scheduler = wiring.scheduler();
        forgetUnusedQuotas(scheduler);
        this.documents = new DocumentRegistry(
                wiring.environment(journal),
                DocumentTypes.all(),
                config.traffic().documents());
        this.sessions = new SessionRegistry(wiring.sessions(documents), scheduler);
        this.health = new ServerHealth(
                config.operator().stuckAfter(),
                new Readiness(System::nanoTime, threads.storage(), storage::check, () -> draining, () -> rehearsing),
                journal,
                documents,
                scheduler);
        access.lists().ifPresent(lists -> lists.whenChanged(sessions::accessChanged));
        this.accessPoll = new AccessPoll(storage.access(), documents::namesInUse, sessions::accessChanged);
        if (storage.isShared() && access.lists().isPresent()) {
            accessPoll.start(scheduler, threads.storage(), ACCESS_POLL);
        }
        access.askAgainEvery().ifPresent(every -> askAgain(scheduler, every));
        try {
            this.http = HttpServer.start(new HttpServer.Setup(
                    config.host(),
                    config.port(),
                    List.of(new JsonCodec(), new CborCodec()),
                    config.limits().maxFrameBytes(),
                    sessions,
                    wiring.api(documents, sessions, health, () -> draining),
                    this::backup,
                    config.web(),
                    threads.scheduler(threads.blocking()),
                    InstantSource.system(),
                    () -> draining,
                    config.timing().requestTimeout(),
                    Wiring.sinceStart(),
                    config.addresses(),
                    config.traffic(),
                    config.timing().drain()));
        } catch (IOException e) {
            stopThreads();
            throw e;
        } catch (UnusableCertificateException e) {
            stopThreads();
            throw new StartFailedException("TLS cannot be set up: " + e.getMessage(), e);
        }
        try {
            this.operator = operatorServer();
        } catch (StartFailedException e) {
            http.close();
            stopThreads();
            throw e;
        }
        health.watch(http::execute);
        ServerGauges.show(metrics, sessions, documents, journal, storage, http::connections);
        this.retention = config.retention()
                .map(policy ->
                        Retention.start(storage, DocumentTypes.all(), policy, InstantSource.system(), RETENTION_PAUSE));
    }

    private void forgetUnusedQuotas(Scheduler scheduler) {
        scheduler.after(Quotas.FORGET_EVERY, () -> {
            quotas.forgetFull();
            forgetUnusedQuotas(scheduler);
        });
    }

    /** Has whoever has a document open asked about again and again: rules of one's own may have changed their minds. */
    private void askAgain(Scheduler scheduler, Duration every) {
        scheduler.after(every, () -> {
            documents.namesInUse().forEach(sessions::accessChanged);
            askAgain(scheduler, every);
        });
    }

    private Optional<OperatorServer> operatorServer() throws StartFailedException {
        Optional<OperatorSettings.Listening> wanted = config.operator().metrics();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        String host = wanted.get().host();
        int port = wanted.get().port();
        if (wanted.get().tls() && http.certificate().isEmpty()) {
            throw new StartFailedException("metrics cannot be served over TLS: the server has no certificate");
        }
        Optional<CertificateWatch> certificate = wanted.get().tls() ? http.certificate() : Optional.empty();
        try {
            return Optional.of(OperatorServer.start(host, port, certificate, health, metrics::text));
        } catch (IOException e) {
            throw new StartFailedException(
                    "cannot listen on " + host + ":" + port + " for metrics: " + rootMessage(e), e);
        }
    }

    /** Returns the address that is listened on: {@code http://host:port}, or {@code https:} with TLS. */
    public URI address() {
        return http.address();
    }

    /** Returns the address where metrics and health are served to whoever can reach it, if there is one. */
    public Optional<URI> operatorAddress() {
        return operator.map(OperatorServer::address);
    }

    /** Returns the number of documents in memory. */
    public int openDocuments() {
        return documents.size();
    }

    /** Returns the number of connections. */
    public int openSessions() {
        return sessions.size();
    }

    /** Returns the documents in memory. */
    DocumentRegistry documents() {
        return documents;
    }

    /** Says that a rehearsal of this server came to its end, however it went. */
    void rehearsed() {
        rehearsing = false;
    }

    /** Returns the store. */
    Storage storage() {
        return storage;
    }

    /** Returns what everybody may still use. */
    Quotas quotas() {
        return quotas;
    }

    private void backup(OutputStream out) throws IOException {
        var unused = Archive.write(storage, out, InstantSource.system().millis(), MaintenanceProgress.NONE);
    }

    /**
     * Stops in order: takes no new connections and operations, tells clients, stores what was accepted, sends the
     * acknowledgements, closes connections, stores snapshots, and closes the store. Before that, if other servers share the store, clients are asked
     * to go there, one after another, while the rest goes on editing. Takes about as long as {@link Timing#drain} for each
     * of these at most. Idempotent.
     */
    @Override
    public void close() {
        if (shutDown()) {
            LOG.info("stopped");
        }
    }

    /**
     * The same, without a word in the log.
     *
     * @return false if it was closed already
     */
    synchronized boolean shutDown() {
        if (closed) {
            return false;
        }
        closed = true;
        draining = true;
        if (storage.isShared()) {
            await(sessions.leave(config.timing().drain(), GO_ELSEWHERE_AFTER), "not every client was asked to leave");
        }
        accessPoll.stop();
        http.stopAccepting();
        sessions.drain(COME_BACK_AFTER);
        await(documents.close(), "what was accepted is not all stored");
        await(sessions.flush(), "not every client took what was sent");
        sessions.close();
        await(documents.storeSnapshots(), "not every snapshot is stored: what is missing is made again from the log");
        http.close();
        operator.ifPresent(OperatorServer::close);
        retention.ifPresent(Retention::close);
        stopThreads();
        storage.close();
        return true;
    }

    private void stopThreads() {
        threads.stopTimer();
        journal.close();
        threads.stop(config.timing().drain());
        metrics.close();
    }

    private void await(CompletableFuture<Void> done, String otherwise) {
        try {
            done.get(config.timing().drain().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            done.cancel(false);
            LOG.warn("{}, waitedMs={}", otherwise, config.timing().drain().toMillis());
        } catch (ExecutionException e) {
            LOG.warn(otherwise, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
