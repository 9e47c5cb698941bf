package dev.stet.server.session;

import dev.stet.ot.sync.AuthorityLimits;
import dev.stet.ot.text.TextType;
import dev.stet.server.auth.AccessControl;
import dev.stet.server.auth.Credentials;
import dev.stet.server.auth.Guests;
import dev.stet.server.auth.Identity;
import dev.stet.server.document.DocumentRegistry;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.document.Environment;
import dev.stet.server.document.Scheduler;
import dev.stet.server.document.SnapshotPolicy;
import dev.stet.server.journal.Journal;
import dev.stet.server.limits.Quotas;
import dev.stet.server.limits.TrafficLimits;
import dev.stet.server.protocol.ServerMessage.AdvertisedLimits;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.UnreliableStorage;
import dev.stet.server.telemetry.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Sessions, documents and a store in the thread of the test: what is said to them has been answered when the call returns. */
final class SessionsInOneThread implements AutoCloseable {
    /** Entries of each log that are kept in memory. */
    static final int TAIL = 4;

    final UnreliableStorage storage;
    final SessionRegistry sessions;

    /** @param scheduler what it is given is done when it says, if ever */
    SessionsInOneThread(Path folder, Scheduler scheduler, InstantSource clock) {
        this(folder, scheduler, clock, AtOnce::new, 1000);
    }

    /** Makes one whose operations are not stored, though everybody is told so, nor are snapshots: for what the rest of the way costs. */
    static SessionsInOneThread forgetting(Path folder, Scheduler scheduler, InstantSource clock) {
        return new SessionsInOneThread(folder, scheduler, clock, storage -> new Forgetful(), Integer.MAX_VALUE);
    }

    private SessionsInOneThread(
            Path folder,
            Scheduler scheduler,
            InstantSource clock,
            Function<Storage, Journal> journal,
            int snapshotEvery) {
        storage = new UnreliableStorage(H2Storage.open(folder, Durability.RELAXED));
        Executor direct = Runnable::run;
        Environment environment = new Environment(
                storage,
                journal.apply(storage),
                direct,
                direct,
                true,
                scheduler,
                clock,
                new Random(1),
                Telemetry.NONE,
                new Environment.Policy(
                        new AuthorityLimits(1 << 20, 1000),
                        1000,
                        TAIL,
                        1 << 20,
                        snapshotEvery,
                        snapshotEvery * 1_000L,
                        Duration.ZERO,
                        SnapshotPolicy.DEFAULT,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1),
                        Duration.ofMillis(100),
                        Duration.ZERO));
        sessions = new SessionRegistry(
                new SessionContext(
                        new DocumentRegistry(environment, new DocumentTypes(List.of(TextType.TEXT))),
                        direct,
                        direct,
                        clock,
                        new AdvertisedLimits(1 << 20, 1 << 19, 1 << 20, 16, 1024),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(40),
                        Duration.ofSeconds(30),
                        Quotas.of(TrafficLimits.NONE, System::nanoTime),
                        Duration.ofSeconds(1),
                        scheduler,
                        clock,
                        Duration.ofSeconds(60),
                        new Guests(),
                        AccessControl.open(),
                        Telemetry.NONE),
                scheduler);
    }

    /** A journal that does not gather. */
    private record AtOnce(Storage storage) implements Journal {
        @Override
        public void append(StoredDocument document, List<LogEntry> entries, Listener listener) {
            storage.append(List.of(new Storage.Append(document, entries)));
            listener.committed();
        }

        @Override
        public void close() {}
    }

    /** A journal that keeps nothing, and says that it did. */
    private record Forgetful() implements Journal {
        @Override
        public void append(StoredDocument document, List<LogEntry> entries, Listener listener) {
            listener.committed();
        }

        @Override
        public void close() {}
    }

    /** Returns a session for a connection; it begins when it is {@linkplain SessionRegistry#start started}. */
    Session open(String client, Connection connection) {
        Identity guest = new Guests().authenticate(new Credentials(Optional.empty(), Optional.of(client)));
        return sessions.open(client, guest, connection);
    }

    @Override
    public void close() {
        storage.close();
    }
}
