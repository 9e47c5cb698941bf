package dev.stet.server.document;

import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.util.List;

/**
 * Entries of a log that follow one another, of which there may be more than there is memory for. Immutable.
 *
 * @param more whether the log may have entries after them; there are some here, then
 */
record LogPage(List<LogEntry> entries, boolean more) {
    /** So few are read by one query, whatever their length: mostly there are no more, if another server came first. */
    static final int FEW = 32;

    /** Beyond that, entries of so many bytes are read at once. */
    static final long MAX_BYTES = 4L << 20;

    LogPage {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a log from {@code after + 1} on. Blocks.
     *
     * @throws StorageException if it cannot be read, or has a gap there
     */
    static LogPage read(Storage storage, StoredDocument document, long after) {
        List<LogEntry> few = requireNoGap(storage.read(document, after, FEW), document, after);
        if (few.size() < FEW) {
            return new LogPage(few, false);
        }
        List<LogEntry> many = requireNoGap(storage.readPage(document, after, MAX_BYTES), document, after);
        // a page has none if the log was squashed in between, which the next look tells
        return new LogPage(many.isEmpty() ? few : many, true);
    }

    private static List<LogEntry> requireNoGap(List<LogEntry> entries, StoredDocument document, long after) {
        long at = after;
        for (LogEntry entry : entries) {
            if (entry.revision() != at + 1) {
                throw new StorageException("the log has a gap, doc=" + document.id() + " expected=" + (at + 1)
                        + " found=" + entry.revision());
            }
            at++;
        }
        return entries;
    }
}
