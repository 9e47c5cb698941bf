package dev.stet.server.history;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.OperationType;
import dev.stet.server.document.Snapshot;
import dev.stet.server.document.StoredJson;
import dev.stet.server.history.HistoryException.Reason;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.SealedSlice;
import dev.stet.server.storage.Slice;
import dev.stet.server.storage.SquashedRun;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The past of one document, as it is in the store: every revision that is durable.
 *
 * <p>Threads: thread-safe; every method blocks, and may throw {@link StorageException}.
 */
public final class DocumentHistory<S, O> {
    private final Storage storage;
    private final DocumentInfo info;
    private final OperationType<S, O> type;
    private final HistoryLimits limits;
    private final ReadPermits permits;
    private final LogWalk<O> log;

    DocumentHistory(
            Storage storage, DocumentInfo info, OperationType<S, O> type, HistoryLimits limits, ReadPermits permits) {
        this.storage = storage;
        this.info = info;
        this.type = type;
        this.limits = limits;
        this.permits = permits;
        this.log = new LogWalk<>(storage, info.document(), type);
    }

    /** Returns the document as the store knows it. */
    public StoredDocument document() {
        return info.document();
    }

    /** Returns the newest revision. */
    public long head() {
        return storage.head(document());
    }

    /**
     * Returns the revision that the document had at a moment.
     *
     * @throws HistoryException if there is no such revision or version
     */
    public long revision(Moment moment) throws HistoryException {
        return switch (moment) {
            case Moment.Newest newest -> head();
            case Moment.AtRevision(long revision) -> existing(revision);
            case Moment.AtTime(Instant time) -> storage.revisionAt(document(), milliseconds(time));
            case Moment.AtVersion(String name) -> version(name).revision();
        };
    }

    /** Times far outside of what can be counted are before, or after, everything. */
    private static long milliseconds(Instant time) {
        long second = time.getEpochSecond();
        long most = Long.MAX_VALUE / 1_000 - 1;
        return second > most ? Long.MAX_VALUE : second < -most ? Long.MIN_VALUE : time.toEpochMilli();
    }

    private long existing(long revision) throws HistoryException {
        long head = head();
        if (revision > head) {
            throw new HistoryException(
                    Reason.NO_SUCH_REVISION, "there is no such revision yet, revision=" + revision + " newest=" + head);
        }
        return revision;
    }

    /** Returns the named versions by revision. */
    public List<NamedVersion> versions() {
        return storage.versions(document());
    }

    private NamedVersion version(String name) throws HistoryException {
        return versions().stream()
                .filter(version -> version.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new HistoryException(Reason.NO_SUCH_VERSION, "the document has no such version"));
    }

    /** Returns when a revision came to be: when the document was created, for revision 0. Milliseconds since the epoch. */
    public long timeMs(long revision) {
        if (revision == 0) {
            return info.createdMs();
        }
        List<LogEntry> entry = storage.read(document(), revision - 1, 1);
        if (!entry.isEmpty() && entry.getFirst().revision() == revision) {
            return entry.getFirst().timeMs();
        }
        return storage.slices(document(), revision - 1, 1).stream()
                .flatMap(stored -> stored.slice().runs().stream())
                .mapToLong(SquashedRun::toMs)
                .max()
                .orElse(info.createdMs());
    }

    /**
     * Returns the content at a revision that there is: the newest snapshot before it, and the operations since.
     *
     * @throws HistoryException if the revision is inside of what was squashed
     */
    public Snapshot at(long revision) throws HistoryException {
        return new Snapshot(revision, new Snapshot.Content<>(type, content(revision)));
    }

    private S content(long revision) throws HistoryException {
        return permits.reading(() -> contentAt(revision));
    }

    private S contentAt(long revision) throws HistoryException {
        Optional<StoredSnapshot> snapshot = storage.snapshot(document(), revision);
        try {
            Replay<S, O> replay = snapshot.isPresent()
                    ? new Replay<>(
                            type,
                            type.decodeSnapshot(StoredJson.read(snapshot.get().content())))
                    : new Replay<>(type, type.empty());
            log.walk(snapshot.map(StoredSnapshot::revision).orElse(0L), revision, replay);
            return replay.content();
        } catch (InvalidOperationException e) {
            throw new StorageException(
                    "A stored operation does not fit its document, document="
                            + document().id(),
                    e);
        }
    }

    /**
     * Returns the operation that leads from the content at a revision to what is wanted, encoded; nothing if that is the
     * content already.
     *
     * @throws HistoryException if there is no such revision any more
     * @throws InvalidOperationException if no document of the type can have the wanted content
     */
    Optional<Object> changeTo(Wanted wanted, long revision) throws HistoryException {
        Object change = wanted.changeFrom(type, content(revision));
        return Optional.of(change).filter(operation -> !operation.equals(type.encode(type.noop())));
    }

    /** Returns the operation from one revision's content to that of another; nothing if both are the same. */
    Optional<Object> changeBetween(long from, long to) throws HistoryException {
        S before = content(from);
        S after = content(to);
        return before.equals(after) ? Optional.empty() : Optional.of(type.encode(type.diff(before, after)));
    }

    /**
     * Returns a page of the log: entries after a revision, in order.
     *
     * @return empty at the end of the log, and where it is squashed: then there are {@linkplain #slices slices}
     */
    public List<LogEntry> entries(long afterRevision, int limit) throws HistoryException {
        List<LogEntry> page = permits.reading(() -> storage.read(document(), afterRevision, limit));
        return page.isEmpty() || page.getFirst().revision() > afterRevision + 1 ? List.of() : page;
    }

    /** Returns a page of what was made of the squashed part of the log: the slices that end after a revision. */
    public List<Slice> slices(long afterRevision, int limit) throws HistoryException {
        return permits.reading(() -> storage.slices(document(), afterRevision, limit).stream()
                .map(SealedSlice::slice)
                .toList());
    }

    /**
     * Returns all parts of the document at a revision, with the operations that wrote them.
     *
     * @param from where to begin: what was there by then has no author
     * @throws HistoryException if more operations lie between the two than are taken at once
     */
    public List<Part> authorship(long from, long revision) throws HistoryException {
        return permits.reading(() -> stretch(from, revision).authorship());
    }

    /**
     * Returns what changed from one revision to a later one.
     *
     * @throws HistoryException if more operations lie between the two than are taken at once
     */
    public Change change(long from, long to) throws HistoryException {
        return permits.reading(() -> stretch(from, to).change(from, to));
    }

    /**
     * Returns who worked on the document when, from one revision to another, without the operations.
     *
     * @param from as early as may be looked at, if it is absent
     * @throws HistoryException if more operations lie between the two than are taken at once
     */
    public Timeline timeline(Optional<Long> from, long to, Timeline.View view) throws HistoryException {
        TimelineReader reader = new TimelineReader(storage, document(), limits.maxEntries());
        return permits.reading(() -> reader.read(from, to, view));
    }

    private Stretch<S, O> stretch(long from, long to) throws HistoryException {
        return Stretch.read(log, type, contentAt(from), from, to, limits.maxEntries());
    }
}
