package dev.stet.server.retention;

import dev.stet.ot.OperationType;
import dev.stet.ot.history.History;
import dev.stet.ot.history.Squash;
import dev.stet.ot.history.SquashedEntry;
import dev.stet.ot.history.SquashedSlice;
import dev.stet.ot.sync.Entry;
import dev.stet.server.document.EntryCodec;
import dev.stet.server.document.StoredJson;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.SealedSlice;
import dev.stet.server.storage.Slice;
import dev.stet.server.storage.SquashedRun;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Squashes the old part of one document's log, a bounded stretch at a time.
 *
 * <pre>
 *   1 ──── squashed ────┬───── stretch ─────┬──────── younger, or among the newest ──────── head
 *                       │ slice │ slice │ … │
 *                       └ cut at named versions too, so that each of them stays what it was
 * </pre>
 *
 * <p>Confined to its owner's thread, which it blocks.
 */
public final class Squashing<S, O> {

    /** Entries of one stretch, to bound what is held in memory. */
    static final int STRETCH = 10_000;

    private final Storage storage;
    private final StoredDocument document;
    private final OperationType<S, O> type;
    private final RetentionPolicy policy;
    private final EntryCodec<O> codec;

    public Squashing(Storage storage, StoredDocument document, OperationType<S, O> type, RetentionPolicy policy) {
        this.storage = storage;
        this.document = document;
        this.type = type;
        this.policy = policy;
        this.codec = new EntryCodec<>(type);
    }

    /**
     * Squashes the next stretch, if there is one that is old enough.
     *
     * @param nowMs milliseconds since the epoch
     * @return how many entries it had; 0 if there is nothing to squash, or somebody else does it right now
     * @throws StorageException if the store fails, or what is stored makes no sense: then nothing is changed
     */
    public int next(long nowMs) {
        long after = storage.squashedUpTo(document);
        long limit = limit(after, nowMs);
        if (limit <= after) {
            return 0;
        }
        List<Entry<O>> entries = entries(after, (int) Math.min(STRETCH, limit - after));
        if (entries.getLast().revision() < limit) {
            entries = wholeSlices(entries);
        }
        List<Slice> slices = new ArrayList<>();
        S content = contentAt(after);
        long at = after;
        for (long end : ends(after, entries.getLast().revision())) {
            History<S, O> stretch =
                    new History<>(type, at, content, entries.subList((int) (at - after), (int) (end - after)));
            for (SquashedSlice<O> squashed : Squash.squash(stretch, policy.slice())) {
                slices.add(stored(squashed));
                for (SquashedEntry<O> run : squashed.entries()) {
                    content = type.apply(content, run.operation());
                }
            }
            at = end;
        }
        StoredSnapshot snapshot = new StoredSnapshot(at, Bytes.wrap(StoredJson.write(type.encodeSnapshot(content))));
        return storage.squash(document, slices, snapshot) ? entries.size() : 0;
    }

    /**
     * Squashes stretch by stretch whatever is old enough.
     *
     * @param nowMs milliseconds since the epoch
     * @param stop asked before each stretch whether to leave the rest for later
     * @return how many entries were squashed
     * @throws StorageException if the store fails; the stretches before stay squashed
     */
    public long all(long nowMs, BooleanSupplier stop) {
        long squashed = 0;
        while (!stop.getAsBoolean()) {
            int entries = next(nowMs);
            if (entries == 0) {
                break;
            }
            squashed += entries;
        }
        return squashed;
    }

    /** Returns the last revision that may be squashed now: the end of a slice that is over. */
    private long limit(long after, long nowMs) {
        long newest = storage.head(document) - policy.keepEntries();
        if (newest <= after) {
            return after;
        }
        long sliceMs = policy.slice().toMillis();
        long newestMs = storage.read(document, newest - 1, 1).getFirst().timeMs();
        long oldMs = Math.min(newestMs, nowMs - policy.after().toMillis());
        return Math.min(newest, storage.revisionAt(document, Math.floorDiv(oldMs, sliceMs) * sliceMs - 1));
    }

    private List<Entry<O>> entries(long after, int count) {
        List<LogEntry> read = storage.read(document, after, count);
        if (read.size() != count || read.getFirst().revision() != after + 1) {
            throw new StorageException(
                    "The log has a gap, document=" + document.id() + ", after=" + after + ", expected=" + count);
        }
        return codec.decode(read);
    }

    /** Leaves out the last slice, unless there is no other: it may go on behind the entries. */
    private List<Entry<O>> wholeSlices(List<Entry<O>> entries) {
        long sliceMs = policy.slice().toMillis();
        long last = Math.floorDiv(entries.getLast().timeMs(), sliceMs);
        int whole = entries.size();
        while (whole > 0 && Math.floorDiv(entries.get(whole - 1).timeMs(), sliceMs) == last) {
            whole--;
        }
        return whole == 0 ? entries : entries.subList(0, whole);
    }

    /** Returns where stretches end: at each named version, and at the last revision. */
    private NavigableSet<Long> ends(long after, long last) {
        NavigableSet<Long> ends = storage.versions(document).stream()
                .map(NamedVersion::revision)
                .filter(revision -> revision > after && revision < last)
                .collect(Collectors.toCollection(TreeSet::new));
        ends.add(last);
        return ends;
    }

    /** Returns the content where the squashed part ends. */
    private S contentAt(long revision) {
        Optional<StoredSnapshot> snapshot = storage.snapshot(document, revision);
        S content = snapshot.isPresent()
                ? type.decodeSnapshot(StoredJson.read(snapshot.get().content()))
                : type.empty();
        long at = snapshot.map(StoredSnapshot::revision).orElse(0L);
        while (at < revision) {
            List<SealedSlice> slices = storage.slices(document, at, 100);
            if (slices.isEmpty() || slices.getFirst().slice().firstRevision() != at + 1) {
                throw new StorageException("The squashed part has a gap, document=" + document.id() + ", after=" + at);
            }
            for (SealedSlice sealed : slices) {
                for (SquashedRun run : sealed.slice().runs()) {
                    content = type.apply(content, type.decode(StoredJson.read(run.operation())));
                }
                at = sealed.slice().lastRevision();
            }
        }
        return content;
    }

    private Slice stored(SquashedSlice<O> squashed) {
        return new Slice(
                squashed.firstRevision(),
                squashed.lastRevision(),
                squashed.entries().stream().map(this::stored).toList());
    }

    private SquashedRun stored(SquashedEntry<O> run) {
        return new SquashedRun(
                run.firstRevision(),
                run.lastRevision(),
                run.author(),
                run.fromMs(),
                run.toMs(),
                run.count(),
                Bytes.wrap(StoredJson.write(type.encode(run.operation()))));
    }
}
