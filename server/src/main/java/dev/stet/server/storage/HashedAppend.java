package dev.stet.server.storage;

import dev.stet.server.storage.Storage.Append;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries that are to be appended, with their hashes. Immutable.
 *
 * @param head where the log ends when they are in it
 */
record HashedAppend(StoredDocument document, List<StoredEntry> entries, Head head) {

    /** Goes on from the head of the log, which is where the append begins. */
    static HashedAppend after(Head before, Append append) {
        List<StoredEntry> entries = new ArrayList<>(append.entries().size());
        ChainHasher hasher = new ChainHasher();
        ChainHash hash = before.hash();
        for (LogEntry entry : append.entries()) {
            hash = hasher.next(hash, entry);
            entries.add(new StoredEntry(entry, hash));
        }
        return new HashedAppend(append.document(), entries, new Head(Appends.after(append), hash));
    }
}
