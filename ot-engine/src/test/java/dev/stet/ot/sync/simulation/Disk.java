package dev.stet.ot.sync.simulation;

import dev.stet.ot.sync.Entry;
import dev.stet.ot.sync.OperationId;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The durable log, and the document at every revision of it. What it holds is the truth. */
final class Disk {
    private final List<Entry<TextOperation>> entries = new ArrayList<>();
    private final List<Rope> snapshots = new ArrayList<>(List.of(TextType.TEXT.empty()));
    private final Map<OperationId, Long> places = new HashMap<>();

    /** Returns the newest revision. */
    long revision() {
        return entries.size();
    }

    Rope snapshot(long revision) {
        return snapshots.get(Math.toIntExact(revision));
    }

    Entry<TextOperation> entry(long revision) {
        return entries.get(Math.toIntExact(revision) - 1);
    }

    List<Entry<TextOperation>> entries(long after, long upTo) {
        return List.copyOf(entries.subList(Math.toIntExact(after), Math.toIntExact(upTo)));
    }

    /** Returns the revision at which an operation is stored, if it is. */
    OptionalLong place(OperationId id) {
        Long revision = places.get(id);
        return revision == null ? OptionalLong.empty() : OptionalLong.of(revision);
    }

    /** Returns whether exactly this is stored at its revision. */
    boolean holds(Entry<TextOperation> entry) {
        return entry.revision() <= revision() && entry(entry.revision()).equals(entry);
    }

    /** Stores all of a batch, or returns false: one of its revisions is taken. */
    boolean append(List<Entry<TextOperation>> batch) {
        long first = batch.getFirst().revision();
        Violation.unless(first <= revision() + 1, "a gap in the log, newest=" + revision() + " stored=" + first);
        if (first <= revision()) {
            return false;
        }
        for (Entry<TextOperation> entry : batch) {
            Violation.unless(entry.revision() == revision() + 1, "a gap in a batch, revision=" + entry.revision());
            Long before = places.putIfAbsent(Naming.trueName(entry.id()), entry.revision());
            Violation.unless(
                    before == null,
                    "an operation is in the log twice, id=" + entry.id() + " first=" + before + " second="
                            + entry.revision());
            snapshots.add(TextType.TEXT.apply(snapshots.getLast(), entry.operation()));
            entries.add(entry);
        }
        return true;
    }
}
