package dev.stet.server;

import dev.stet.server.document.DocumentRegistry;
import dev.stet.server.document.Scheduler;
import dev.stet.server.health.Health;
import dev.stet.server.health.Liveness;
import dev.stet.server.health.Part;
import dev.stet.server.health.Probe;
import dev.stet.server.health.Readiness;
import dev.stet.server.journal.GroupCommitJournal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Whether this server works: the threads that serve connections, the timer and the threads it hands on to, the mailboxes of
 * documents, and the journal. Thread-safe.
 */
final class ServerHealth implements Health {
    private final Duration patience;
    private final Readiness readiness;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private volatile Liveness liveness;

    /** @param patience how long a part may make no progress */
    ServerHealth(
            Duration patience,
            Readiness readiness,
            GroupCommitJournal journal,
            DocumentRegistry documents,
            Scheduler scheduler) {
        this.patience = patience;
        this.readiness = readiness;
        parts.put("journal", () -> stuck(journal));
        parts.put("documents", new Probe(System::nanoTime, patience, documents::whenResponsive));
        parts.put("scheduler", new Probe(System::nanoTime, patience, done -> scheduler.after(Duration.ZERO, done)));
        this.liveness = new Liveness(parts);
    }

    /** Watches one more part, which comes to be later than the others. */
    void watch(Executor connections) {
        parts.put("connections", new Probe(System::nanoTime, patience, connections::execute));
        liveness = new Liveness(parts);
    }

    private Optional<String> stuck(GroupCommitJournal journal) {
        Duration busyFor = journal.busyFor();
        if (journal.hasEnded()) {
            return Optional.of("its thread has ended");
        }
        return busyFor.compareTo(patience) > 0
                ? Optional.of("a batch is not done, seconds=" + busyFor.toSeconds())
                : Optional.empty();
    }

    @Override
    public Report alive() {
        return liveness.look();
    }

    @Override
    public Report ready() {
        return readiness.look();
    }
}
