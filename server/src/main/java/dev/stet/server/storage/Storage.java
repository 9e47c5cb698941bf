package dev.stet.server.storage;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where documents are kept: their operation logs and their snapshots. The port; one contract suite runs against every
 * implementation.
 *
 * <p>What every implementation promises:
 *
 * <ul>
 *   <li>When {@link #append} returns, the appended entries are committed and forced to disk (unless the store was opened
 *       with relaxed durability).
 *   <li>A log has no gaps: revisions of a document go up one by one from 1.
 *   <li>{@code (document, revision)} is written once. Whoever comes second is told of the conflict and nothing of its
 *       entries for that document is kept.
 *   <li>What is not there is said to be absent; what cannot be read is an exception, never absent.
 * </ul>
 *
 * <p>Every method may block on I/O, and may throw {@link StorageException}. Threads: thread-safe. Threads that call it
 * must never be interrupted: an embedded database may close its file when a thread is interrupted during I/O.
 */
public interface Storage extends AutoCloseable {

    /** Finds a document by its id, or nothing if there never was one. */
    Optional<StoredDocument> find(String id);

    /** Creates the document, or returns the one that is there, whatever its type. Durable when it returns. */
    StoredDocument create(String id, String docType);

    /** Returns the snapshot with the highest revision that is at most {@code maxRevision}, or nothing. */
    Optional<StoredSnapshot> snapshot(StoredDocument document, long maxRevision);

    /**
     * Returns log entries in order, from {@code afterRevision + 1} on, at most {@code limit} of them; fewer only at the
     * end of the log.
     */
    List<LogEntry> read(StoredDocument document, long afterRevision, int limit);

    /** Returns the number of the newest entry of the log; 0 if it is empty. */
    long head(StoredDocument document);

    /**
     * Appends entries to the logs of one or more documents, in one transaction, and forces them to disk.
     *
     * @param batch at most one append for each document
     * @return the documents of which nothing was appended, since one of the revisions, or the one before the first, is
     *     not where the append expects it; all others are durable
     * @throws StorageException if it failed; whether anything was appended must then be found out by reading
     */
    Set<StoredDocument> append(List<Append> batch);

    /** Stores a snapshot; replaces one at the same revision. Older snapshots may be dropped, but not the newest two. */
    void writeSnapshot(StoredDocument document, StoredSnapshot snapshot);

    /** Returns normally if the store can be written now. */
    void check();

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
