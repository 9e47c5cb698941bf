package dev.stet.server.history;

import dev.stet.ot.OperationType;
import dev.stet.server.document.StoredJson;
import dev.stet.server.history.HistoryException.Reason;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.SealedSlice;
import dev.stet.server.storage.Slice;
import dev.stet.server.storage.SquashedRun;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.util.List;
import java.util.function.Consumer;

/**
 * Goes along a document's log, page by page: first over what is left of its squashed beginning, then over its entries.
 *
 * <pre>
 *   revision  0        40        90   91   92  …
 *             │ slice  │ slice   │ e  │ e  │       a walk begins and ends between two of them
 * </pre>
 *
 * <p>Threads: thread-safe; blocks.
 */
final class LogWalk<O> {
    private static final int ENTRIES = 1_000;
    private static final int SLICES = 100;

    private final Storage storage;
    private final StoredDocument document;
    private final OperationType<?, O> type;

    LogWalk(Storage storage, StoredDocument document, OperationType<?, O> type) {
        this.storage = storage;
        this.document = document;
        this.type = type;
    }

    /**
     * Passes on every step that leads from one revision to another, in order.
     *
     * @throws HistoryException if one of the two is inside of what was squashed
     * @throws StorageException if the log cannot be read, or has a gap
     */
    void walk(long after, long upTo, Consumer<Step<O>> consumer) throws HistoryException {
        long at = after;
        while (at < upTo) {
            List<LogEntry> page = storage.read(document, at, (int) Math.min(ENTRIES, upTo - at));
            if (page.isEmpty() || page.getFirst().revision() > at + 1) {
                at = walkSlices(at, upTo, consumer);
                continue;
            }
            for (LogEntry entry : page) {
                if (entry.revision() != ++at) {
                    throw gap(at);
                }
                consumer.accept(new Step<>(at, entry.author(), entry.timeMs(), decode(entry.operation())));
            }
        }
    }

    /** Passes on a page of slices, and returns the revision that it ends at. */
    private long walkSlices(long after, long upTo, Consumer<Step<O>> consumer) throws HistoryException {
        long at = after;
        for (SealedSlice stored : storage.slices(document, after, SLICES)) {
            Slice slice = stored.slice();
            if (at == upTo) {
                break;
            }
            requireBetweenSlices(slice, at, upTo);
            for (SquashedRun run : slice.runs()) {
                consumer.accept(new Step<>(run.lastRevision(), run.author(), run.toMs(), decode(run.operation())));
            }
            at = slice.lastRevision();
        }
        if (at == after) {
            throw gap(at + 1);
        }
        return at;
    }

    private static void requireBetweenSlices(Slice slice, long at, long upTo) throws HistoryException {
        if (slice.firstRevision() != at + 1 || slice.lastRevision() > upTo) {
            long inside = slice.firstRevision() != at + 1 ? at : upTo;
            throw new HistoryException(
                    Reason.REVISION_SQUASHED,
                    "the revision was squashed with others, revision=" + inside + " before="
                            + (slice.firstRevision() - 1) + " after=" + slice.lastRevision());
        }
    }

    private O decode(Bytes operation) {
        return type.decode(StoredJson.read(operation));
    }

    private StorageException gap(long revision) {
        return new StorageException("The log has a gap, document=" + document.id() + ", revision=" + revision);
    }
}
