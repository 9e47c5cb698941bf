package dev.stet.server.storage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where documents are kept: their operation logs and their snapshots. The port; one contract suite runs against every
 * implementation.
 *
 * <p>What every implementation promises:
 *
 * <ul>
 *   <li>When {@link #append} returns, the appended entries are committed and forced to disk (unless the store was opened
 *       with relaxed durability).
 *   <li>A log has no gaps: revisions of a document go up one by one from 1, or from one past what is squashed.
 *   <li>{@code (document, revision)} is written once. Whoever comes second is told of the conflict and nothing of its
 *       entries for that document is kept.
 *   <li>Every entry has a {@link ChainHash} over itself and its predecessor, every snapshot a checksum. A snapshot that does
 *       not fit its checksum is a {@link DamagedRowException}.
 *   <li>What is not there is said to be absent; what cannot be read is an exception, never absent.
 * </ul>
 *
 * <p>Every method may block on I/O, and may throw {@link StorageException}. Threads: thread-safe. Threads that call it
 * must never be interrupted: an embedded database may close its file when a thread is interrupted during I/O.
 */
public interface Storage extends AutoCloseable {

    /** Returns the store's name: random, given when it was made, and never the same as that of another store. */
    String id();

    /** Returns whether other processes may append to the same logs, so that a head can move by itself. */
    boolean isShared();

    /** Finds a document by its id, or nothing if there never was one. A deleted one is found. */
    Optional<StoredDocument> find(String id);

    /** Returns what is known of a document, or nothing if there never was one. */
    Optional<DocumentInfo> info(String id);

    /**
     * Returns documents in the order of their ids (ASCII ids by their characters), deleted ones too.
     *
     * @param afterId those whose ids come after this one; the empty string for all
     * @param limit at most so many; fewer only at the end
     */
    List<DocumentInfo> list(String afterId, int limit);

    /** Marks a document as deleted at a time, or as there again. Its log stays. Durable when it returns. */
    void setDeleted(StoredDocument document, OptionalLong deletedMs);

