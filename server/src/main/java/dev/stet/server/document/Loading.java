package dev.stet.server.document;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.OperationType;
import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.ChainHasher;
import dev.stet.server.storage.DamagedRowException;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.SealedSlice;
import dev.stet.server.storage.Slice;
import dev.stet.server.storage.SquashedRun;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredEntry;
import dev.stet.server.storage.StoredSnapshot;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Reads a document: the newest snapshot that is good, the entry it ends with, and all entries after that.
 *
 * <pre>
 *   snapshot at r       r          r + 1 … head
 *       content ──┐   time, hash ─▶ each fits the hash before it
 *                 └──────────────▶ each is applied
 * </pre>
 *
 * Slices of the squashed part are applied like entries, if the snapshot is older than they are.
 *
 * <p>A snapshot that is damaged is passed over for an older one, which together with the log says the same. But the log has to
 * reach as far as any snapshot does: if it is shorter, something that was acknowledged is missing.
 *
 * <p>Confined to one thread, used once. Holds a page of entries at a time.
 */
final class Loading<S, O> {
    private static final Logger LOG = LoggerFactory.getLogger(Loading.class);
    private static final int PAGE = 5_000;
    private static final int SLICES_AT_ONCE = 100;

    private final Storage storage;
    private final StoredDocument document;
    private final OperationType<S, O> type;
    private final EntryCodec<O> codec;
    private final ChainHasher hasher = new ChainHasher();

    private S content;
    private long revision;
    private long timeMs;
    private long bytes;
    /** The newest revision of which there is a snapshot, good or not. */
    private long snapshotAt;

    Loading(Storage storage, StoredDocument document, OperationType<S, O> type) {
        this.storage = storage;
        this.document = document;
        this.type = type;
        this.codec = new EntryCodec<>(type);
        this.content = type.empty();
    }

    Loaded<S> load() {
        readSnapshot();
        long from = revision;
        try {
            replay(applySlices());
        } catch (InvalidOperationException | JacksonException e) {
            throw new StorageException(
                    "a stored operation does not fit its document, doc=" + document.id() + " revision="
                            + (revision + 1),
                    e);
        }
        if (revision < snapshotAt) {
            throw shorterThanSnapshot();
        }
        return new Loaded<>(revision, timeMs, content, from, bytes);
    }

    private StorageException shorterThanSnapshot() {
        return new StorageException("the log is shorter than a snapshot of it, doc=" + document.id() + " snapshot="
                + snapshotAt + " head=" + storage.head(document));
    }

    /** Takes the newest snapshot that can be read. */
    private void readSnapshot() {
        long atMost = Long.MAX_VALUE;
        while (atMost >= 0) {
            try {
                Optional<StoredSnapshot> stored = storage.snapshot(document, atMost);
                if (stored.isEmpty() || decode(stored.get())) {
                    return;
                }
                atMost = stored.get().revision() - 1;
            } catch (DamagedRowException e) {
                passOver(e.revision(), e);
                atMost = e.revision() - 1;
            }
        }
    }

    private boolean decode(StoredSnapshot stored) {
        try {
            content = type.decodeSnapshot(StoredJson.read(stored.content()));
            revision = stored.revision();
            snapshotAt = Math.max(snapshotAt, revision);
            return true;
        } catch (InvalidOperationException | JacksonException e) {
            passOver(stored.revision(), e);
            return false;
        }
    }

    private void passOver(long damaged, RuntimeException why) {
        LOG.warn(
                "a snapshot is damaged; an older one and the log are used, doc={} revision={}",
                document.id(),
                damaged,
                why);
        snapshotAt = Math.max(snapshotAt, damaged);
    }

    /** Applies the slices after the snapshot, and returns the hash that the log goes on from, if that is known by now. */
    private Optional<ChainHash> applySlices() {
        Optional<ChainHash> end = revision == 0 ? Optional.of(ChainHash.start(document.id())) : Optional.empty();
        List<SealedSlice> page = storage.slices(document, Math.max(0, revision - 1), SLICES_AT_ONCE);
        while (!page.isEmpty()) {
            for (SealedSlice sealed : page) {
                apply(sealed.slice()); // nothing new if it ends at the snapshot
                end = Optional.of(sealed.logHash());
            }
            page = storage.slices(document, revision, SLICES_AT_ONCE);
        }
        return end;
    }

    private void apply(Slice slice) {
        boolean isNew = slice.lastRevision() > revision;
        if (isNew && slice.firstRevision() != revision + 1) {
            throw gap(slice.firstRevision());
        }
        for (SquashedRun run : slice.runs()) {
            if (isNew) {
                content = type.apply(content, type.decode(StoredJson.read(run.operation())));
                bytes += run.operation().length();
            }
            timeMs = Math.max(timeMs, run.toMs());
        }
        revision = slice.lastRevision();
    }

    /** @param start the hash that the log goes on from, unless it is that of the entry that the snapshot is at */
    private void replay(Optional<ChainHash> start) {
        long from = revision;
        Optional<ChainHash> before = start;
        long at = before.isPresent() ? from : from - 1;
        List<StoredEntry> page;
        do {
            page = storage.readHashed(document, at, PAGE);
            for (StoredEntry stored : page) {
                LogEntry entry = stored.entry();
                if (entry.revision() > from) {
                    requireNext(stored, before);
                    content = type.apply(content, codec.decode(entry).operation());
                    revision = entry.revision();
                    bytes += entry.operation().length();
                }
                timeMs = entry.timeMs();
                before = Optional.of(stored.hash());
                at = entry.revision();
            }
            if (at < from) {
                throw shorterThanSnapshot();
            }
        } while (page.size() == PAGE);
    }

    private void requireNext(StoredEntry stored, Optional<ChainHash> before) {
        LogEntry entry = stored.entry();
        if (entry.revision() != revision + 1) {
            throw gap(entry.revision());
        }
        if (before.isPresent() && !hasher.next(before.get(), entry).equals(stored.hash())) {
            throw new StorageException("an entry of the log does not fit its hash, doc=" + document.id() + " revision="
                    + entry.revision());
        }
    }

    private StorageException gap(long found) {
        return new StorageException(
                "the log has a gap, doc=" + document.id() + " expected=" + (revision + 1) + " found=" + found);
    }
}
