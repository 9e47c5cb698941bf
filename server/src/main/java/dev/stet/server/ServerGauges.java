package dev.stet.server;

import dev.stet.server.document.DocumentRegistry;
import dev.stet.server.journal.GroupCommitJournal;
import dev.stet.server.session.SessionRegistry;
import dev.stet.server.storage.PoolUse;
import dev.stet.server.storage.Storage;
import dev.stet.server.telemetry.ReaderLag;
import dev.stet.server.telemetry.prometheus.Metrics;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** The numbers of a server that go up and down, looked at when somebody asks for them. */
final class ServerGauges {
    private final Metrics metrics;

    private ServerGauges(Metrics metrics) {
        this.metrics = metrics;
    }

    static void show(
            Metrics metrics,
            SessionRegistry sessions,
            DocumentRegistry documents,
            GroupCommitJournal journal,
            Storage storage,
            DoubleSupplier httpConnections) {
        ServerGauges gauges = new ServerGauges(metrics);
        gauges.show("stet.sessions", "Sessions", sessions::size);
        gauges.show("stet.documents.open", "Documents in memory", documents::size);
        gauges.show("stet.journal.waiting", "Appends that wait for the batch under way", journal::waiting);
        gauges.connections("websocket", sessions::size);
        gauges.connections("http", () -> Math.max(0, httpConnections.getAsDouble() - sessions.size()));
        gauges.lag(sessions);
        gauges.pool(storage);
    }

    private void show(String name, String description, DoubleSupplier value) {
        metrics.gauge(name, description, Map.of(), value);
    }

    private void connections(String transport, DoubleSupplier value) {
        metrics.gauge("stet.connections", "Connections by transport", Map.of("transport", transport), value);
    }

    private void lag(SessionRegistry sessions) {
        lag(
                "stet.readers.behind",
                "Documents open in sessions that have not been sent all",
                sessions,
                ReaderLag::behind);
        lag("stet.reader.lag.revisions", "Revisions that the last reader is behind", sessions, ReaderLag::revisions);
        lag(
                "stet.reader.lag.bytes",
                "Bytes that the reader with most of them has to be sent",
                sessions,
                ReaderLag::bytes);
    }

    private void lag(String name, String description, SessionRegistry sessions, ToDoubleFunction<ReaderLag> part) {
        show(name, description, () -> part.applyAsDouble(sessions.lag()));
    }

    private void pool(Storage storage) {
        pool("active", storage, PoolUse::active);
        pool("idle", storage, PoolUse::idle);
        show(
                "stet.store.waiting",
                "Threads that wait for a connection to the database",
                pooled(storage, PoolUse::waiting));
        show("stet.store.connections.max", "Connections that there may be", pooled(storage, PoolUse::max));
    }

    private void pool(String state, Storage storage, ToDoubleFunction<PoolUse> part) {
        metrics.gauge(
                "stet.store.connections", "Connections to the database", Map.of("state", state), pooled(storage, part));
    }

    private static DoubleSupplier pooled(Storage storage, ToDoubleFunction<PoolUse> part) {
        return () -> storage.pool().map(part::applyAsDouble).orElse(Double.NaN);
    }
}
