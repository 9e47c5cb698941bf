package dev.stet.server.maintenance;

import dev.stet.ot.OperationType;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.maintenance.Damage.Kind;
import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.ChainHasher;
import dev.stet.server.storage.DamagedRowException;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.SealedSlice;
import dev.stet.server.storage.Slice;
import dev.stet.server.storage.SquashedRun;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Checks one document: replays its log from revision 0, whatever snapshots there are, and holds snapshots and versions
 * against it. Confined to its owner's thread.
 *
 * <pre>
 *   start(id) ── slice ── seal ── slice ── seal          the squashed part has a chain of its own;
 *                                   └ logHash ── entry ── hash ── …    its last slice knows where the log's goes on
 * </pre>
 */
final class DocumentCheck {
    private static final int SLICES_AT_ONCE = 100;

    private final Storage storage;
    private final StoredDocument document;
    private final Optional<? extends LogReplay<?, ?>> replay;
    private final List<Damage> damages = new ArrayList<>();
    private final Marks marks;
    private final ChainHasher hasher = new ChainHasher();
    private long revision;
    private ChainHash hash; // of the entry at revision
    private ChainHash seal; // of the newest slice that was checked
    private long timeMs = Long.MIN_VALUE;

    private DocumentCheck(Storage storage, DocumentTypes types, StoredDocument document) {
        this.storage = storage;
        this.document = document;
        this.replay = types.find(document.docType()).map(DocumentCheck::replay);
        this.hash = ChainHash.start(document.id());
        this.seal = hash;
        this.marks = new Marks(storage, document, replay, damages);
    }

    private static <S, O> LogReplay<S, O> replay(OperationType<S, O> type) {
        return new LogReplay<>(type);
    }

    /**
     * Checks everything in a document; once more if somebody squashed its log meanwhile. Blocks.
     *
     * @param reader runs what reads ahead
     */
    static DocumentReport check(
            Storage storage, DocumentTypes types, StoredDocument document, Executor reader, ProgressCount progress) {
        while (true) {
            long squashed = storage.squashedUpTo(document);
            DocumentReport report = new DocumentCheck(storage, types, document).run(reader, progress);
            if (report.isSound() || storage.squashedUpTo(document) == squashed) {
                return report;
            }
        }
    }

    private DocumentReport run(Executor reader, ProgressCount progress) {
        if (replay.isEmpty()) {
            damages.add(new Damage(Kind.TYPE, 0, "its type is not known, type=" + document.docType()));
        }
        marks.pass(0);
        if (checkSquashed() && checkLog(new LogPages(storage, document, revision, reader), progress)) {
            marks.end();
        }
        return new DocumentReport(document, revision, damages);
    }

    /** Returns whether the squashed part is right to its end. */
    private boolean checkSquashed() {
        try {
            List<SealedSlice> page;
            do {
                page = storage.slices(document, revision, SLICES_AT_ONCE);
                for (SealedSlice sealed : page) {
                    Optional<String> wrong = check(sealed);
                    if (wrong.isPresent()) {
                        return damaged(Kind.SLICE, wrong.get());
                    }
                }
            } while (!page.isEmpty());
            return true;
        } catch (DamagedRowException e) {
            return damaged(Kind.SLICE, "a row up to revision " + e.revision() + " makes no sense");
        }
    }

    /** Goes on to the end of a slice, or says what is wrong with it. */
    private Optional<String> check(SealedSlice sealed) {
        Slice slice = sealed.slice();
        if (slice.firstRevision() != revision + 1) {
            return Optional.of(missing(slice.firstRevision()));
        }
        ChainHash next = slice.seal(seal, sealed.logHash());
        if (!next.equals(sealed.seal())) {
            return Optional.of("its seal does not fit it and the slice before");
        }
        for (SquashedRun run : slice.runs()) {
            Optional<String> wrong = replay.flatMap(replayed -> replayed.apply(run.operation()));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        revision = slice.lastRevision();
        seal = next;
        hash = sealed.logHash();
        marks.pass(revision);
        return Optional.empty();
    }

    /** Returns whether the log is right to its end. */
    private boolean checkLog(LogPages pages, ProgressCount progress) {
        try {
            for (List<StoredEntry> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                for (StoredEntry stored : page) {
                    Optional<String> wrong = check(stored);
                    if (wrong.isPresent()) {
                        return damaged(Kind.ENTRY, wrong.get());
                    }
                }
                progress.entries(page.size());
            }
            return true;
        } catch (DamagedRowException e) {
            return damaged(Kind.ENTRY, e.revision() == revision + 1 ? "its row makes no sense" : missing(e.revision()));
        }
    }

    /** Goes on to an entry, or says what is wrong with it. */
    private Optional<String> check(StoredEntry stored) {
        LogEntry entry = stored.entry();
        if (entry.revision() != revision + 1) {
            return Optional.of(missing(entry.revision()));
        }
        ChainHash next = hasher.next(hash, entry);
        if (!next.equals(stored.hash())) {
            return Optional.of("its hash does not fit it and the entry before");
        }
        if (entry.timeMs() < timeMs) {
            return Optional.of("its time is before that of the entry before");
        }
        Optional<String> wrong = replay.flatMap(replayed -> replayed.apply(entry.operation()));
        if (wrong.isPresent()) {
            return wrong;
        }
        revision++;
        hash = next;
        timeMs = entry.timeMs();
        marks.pass(revision);
        return Optional.empty();
    }

    /** Returns false, so that the check ends. */
    private boolean damaged(Kind kind, String what) {
        damages.add(new Damage(kind, revision + 1, what));
        return false;
    }

    private static String missing(long found) {
        return "it is missing, the next one is " + found;
    }
}
