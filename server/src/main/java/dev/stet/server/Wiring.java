package dev.stet.server;

import dev.stet.ot.sync.AuthorityLimits;
import dev.stet.server.document.DocumentRegistry;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.document.Environment;
import dev.stet.server.document.Scheduler;
import dev.stet.server.document.SnapshotPolicy;
import dev.stet.server.history.DocumentEdits;
import dev.stet.server.history.Histories;
import dev.stet.server.history.HistoryLimits;
import dev.stet.server.history.Versions;
import dev.stet.server.journal.GroupCommitJournal;
import dev.stet.server.limits.Quotas;
import dev.stet.server.limits.TrafficLimits;
import dev.stet.server.protocol.JsonCodec;
import dev.stet.server.protocol.ServerMessage.AdvertisedLimits;
import dev.stet.server.protocol.ServerMessage.AdvertisedRates;
import dev.stet.server.session.SessionContext;
import dev.stet.server.session.SessionRegistry;
import dev.stet.server.storage.Storage;
import dev.stet.server.telemetry.prometheus.Metrics;
import dev.stet.server.transport.api.ApiContext;
import dev.stet.server.transport.api.Operator;
import dev.stet.server.transport.entrance.Gate;
import dev.stet.server.transport.events.EventStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Gives each part of a server what it needs of the configuration and of the parts that all share. Immutable.
 *
 * @param quotas what everybody may still use
 */
record Wiring(
        ServerConfig config, Storage storage, Access access, Metrics metrics, ServerThreads threads, Quotas quotas) {
    /** How many requests read the past of documents at the same time: the store's other connections are for editing. */
    private static final int HISTORY_READERS = 2;

    /** How long a request waits for its turn, or for an edit to become durable. */
    private static final Duration HTTP_PATIENCE = Duration.ofSeconds(20);

    private static final InstantSource CLOCK = InstantSource.system();

    /** Returns what has tasks run later, where documents and sessions run. */
    Scheduler scheduler() {
        return threads.scheduler(threads.mailboxes());
    }

    /** Returns what documents need. */
    Environment environment(GroupCommitJournal journal) {
        Limits limits = config.limits();
        Timing timing = config.timing();
        return new Environment(
                storage,
                journal,
                threads.storage(),
                threads.mailboxes(),
                Runtime.getRuntime().availableProcessors() > 1,
                scheduler(),
                CLOCK,
                random(),
                metrics.telemetry(),
                new Environment.Policy(
                        new AuthorityLimits(limits.maxDocumentSize(), limits.maxBehind()),
                        limits.maxWaiting(),
                        limits.tailOperations(),
                        limits.tailBytes(),
                        timing.snapshotEvery(),
                        timing.snapshotBytes(),
                        timing.snapshotPause(),
                        SnapshotPolicy.DEFAULT,
                        timing.storageRetry(),
                        timing.evictAfter(),
                        timing.poll(),
                        timing.pace()));
    }

    /** Randomness for whichever thread asks. */
    private static RandomGenerator random() {
        return () -> ThreadLocalRandom.current().nextLong();
    }

    /** Returns what the HTTP API needs. */
    ApiContext api(
            DocumentRegistry documents, SessionRegistry sessions, ServerHealth health, BooleanSupplier draining) {
        Limits limits = config.limits();
        DocumentTypes types = DocumentTypes.all();
        Histories histories = new Histories(
                storage, types, new HistoryLimits(limits.maxHistoryEntries(), HISTORY_READERS, HTTP_PATIENCE));
        return new ApiContext(
                histories,
                new DocumentEdits(storage, documents, types, histories, HTTP_PATIENCE),
                new Versions(storage, histories, CLOCK),
                types,
                health,
                access.entrance(),
                new Gate(quotas, config.addresses()),
                access.control(),
                access.lists(),
                new Operator(
                        metrics.telemetry(), metrics::text, config.operator().logLevels()),
                new EventStream.Setting(
                        sessions, new JsonCodec(), scheduler(), config.timing().heartbeat()),
                draining,
                limits.maxOperationBytes(),
                limits.maxFrameBytes(),
                (int) Math.min(Integer.MAX_VALUE, limits.maxDocumentSize()));
    }

    /** Returns what sessions need. */
    SessionContext sessions(DocumentRegistry documents) {
        Limits limits = config.limits();
        Timing timing = config.timing();
        return new SessionContext(
                documents,
                threads.mailboxes(),
                threads.blocking(),
                sinceStart(),
                new AdvertisedLimits(
                        limits.maxFrameBytes(),
                        limits.maxOperationBytes(),
                        limits.maxDocumentSize(),
                        limits.maxOpenDocuments(),
                        limits.maxStateBytes(),
                        rates(config.traffic())),
                timing.heartbeat(),
                timing.idleTimeout(),
                timing.writeTimeout(),
                quotas,
                timing.storageRetry(),
                scheduler(),
                CLOCK,
                config.auth().renewalNotice(),
                access.authenticator(),
                access.control(),
                metrics.telemetry());
    }

    private static AdvertisedRates rates(TrafficLimits traffic) {
        return new AdvertisedRates(
                traffic.savedUp().toMillis(),
                traffic.messages(),
                traffic.bytes(),
                traffic.transformCost(),
                traffic.documentOperations(),
                traffic.userConnections());
    }

    /** A clock that nobody sets: how long a client has been silent is not for the wall clock to say. */
    static InstantSource sinceStart() {
        long start = System.nanoTime();
        return () -> Instant.EPOCH.plusNanos(System.nanoTime() - start);
    }
}
