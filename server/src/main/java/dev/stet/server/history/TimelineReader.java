package dev.stet.server.history;

import dev.stet.server.history.HistoryException.Reason;
import dev.stet.server.storage.LogMark;
import dev.stet.server.storage.SealedSlice;
import dev.stet.server.storage.Slice;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.util.List;
import java.util.Optional;

/** Reads a document's past without its operations, page by page. Threads: thread-safe; blocks. */
final class TimelineReader {
    private static final int MARKS = 10_000;
    private static final int SLICES = 100;

    private final Storage storage;
    private final StoredDocument document;
    private final int maxEntries;

    /**
     * @param maxEntries so many revisions are looked at, and no more
     */
    TimelineReader(Storage storage, StoredDocument document, int maxEntries) {
        this.storage = storage;
        this.document = document;
        this.maxEntries = maxEntries;
    }

    /**
     * Reads a stretch. A slice that is partly in it comes whole.
     *
     * @param from its first revision; if absent, as early as may be looked at
     * @throws HistoryException if it is longer than is looked at
     */
    Timeline read(Optional<Long> from, long to, Timeline.View view) throws HistoryException {
        long first = from.orElse(Math.max(1, to - maxEntries + 1));
        if (to - first >= maxEntries) {
            throw new HistoryException(
                    Reason.HISTORY_TOO_LONG,
                    "too many operations lie between the two revisions, from=" + first + " to=" + to + " maxEntries="
                            + maxEntries);
        }
        Sittings sittings = new Sittings(view.pauseMs());
        long at = first - 1;
        while (at < to) {
            List<LogMark> page = storage.marks(document, at, (int) Math.min(MARKS, to - at));
            if (page.isEmpty() || page.getFirst().revision() > at + 1) {
                at = addSlices(sittings, at, to);
                continue;
            }
            page.forEach(sittings::add);
            at = page.getLast().revision();
        }
        List<Sitting> found = sittings.atMost(view.most());
        return found.isEmpty()
                ? new Timeline(first, to, found)
                : new Timeline(found.getFirst().first(), found.getLast().last(), found);
    }

    private long addSlices(Sittings sittings, long after, long upTo) {
        long at = after;
        for (SealedSlice stored : storage.slices(document, after, SLICES)) {
            if (at >= upTo) {
                break;
            }
            Slice slice = stored.slice();
            sittings.add(slice);
            at = slice.lastRevision();
        }
        if (at == after) {
            throw new StorageException("The log has a gap, document=" + document.id() + ", revision=" + (after + 1));
        }
        return at;
    }
}
