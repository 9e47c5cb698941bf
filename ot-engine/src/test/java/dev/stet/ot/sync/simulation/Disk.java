package dev.stet.ot.sync.simulation;

import dev.stet.ot.OperationType;
import dev.stet.ot.sync.Entry;
import dev.stet.ot.sync.OperationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The durable log, and the document at every revision of it. What it holds is the truth. */
final class Disk<S, O> {
    private final List<Entry<O>> entries = new ArrayList<>();
    private final OperationType<S, O> type;
    private final List<S> snapshots = new ArrayList<>();
    private final Map<OperationId, Long> places = new HashMap<>();

    Disk(SimulatedType<S, O> simulated) {
        this.type = simulated.type();
        snapshots.add(simulated.beginning());
    }

    /** Returns the newest revision. */
    long revision() {
        return entries.size();
    }

    /** Returns the time of the newest entry. */
    long timeMs() {
        return entries.isEmpty() ? 0 : entries.getLast().timeMs();
    }

    S snapshot(long revision) {
        return snapshots.get(Math.toIntExact(revision));
    }

    Entry<O> entry(long revision) {
        return entries.get(Math.toIntExact(revision) - 1);
    }

    List<Entry<O>> entries(long after, long upTo) {
        return List.copyOf(entries.subList(Math.toIntExact(after), Math.toIntExact(upTo)));
    }

    /** Returns the revision at which an operation is stored, if it is. */
    OptionalLong place(OperationId id) {
        Long revision = places.get(id);
        return revision == null ? OptionalLong.empty() : OptionalLong.of(revision);
    }

    /** Returns whether exactly this is stored at its revision. */
    boolean holds(Entry<O> entry) {
        return entry.revision() <= revision() && entry(entry.revision()).equals(entry);
    }

    /** Stores all of a batch, or returns false: one of its revisions is taken. */
    boolean append(List<Entry<O>> batch) {
        long first = batch.getFirst().revision();
        Violation.unless(first <= revision() + 1, "a gap in the log, newest=" + revision() + " stored=" + first);
        if (first <= revision()) {
            return false;
        }
        for (Entry<O> entry : batch) {
            Violation.unless(entry.revision() == revision() + 1, "a gap in a batch, revision=" + entry.revision());
            Violation.unless(entry.timeMs() >= timeMs(), "an entry is older than the one before, entry=" + entry);
            Long before = places.putIfAbsent(Naming.trueName(entry.id()), entry.revision());
            Violation.unless(
                    before == null,
                    "an operation is in the log twice, id=" + entry.id() + " first=" + before + " second="
                            + entry.revision());
            snapshots.add(type.apply(snapshots.getLast(), entry.operation()));
            entries.add(entry);
        }
        return true;
    }
}
