package dev.stet.server.document;

import dev.stet.server.storage.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest durable entries of a log, in memory, bounded in number and bytes.
 *
 * <p>Threads: one writer, the document's mailbox; any number of readers, none of which waits. A reader copies entries and
 * then looks whether they were dropped meanwhile.
 */
final class LogTail {
    private static final int FIRST_CAPACITY = 16;

    private final int maxEntries;
    private final long maxBytes;
    private long bytes;

    /** Entries by {@code revision & (length - 1)}; replaced by a larger one when it is full. */
    private volatile @Nullable LogEntry[] ring = new LogEntry[FIRST_CAPACITY];
    /** The revision before the oldest entry held. */
    private volatile long after;

    private volatile long last;

    LogTail(long revision, int maxEntries, long maxBytes) {
        this.after = revision;
        this.last = revision;
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    /** Returns the revision before the oldest entry held. */
    long after() {
        return after;
    }

    /** Adds the next entries, and drops the oldest ones beyond the limits. */
    void add(List<LogEntry> entries) {
        for (LogEntry entry : entries) {
            if (last - after == ring.length) {
                grow();
            }
            ring[slot(ring, entry.revision())] = entry;
            bytes += entry.operation().length();
            last = entry.revision();
            while (last - after > 1 && (last - after > maxEntries || bytes > maxBytes)) {
                drop();
            }
        }
    }

    private void grow() {
        @Nullable LogEntry[] larger = new LogEntry[ring.length * 2];
        for (long r = after + 1; r <= last; r++) {
            larger[slot(larger, r)] = ring[slot(ring, r)];
        }
        ring = larger;
    }

    private void drop() {
        long dropped = after + 1;
        int slot = slot(ring, dropped);
        LogEntry oldest = ring[slot];
        // first tell readers, then take it away
        after = dropped;
        ring[slot] = null;
        bytes -= oldest == null ? 0 : oldest.operation().length();
    }

    private static int slot(@Nullable LogEntry[] ring, long revision) {
        return (int) revision & (ring.length - 1);
    }

    /** Returns the bytes of those entries from {@code from + 1} on, up to {@code to}, that are still held. */
    long bytesAfter(long from, long to) {
        @Nullable LogEntry[] current = ring;
        long sum = 0;
        for (long r = Math.max(from, after) + 1; r <= to; r++) {
            LogEntry entry = current[slot(current, r)];
            sum += entry == null ? 0 : entry.operation().length();
        }
        return sum;
    }

    /**
     * Returns entries from {@code from + 1} on, up to {@code to}, stopping after {@code maxBytes} but never before the
     * first one; or nothing if some of them have been dropped.
     */
    Optional<List<LogEntry>> read(long from, long to, long maxBytes) {
        if (from < after) {
            return Optional.empty();
        }
        List<LogEntry> entries = new ArrayList<>((int) Math.min(to - from, 64));
        long read = 0;
        @Nullable LogEntry[] current = ring;
        for (long r = from + 1; r <= to && read < maxBytes; r++) {
            LogEntry entry = current[slot(current, r)];
            if (entry == null || entry.revision() != r) {
                return Optional.empty();
            }
            entries.add(entry);
            read += entry.operation().length();
        }
        return Optional.of(entries);
    }
}
