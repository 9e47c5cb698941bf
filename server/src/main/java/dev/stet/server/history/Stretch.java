package dev.stet.server.history;

import dev.stet.ot.OperationType;
import dev.stet.ot.history.Authorship;
import dev.stet.ot.history.Difference;
import dev.stet.ot.history.History;
import dev.stet.ot.history.Written;
import dev.stet.ot.sync.Entry;
import dev.stet.ot.sync.OperationId;
import dev.stet.server.history.HistoryException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of a document's past in memory. Its steps are numbered without a gap for the engine, which knows nothing of
 * squashed revisions; the answers tell the revisions that they have.
 *
 * <p>Immutable.
 */
final class Stretch<S, O> {
    /** Nobody asks for the names of operations. */
    private static final OperationId ANY = new OperationId("history", 1);

    private final OperationType<S, O> type;
    private final List<Step<O>> steps;
    private final History<S, O> history;

    private Stretch(OperationType<S, O> type, S before, List<Step<O>> steps) {
        this.type = type;
        this.steps = steps;
        List<Entry<O>> entries = new ArrayList<>(steps.size());
        for (Step<O> step : steps) {
            entries.add(new Entry<>(entries.size() + 1L, ANY, step.author(), step.timeMs(), step.operation()));
        }
        this.history = new History<>(type, 0, before, entries);
    }

    /**
     * Reads a stretch. Blocks.
     *
     * @param before the document at {@code from}
     * @param maxSteps how many there may be
     * @throws HistoryException if it is longer, or begins or ends in what was squashed
     */
    static <S, O> Stretch<S, O> read(
            LogWalk<O> log, OperationType<S, O> type, S before, long from, long to, int maxSteps)
            throws HistoryException {
        if (to - from > maxSteps) {
            throw new HistoryException(
                    Reason.HISTORY_TOO_LONG,
                    "too many operations lie between the two revisions, from=" + from + " to=" + to + " maxEntries="
                            + maxSteps);
        }
        List<Step<O>> steps = new ArrayList<>();
        log.walk(from, to, steps::add);
        return new Stretch<>(type, before, steps);
    }

    /** Returns all parts of the document at the end, with the operations they come from. */
    List<Part> authorship() {
        return parts(Authorship.of(history));
    }

    /** Returns what changed. */
    Change change(long from, long to) {
        Difference<O> difference = Difference.over(history);
        return new Change(
                from, to, type.encode(difference.operation()), parts(difference.added()), parts(difference.removed()));
    }

    private List<Part> parts(List<Written<O>> written) {
        List<Part> parts = new ArrayList<>(written.size());
        for (Written<O> part : written) {
            Optional<Part.Origin> by = part.by()
                    .map(entry -> steps.get((int) entry.revision() - 1))
                    .map(step -> new Part.Origin(step.revision(), step.author(), step.timeMs()));
            parts.add(
                    new Part(part.span().path(), part.span().from(), part.span().to(), by));
        }
        return parts;
    }
}
