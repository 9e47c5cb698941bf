package dev.stet.server.storage;

import java.util.List;
import java.util.stream.LongStream;

/** Log entries for tests: the same revision is always the same entry. */
public final class Entries {

    private Entries() {}

    /** Returns the entries of these revisions, both included. */
    public static List<LogEntry> of(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(Entries::entry).toList();
    }

    /** Returns the entry of a revision with another time. */
    static LogEntry at(long revision, long timeMs) {
        LogEntry entry = entry(revision);
        return new LogEntry(revision, entry.client(), entry.sequence(), entry.author(), timeMs, entry.operation());
    }

    private static LogEntry entry(long revision) {
        String client = "client-" + revision % 7;
        String author = "author-" + revision % 3;
        return new LogEntry(
                revision, client, revision, author, revision * 1_000, Bytes.utf8("[" + revision + ",\"x\"]"));
    }
}