    /** Returns those of the documents that are deleted. */
    default Set<StoredDocument> deleted(Collection<StoredDocument> documents) {
        return documents.stream()
                .filter(document ->
                        info(document.id()).filter(DocumentInfo::isDeleted).isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Creates the document, or does nothing if there is one, deleted or not. Of those who try at the same time one succeeds. Durable when
     * it returns.
     *
     * @return the document, with an empty log, if it was created
     */
    Optional<StoredDocument> createIfAbsent(String id, String docType);

    /** Creates the document, or returns the one that is there, whatever its type. Durable when it returns. */
    default StoredDocument create(String id, String docType) {
        return find(id).or(() -> createIfAbsent(id, docType)).orElseGet(() -> find(id).orElseThrow());
    }

    /**
     * Creates a document that another store had, with its times there. Durable when it returns.
     *
     * @param from as the other store knows it; its key there means nothing here
     * @throws StorageException if there is a document of that id
     */
    StoredDocument adopt(DocumentInfo from);

    /**
     * Takes back a document that was adopted and whose log is not complete: it and the log are there no more, as if they
     * never had been. Nobody else may know of it.
     */
    void abandon(StoredDocument adopted);

    /** Returns the snapshot with the highest revision that is at most {@code maxRevision}, or nothing. */
    Optional<StoredSnapshot> snapshot(StoredDocument document, long maxRevision);

    /**
     * Returns log entries in order, from {@code afterRevision + 1} on, at most {@code limit} of them; fewer only at the
     * end of the log. If that is squashed, the first one is later.
     */
    List<LogEntry> read(StoredDocument document, long afterRevision, int limit);

    /**
     * Reads a page of the log, which takes little memory however long its operations are: entries as {@link #read} gives
     * them, at most 1,000 of them with operations of {@code maxBytes} in all, but at least one if there is one.
     */
    List<LogEntry> readPage(StoredDocument document, long afterRevision, long maxBytes);

    /** As {@link #read}, without the operations: who did something, and when. */
    List<LogMark> marks(StoredDocument document, long afterRevision, int limit);

    /** As {@link #read}, with the hashes that are stored. */
    List<StoredEntry> readHashed(StoredDocument document, long afterRevision, int limit);

    /**
     * Returns the number of the newest entry of the log; if there is none, {@link #squashedUpTo}, which is 0 for an empty
     * log.
     */
    long head(StoredDocument document);

    /** Returns {@link #head} of each. */
    Map<StoredDocument, Long> heads(Collection<StoredDocument> documents);

    /**
     * Returns the revision that the document had at a time: that of the newest entry not later than it, or 0. In the
     * squashed part it is the end of the newest slice that was over.
     *
     * @param timeMs milliseconds since the epoch
     */
    long revisionAt(StoredDocument document, long timeMs);

    /**
     * Appends entries to the logs of one or more documents, in one transaction, and forces them to disk.
     *
     * @param batch at most one append for each document
     * @return the documents of which nothing was appended, since one of the revisions, or the one before the first, is
     *     not where the append expects it; all others are durable
     * @throws StorageException if it failed; whether anything was appended must then be found out by reading
     */
    Set<StoredDocument> append(List<Append> batch);

    /**
     * Does what {@link #append} does if nothing has to be waited for, no disk, no database, nobody else, and there is no conflict. For
     * callers with other work, on any thread; an interrupt of it does no harm. No store has to be able to do so.
     *
     * @return whether all of it is appended; if not, nothing was done
     * @throws StorageException as {@link #append}
     */
    default boolean appendAtOnce(List<Append> batch) {
        return false;
    }

    /** Stores a snapshot; replaces one at the same revision. */
    void writeSnapshot(StoredDocument document, StoredSnapshot snapshot);

    /** Returns all snapshots of a document, the oldest first. */
    List<SnapshotInfo> snapshots(StoredDocument document);

    /** Drops snapshots; those that are not there are ignored. */
    void dropSnapshots(StoredDocument document, Collection<Long> revisions);

    /** Returns the named versions of a document by revision, those of one revision by name. */
    List<NamedVersion> versions(StoredDocument document);

    /** Gives a revision a name. Returns false, and changes nothing, if the document has the name already. */
    boolean addVersion(StoredDocument document, NamedVersion version);

    /** Takes a name away. Returns false if there was none. */
    boolean removeVersion(StoredDocument document, String name);

    /**
     * Moves aside what is damaged, in one transaction: entries, snapshots and versions after a revision, and more
     * snapshots. Nothing is lost, it only no longer belongs to the document. For a document that nobody has open.
     *
     * @param afterRevision the last revision that stays
     * @param snapshots revisions of other snapshots that go
     * @param reason what was found, for a person
     */
    Quarantined quarantine(StoredDocument document, long afterRevision, Collection<Long> snapshots, String reason);

    /**
     * Puts slices in the place of the entries they were made of, the oldest of the log, in one transaction with a snapshot
     * at their end. The newest entry of a log cannot be squashed.
     *
     * @param slices without a gap, from one past {@link #squashedUpTo} on
     * @return false, with nothing changed, if somebody else squashed meanwhile
     * @throws IllegalArgumentException if the slices are not what is asked for here, or the snapshot is not at their end
     */
    boolean squash(StoredDocument document, List<Slice> slices, StoredSnapshot end);

    /** Returns the revision up to which the log is squashed: only slices are there of it. 0 if nothing is. */
    long squashedUpTo(StoredDocument document);

    /** Returns slices in order, those that end after {@code afterRevision}, at most {@code limit} of them. */
    List<SealedSlice> slices(StoredDocument document, long afterRevision, int limit);

    /** Returns the last operation that a client has in the squashed part of a log. */
    Optional<LastSequence> lastSquashed(StoredDocument document, String client);

    /**
     * Returns clients that have operations in the squashed part of a log, in one order or another that does not change.
     *
     * @param afterClient those that come after this one; the empty string for all
     * @param limit at most so many; fewer only at the end
     */
    List<SquashedClient> squashedClients(StoredDocument document, String afterClient, int limit);

    /**
     * Stores more of the squashed part that the log of an adopted document has elsewhere, in one transaction: page after
     * page of slices and of clients, before the first entry. Hashes are stored as they are; an entry that is appended goes
     * on from the last slice's {@code logHash}. Durable when it returns.
     *
     * @param slices without a gap, from one past {@link #squashedUpTo} on; may be empty
     * @param clients none of those that were stored before; may be empty
     * @throws IllegalArgumentException if the slices are not what is asked for here
     * @throws StorageException if the log has entries, or a client is there already
     */
    void adoptSquashed(StoredDocument document, List<SealedSlice> slices, List<SquashedClient> clients);

    /** Returns normally if the store can be written now. */
    void check();

    /** Returns how much of the connections to the database is in use; nothing if there are none that are shared out. */
    default Optional<PoolUse> pool() {
        return Optional.empty();
    }

    /** Returns what is stored about who may do what with which document. */
    AccessStorage access();

    /** Finishes what is under way and releases the store. Idempotent. */
    @Override
    void close();

    /**
     * Entries to be appended to one document.
     *
     * @param entries not empty; their revisions go up one by one, and the first is one past the head of the log
     */
    record Append(StoredDocument document, List<LogEntry> entries) {
        public Append {
            entries = List.copyOf(entries);
            if (entries.isEmpty()) {
                throw new IllegalArgumentException("an append needs entries, document=" + document.id());
            }
        }
    }
}
