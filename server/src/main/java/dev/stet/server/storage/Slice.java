package dev.stet.server.storage;

import java.util.List;

/**
 * A stretch of a log, squashed. Its runs, applied one after the other, lead from the document at {@code firstRevision - 1}
 * to the one at {@code lastRevision}; the revisions between are no more. Immutable.
 *
 * @param firstRevision the revision of its first entry
 * @param lastRevision the revision of its last entry
 * @param runs not empty
 */
public record Slice(long firstRevision, long lastRevision, List<SquashedRun> runs) {
    public Slice {
        runs = List.copyOf(runs);
        if (runs.isEmpty() || firstRevision < 1 || lastRevision < firstRevision) {
            throw new IllegalArgumentException("a slice has a run and ends where it begins or later, firstRevision="
                    + firstRevision + ", lastRevision=" + lastRevision + ", runs=" + runs.size());
        }
    }

    /** Returns whether the revision is one of those that are no more. */
    public boolean isInside(long revision) {
        return firstRevision <= revision && revision < lastRevision;
    }

    /** Returns the hash of this slice when it comes after one with another hash. */
    public ChainHash seal(ChainHash before, ChainHash logHash) {
        ChainHasher hasher = new ChainHasher();
        ChainHash hash = before.next(logHash.toBytes());
        for (SquashedRun run : runs) {
            LogEntry content = new LogEntry(
                    run.lastRevision(),
                    run.firstRevision() + " " + run.fromMs(),
                    run.count(),
                    run.author(),
                    run.toMs(),
                    run.operation());
            hash = hasher.next(hash, content);
        }
        return hash;
    }
}
