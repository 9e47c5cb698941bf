package dev.stet.ot.history;

import dev.stet.ot.OperationType;
import dev.stet.ot.sync.Entry;
import java.util.List;

/**
 * A stretch of a document's log: the document at a revision, and the entries after it without a gap.
 *
 * <p>Immutable.
 *
 * @param type the document's type
 * @param revision where the stretch begins, 0 or more
 * @param snapshot the document at that revision
 * @param entries those of {@code revision + 1}, {@code revision + 2} and so on
 */
public record History<S, O>(OperationType<S, O> type, long revision, S snapshot, List<Entry<O>> entries) {
    public History {
        entries = List.copyOf(entries);
        long expected = revision;
        for (Entry<O> entry : entries) {
            expected++;
            if (entry.revision() != expected) {
                throw new IllegalArgumentException(
                        "a gap in the log, revision=" + entry.revision() + " expected=" + expected);
            }
        }
    }

    /** Returns the revision where the stretch ends. */
    public long head() {
        return revision + entries.size();
    }

    /**
     * Returns the document at a revision of this stretch. Applies the entries up to it.
     *
     * @throws IllegalArgumentException if the revision lies outside
     * @throws dev.stet.ot.InvalidOperationException if an entry does not fit the document
     */
    public S at(long wanted) {
        requireWithin(wanted);
        S document = snapshot;
        for (Entry<O> entry : entries.subList(0, (int) (wanted - revision))) {
            document = type.apply(document, entry.operation());
        }
        return document;
    }

    /**
     * Returns part of this stretch.
     *
     * @param from where it begins
     * @param to where it ends
     * @throws IllegalArgumentException if one of them lies outside, or they are the wrong way round
     * @throws dev.stet.ot.InvalidOperationException if an entry does not fit the document
     */
    public History<S, O> between(long from, long to) {
        requireWithin(to);
        if (from > to) {
            throw new IllegalArgumentException("a stretch does not end before it begins, from=" + from + " to=" + to);
        }
        return new History<>(type, from, at(from), entries.subList((int) (from - revision), (int) (to - revision)));
    }

    /** Returns the operation that leads from the beginning of this stretch to its end. */
    public O change() {
        return type.composeAll(entries.stream().map(Entry::operation).toList());
    }

    private void requireWithin(long wanted) {
        if (wanted < revision || wanted > head()) {
            throw new IllegalArgumentException(
                    "a revision outside of this stretch, revision=" + wanted + " from=" + revision + " to=" + head());
        }
    }
}
