package dev.stet.server.maintenance;

import dev.stet.server.maintenance.Damage.Kind;
import dev.stet.server.storage.DamagedRowException;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.SnapshotInfo;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredSnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What of a document stands at a revision: its snapshots and versions, held against the log as a replay passes them.
 * Confined to its owner's thread.
 */
final class Marks {
    private final Storage storage;
    private final StoredDocument document;
    private final Optional<? extends LogReplay<?, ?>> replay;
    private final List<Damage> damages;
    private final Deque<Long> snapshots = new ArrayDeque<>(); // that are not passed yet, the oldest first
    private final Deque<Long> versions = new ArrayDeque<>(); // the same

    /** Lists them now. A log only grows: what is read of it later is at least as new. */
    Marks(Storage storage, StoredDocument document, Optional<? extends LogReplay<?, ?>> replay, List<Damage> damages) {
        this.storage = storage;
        this.document = document;
        this.replay = replay;
        this.damages = damages;
        storage.snapshots(document).stream().map(SnapshotInfo::revision).forEach(snapshots::add);
        storage.versions(document).stream().map(NamedVersion::revision).forEach(versions::add);
    }

    /** Checks what stands at the revision that the replay is at, and says what it went past without stopping there. */
    void pass(long revision) {
        while (!versions.isEmpty() && versions.getFirst() <= revision) {
            long at = versions.removeFirst();
            if (at < revision) {
                damages.add(new Damage(Kind.VERSION, at, "the log has no such revision"));
            }
        }
        while (!snapshots.isEmpty() && snapshots.getFirst() <= revision) {
            long at = snapshots.removeFirst();
            Optional<String> wrong = at < revision ? Optional.of("the log has no such revision") : check(at);
            wrong.ifPresent(what -> damages.add(new Damage(Kind.SNAPSHOT, at, what)));
        }
    }

    /** Says that what is left is newer than the log. */
    void end() {
        snapshots.forEach(late -> damages.add(new Damage(Kind.SNAPSHOT, late, "it is newer than the log")));
        versions.forEach(late -> damages.add(new Damage(Kind.VERSION, late, "it is newer than the log")));
    }

    private Optional<String> check(long at) {
        try {
            Optional<StoredSnapshot> stored =
                    storage.snapshot(document, at).filter(found -> found.revision() == at); // else dropped meanwhile
            return stored.flatMap(snapshot -> replay.flatMap(replayed -> replayed.compare(snapshot.content())));
        } catch (DamagedRowException e) {
            return Optional.of("its content does not fit its checksum");
        }
    }
}
