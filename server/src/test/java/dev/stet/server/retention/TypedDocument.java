package dev.stet.server.retention;

import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import dev.stet.server.document.StoredJson;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A text that a few people typed into a store, and what it was at every revision. */
final class TypedDocument {
    private static final TextType TYPE = TextType.TEXT;

    final StoredDocument stored;
    final List<Rope> contents = new ArrayList<>(List.of(Rope.empty()));

    private final Storage storage;
    private final Random random;
    private final int authors;
    private long timeMs;

    TypedDocument(Storage storage, String id, int authors, Random random) {
        this.storage = storage;
        this.stored = storage.create(id, TYPE.name());
        this.authors = authors;
        this.random = random;
    }

    /** Types so many entries, each some time after the one before. */
    TypedDocument type(int entries, int meanPauseMs) {
        List<LogEntry> typed = new ArrayList<>(entries);
        for (int i = 0; i < entries; i++) {
            Rope before = contents.getLast();
            int from = random.nextInt(before.length() + 1);
            int to = random.nextInt(4) == 0 ? Math.min(before.length(), from + random.nextInt(5)) : from;
            Rope after = before.replace(from, to, from == to ? "" + (char) ('a' + random.nextInt(26)) : "");
            TextOperation operation = TYPE.diff(before, after);
            int author = random.nextInt(authors);
            timeMs += random.nextInt(2 * meanPauseMs);
            typed.add(new LogEntry(
                    contents.size(),
                    "client-" + author,
                    contents.size(),
                    "author-" + author,
                    timeMs,
                    Bytes.wrap(StoredJson.write(TYPE.encode(operation)))));
            contents.add(after);
        }
        storage.append(List.of(new Storage.Append(stored, typed)));
        return this;
    }

    long head() {
        return contents.size() - 1;
    }

    /** Returns the time of the newest entry, in milliseconds since the epoch. */
    long timeMs() {
        return timeMs;
    }
}
