package dev.stet.server.maintenance;

import dev.stet.server.maintenance.Damage.Kind;
import dev.stet.server.storage.Quarantined;
import dev.stet.server.storage.Storage;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Moves what is damaged in a document out of its way, so that it opens at the newest revision that is right. Nothing is
 * deleted: it goes to the quarantine.
 *
 * <p>Threads: for a store that nobody else has open, from one thread.
 */
public final class Repair {
    private final Storage storage;

    /** Repairs this store. */
    public Repair(Storage storage) {
        this.storage = storage;
    }

    /** Returns whether there is anything in the report that moving it aside would repair. */
    public static boolean canRepair(DocumentReport report) {
        return report.damages().stream().anyMatch(damage -> damage.kind() != Kind.TYPE);
    }

    /** Moves aside what the report names, and says how much that was. Durable when it returns. */
    public Quarantined repair(DocumentReport report) {
        List<Long> snapshots = report.damages().stream()
                .filter(damage -> damage.kind() == Kind.SNAPSHOT)
                .map(Damage::revision)
                .toList();
        String reason = report.damages().stream()
                .map(damage -> damage.kind() + " " + damage.revision() + ": " + damage.what())
                .collect(Collectors.joining("; "));
        return storage.quarantine(report.document(), report.lastGood(), snapshots, reason);
    }
}
