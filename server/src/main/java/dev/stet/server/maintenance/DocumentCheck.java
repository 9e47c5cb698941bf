package dev.stet.server.maintenance;

import dev.stet.ot.OperationType;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.maintenance.Damage.Kind;
import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.DamagedRowException;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.SnapshotInfo;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredEntry;
import dev.stet.server.storage.StoredSnapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Checks one document: replays its log from revision 0, whatever snapshots there are, and holds the snapshots against it.
 *
 * <p>Snapshots and versions are listed before the log is read. A log only grows, so in a store that is in use they still
 * are not newer than what is read of the log. Confined to its owner's thread.
 */
final class DocumentCheck {
    private final Storage storage;
    private final StoredDocument document;
    private final Optional<? extends LogReplay<?, ?>> replay;
    private final Deque<Long> snapshots = new ArrayDeque<>(); // that are not reached yet, the oldest first
    private final List<Damage> damages = new ArrayList<>();
    private long revision;
    private ChainHash hash;
    private long timeMs = Long.MIN_VALUE;

    DocumentCheck(Storage storage, DocumentTypes types, StoredDocument document) {
        this.storage = storage;
        this.document = document;
        this.replay = types.find(document.docType()).map(DocumentCheck::replay);
        this.hash = ChainHash.start(document.id());
    }

    private static <S, O> LogReplay<S, O> replay(OperationType<S, O> type) {
        return new LogReplay<>(type);
    }

    /** Checks everything; meant to be called once. Blocks. */
    DocumentReport run(Executor reader, ProgressCount progress) {
        if (replay.isEmpty()) {
            damages.add(new Damage(Kind.TYPE, 0, "its type is not known, type=" + document.docType()));
        }
        storage.snapshots(document).stream().map(SnapshotInfo::revision).forEach(snapshots::add);
        List<NamedVersion> versions = storage.versions(document);
        checkSnapshots();
        checkLog(new LogPages(storage, document, reader), progress);
        boolean whole = damages.stream().noneMatch(damage -> damage.kind() == Kind.ENTRY);
        if (whole) { // else it is the log's fault
            snapshots.forEach(late -> damages.add(new Damage(Kind.SNAPSHOT, late, "it is newer than the log")));
        }
        for (NamedVersion version : versions) {
            if (version.revision() < 0 || (whole && version.revision() > revision)) {
                damages.add(new Damage(Kind.VERSION, version.revision(), "the log has no such revision"));
            }
        }
        return new DocumentReport(document, revision, damages);
    }

    private void checkLog(LogPages pages, ProgressCount progress) {
        try {
            for (List<StoredEntry> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                for (StoredEntry entry : page) {
                    Optional<String> wrong = check(entry);
                    if (wrong.isPresent()) {
                        damages.add(new Damage(Kind.ENTRY, revision + 1, wrong.get()));
                        return;
                    }
                }
                progress.entries(page.size());
            }
        } catch (DamagedRowException e) {
            damages.add(new Damage(
                    Kind.ENTRY,
                    revision + 1,
                    e.revision() == revision + 1 ? "its row makes no sense" : missing(e.revision())));
        }
    }

    /** Goes on to an entry, or says what is wrong with it. */
    private Optional<String> check(StoredEntry stored) {
        LogEntry entry = stored.entry();
        if (entry.revision() != revision + 1) {
            return Optional.of(missing(entry.revision()));
        }
        ChainHash next = hash.next(entry);
        if (!next.equals(stored.hash())) {
            return Optional.of("its hash does not fit it and the entry before");
        }
        if (entry.timeMs() < timeMs) {
            return Optional.of("its time is before that of the entry before");
        }
        Optional<String> wrong = replay.flatMap(replayed -> replayed.apply(entry));
        if (wrong.isPresent()) {
            return wrong;
        }
        revision++;
        hash = next;
        timeMs = entry.timeMs();
        checkSnapshots();
        return Optional.empty();
    }

    private static String missing(long found) {
        return "it is missing, the next one is " + found;
    }

    /** Checks the snapshot of the present revision, if there is one. */
    private void checkSnapshots() {
        while (!snapshots.isEmpty() && snapshots.getFirst() <= revision) {
            long at = snapshots.removeFirst();
            checkSnapshot(at).ifPresent(what -> damages.add(new Damage(Kind.SNAPSHOT, at, what)));
        }
    }

    private Optional<String> checkSnapshot(long at) {
        if (at < revision) {
            return Optional.of("a document has no such revision");
        }
        try {
            Optional<StoredSnapshot> stored = storage.snapshot(document, at)
                    .filter(snapshot -> snapshot.revision() == at); // else dropped meanwhile
            return stored.flatMap(snapshot -> replay.flatMap(replayed -> replayed.compare(snapshot.content())));
        } catch (DamagedRowException e) {
            return Optional.of("its content does not fit its checksum");
        }
    }
}
