package dev.stet.server.storage;

import dev.stet.server.storage.Storage.Append;
import java.util.List;
import java.util.Set;

/** The store that a contract is about, and how tests fill it. */
interface StoreUnderTest {
    /** Returns the store, open. */
    Storage storage();

    /** Closes the store and opens it again. */
    void reopen();

    default Set<StoredDocument> append(StoredDocument document, List<LogEntry> entries) {
        return storage().append(List.of(new Append(document, entries)));
    }

    default StoredSnapshot snapshot(long revision, String content) {
        return new StoredSnapshot(revision, Bytes.utf8(content + revision));
    }

    /** A slice of two runs, or of one if it has only one revision. */
    default Slice slice(long first, long last) {
        SquashedRun run = new SquashedRun(first, last, "zoë", first * 1_000, last * 1_000, 1, Bytes.utf8("[\"é\"]"));
        SquashedRun second = new SquashedRun(last, last, "", last * 1_000, last * 1_000, 1, Bytes.utf8("[]"));
        return new Slice(first, last, first == last ? List.of(run) : List.of(run, second));
    }
}
