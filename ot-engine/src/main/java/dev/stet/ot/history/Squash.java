package dev.stet.ot.history;

import dev.stet.ot.OperationType;
import dev.stet.ot.sync.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the same past of fewer entries. The log is cut where one slice of time ends and the next begins; inside a slice
 * an author's entries become one, as far as those of others between them can be passed:
 *
 * <pre>
 *   slice   ann bob ann ann cid bob │ ann cid
 *   becomes ann         bob     cid │ ann cid
 * </pre>
 *
 * Squashed entries are for reading, for blame and for going back to the end of a slice. Nobody may transform over them
 * who was to transform over the entries: squash what is older than every revision that somebody still works on.
 */
public final class Squash {
    private Squash() {}

    /**
     * Returns a stretch, squashed. Slices begin at multiples of their duration since the epoch, so that squashing a
     * longer log gives the same; where the clock was set back, the slice before it goes on as another one. Authorship
     * stays, except that of two equal things that two authors put at one place either may be laid to either.
     *
     * @param slice how long a slice is, at least a millisecond
     * @throws dev.stet.ot.InvalidOperationException if an entry does not fit the document
     */
    public static <S, O> List<SquashedSlice<O>> squash(History<S, O> history, Duration slice) {
        long sliceMs = slice.toMillis();
        if (sliceMs < 1) {
            throw new IllegalArgumentException("a slice is at least a millisecond, slice=" + slice);
        }
        OperationType<S, O> type = history.type();
        List<SquashedSlice<O>> slices = new ArrayList<>();
        List<Entry<O>> entries = history.entries();
        S document = history.snapshot();
        int from = 0;
        while (from < entries.size()) {
            long time = Math.floorDiv(entries.get(from).timeMs(), sliceMs);
            int to = from + 1;
            while (to < entries.size() && Math.floorDiv(entries.get(to).timeMs(), sliceMs) == time) {
                to++;
            }
            List<SquashedEntry<O>> squashed = squashed(type, document, entries.subList(from, to));
            for (SquashedEntry<O> entry : squashed) {
                document = type.apply(document, entry.operation());
            }
            slices.add(new SquashedSlice<>(
                    entries.get(from).revision(), entries.get(to - 1).revision(), squashed));
            from = to;
        }
        return slices;
    }

    /** Puts the two halves of a slice together, each squashed alone, so that no long entry is moved for every short one. */
    private static <S, O> List<SquashedEntry<O>> squashed(OperationType<S, O> type, S before, List<Entry<O>> entries) {
        String author = entries.getFirst().author();
        if (entries.stream().allMatch(entry -> entry.author().equals(author))) {
            return List.of(run(type, entries));
        }
        int middle = entries.size() / 2;
        SquashedRun<S, O> all = new SquashedRun<>(type, before);
        squashed(type, before, entries.subList(0, middle)).forEach(all::add);
        squashed(type, all.after(), entries.subList(middle, entries.size())).forEach(all::add);
        return all.entries();
    }

    /** Returns the entry of neighbours of one author. */
    private static <O> SquashedEntry<O> run(OperationType<?, O> type, List<Entry<O>> entries) {
        return new SquashedEntry<>(
                entries.getFirst().revision(),
                entries.getLast().revision(),
                entries.getFirst().author(),
                entries.stream().mapToLong(Entry::timeMs).min().orElseThrow(),
                entries.stream().mapToLong(Entry::timeMs).max().orElseThrow(),
                entries.size(),
                type.composeAll(entries.stream().map(Entry::operation).toList()));
    }
}
