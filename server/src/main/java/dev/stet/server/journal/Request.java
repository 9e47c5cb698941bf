package dev.stet.server.journal;

import dev.stet.server.journal.Journal.Listener;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage.Append;
import dev.stet.server.storage.StoredDocument;
import java.util.List;

/**
 * An append that waits for its batch. Immutable.
 *
 * @param bytes length of all its encoded operations
 */
record Request(Append append, long bytes, Listener listener) {

    static Request of(StoredDocument document, List<LogEntry> entries, Listener listener) {
        Append append = new Append(document, entries);
        long bytes = append.entries().stream()
                .mapToLong(entry -> entry.operation().length())
                .sum();
        return new Request(append, bytes, listener);
    }

    StoredDocument document() {
        return append.document();
    }
}
