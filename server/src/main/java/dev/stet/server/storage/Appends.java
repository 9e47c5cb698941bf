package dev.stet.server.storage;

import dev.stet.server.storage.Storage.Append;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What can be said of appends without looking at the store. */
final class Appends {

    /** An entry's objects and names, roughly. */
    private static final int ENTRY_BYTES = 250;

    private Appends() {}

    /** Returns the head that the append expects the log to have. */
    static long before(Append append) {
        return append.entries().getFirst().revision() - 1;
    }

    /** Returns the head of the log after the append. */
    static long after(Append append) {
        return append.entries().getLast().revision();
    }

    /** Returns about how much memory the entries take, in bytes. */
    static long bytes(Append append) {
        long bytes = 0;
        for (LogEntry entry : append.entries()) {
            bytes += ENTRY_BYTES + entry.operation().length();
        }
        return bytes;
    }

    /** Throws unless each document comes once and its revisions go up one by one from 1 or later. */
    static void requireWellFormed(List<Append> batch) {
        Set<Long> keys = new HashSet<>();
        for (Append append : batch) {
            StoredDocument document = append.document();
            if (!keys.add(document.key())) {
                throw new IllegalArgumentException("a batch has one append for a document, document=" + document.id());
            }
            long expected = Math.max(1, append.entries().getFirst().revision());
            for (LogEntry entry : append.entries()) {
                if (entry.revision() != expected) {
                    throw new IllegalArgumentException("revisions go up one by one from 1, document=" + document.id()
                            + ", revision=" + entry.revision() + ", expected=" + expected);
                }
                expected++;
            }
        }
    }
}
