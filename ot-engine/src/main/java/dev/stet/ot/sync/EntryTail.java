package dev.stet.ot.sync;

import java.util.ArrayList;
import java.util.List;

/**
 * The newest entries of a log, by revision. Confined to its owner's thread.
 *
 * <p>Holds the revisions {@code after + 1 .. last}. Dropping at the old end is amortised constant time: the list is
 * compacted when half of it is gone.
 */
final class EntryTail<O> {
    private final ArrayList<Entry<O>> entries = new ArrayList<>();
    private int dropped;
    private long after;
    /** Time of the entry {@code after}. */
    private long timeAfterMs;

    /** Makes an empty tail of a log that has {@code after} entries, the last of them at this time. */
    EntryTail(long after, long timeMs) {
        this.after = after;
        this.timeAfterMs = timeMs;
    }

    /** Returns the revision just before the first one held. */
    long after() {
        return after;
    }

    /** Returns the newest revision held, or {@link #after} if there is none. */
    long last() {
        return after + entries.size() - dropped;
    }

    /** Returns the time of the newest entry of the log, in milliseconds since the epoch. */
    long timeMs() {
        return last() > after ? get(last()).timeMs() : timeAfterMs;
    }

    /** Returns an entry that is held. */
    Entry<O> get(long revision) {
        if (revision <= after || revision > last()) {
            throw new IndexOutOfBoundsException(
                    "no such entry is held, revision=" + revision + " after=" + after + " last=" + last());
        }
        return entries.get(dropped + Math.toIntExact(revision - after - 1));
    }

    void add(Entry<O> entry) {
        if (entry.revision() != last() + 1) {
            throw new IllegalArgumentException(
                    "entries follow one another, last=" + last() + " revision=" + entry.revision());
        }
        entries.add(entry);
    }

    /** Returns a copy of the entries {@code from .. to}, both included. */
    List<Entry<O>> range(long from, long to) {
        int start = dropped + Math.toIntExact(from - after - 1);
        return List.copyOf(entries.subList(start, start + Math.toIntExact(to - from + 1)));
    }

    /** Forgets the entries after {@code revision}. */
    void truncate(long revision) {
        entries.subList(dropped + Math.toIntExact(revision - after), entries.size())
                .clear();
    }

    /** Forgets the entries up to and including {@code revision}. */
    void forget(long revision) {
        if (revision <= after) {
            return;
        }
        int count = Math.toIntExact(Math.min(revision, last()) - after);
        timeAfterMs = get(after + count).timeMs();
        dropped += count;
        after += count;
        if (dropped * 2 > entries.size()) {
            entries.subList(0, dropped).clear();
            dropped = 0;
        }
    }
}
