package dev.stet.server.journal;

import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.util.List;

/**
 * Makes entries of many documents durable together: group commit. While one batch is being forced to disk the next one
 * gathers, so batches grow with the load and an idle journal adds no delay.
 *
 * <p>Threads: thread-safe. {@link #append} never blocks. The outcome is told on the journal's own thread, or on the caller's before
 * {@link #append} returns: so a listener only hands it on, and does so without running what the caller is in the middle of.
 */
public interface Journal extends AutoCloseable {

    /**
     * Appends entries to a document's log. The caller has at most one append under way for each document.
     *
     * @param entries not empty, numbered from one past the head of the log
     */
    void append(StoredDocument document, List<LogEntry> entries, Listener listener);

    /** Commits what was handed in, then stops. Appends that come later fail. Idempotent. */
    @Override
    void close();

    /** Is told exactly one of the three outcomes, once. */
    interface Listener {
        /** All entries are committed and forced to disk. */
        void committed();

        /** Somebody else's entries are in the log at these revisions; nothing was appended. */
        void conflicted();

        /** It failed. Whether the entries are in the log must be found out by reading it. */
        void failed(StorageException cause);
    }
}
