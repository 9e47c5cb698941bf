package dev.stet.ot.history;

import dev.stet.ot.OperationType;
import dev.stet.ot.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Squashed entries that follow one another, to which more are added: each goes to the last entry of its author, if it
 * can pass those after that one.
 *
 * <pre>
 *         passed        late
 *      · ────────▶ · ─────────▶ ·          late'   = transform(late, invert(passed))
 *       ╲                      ╱           passed' = transform(passed, late')
 *        ╲───────▶ · ─────────╱
 *           late'     passed'              and the two ways must be the same operation
 * </pre>
 *
 * <p>Confined to its owner's thread.
 */
final class SquashedRun<S, O> {
    /** Two operations in their order. */
    private record Pair<O>(O first, O second) {}

    private final OperationType<S, O> type;
    private final List<SquashedEntry<O>> entries = new ArrayList<>();

    /** The document before each entry, and after the last. */
    private final List<S> documents = new ArrayList<>();

    SquashedRun(OperationType<S, O> type, S before) {
        this.type = type;
        documents.add(before);
    }

    List<SquashedEntry<O>> entries() {
        return entries;
    }

    /** Returns the document after all entries. */
    S after() {
        return documents.getLast();
    }

    void add(SquashedEntry<O> added) {
        int place = lastOf(added.author());
        if (place < 0 || !pass(place, added)) {
            documents.add(type.apply(after(), added.operation()));
            entries.add(added);
        }
    }

    private int lastOf(String author) {
        int place = entries.size() - 1;
        while (place >= 0 && !entries.get(place).author().equals(author)) {
            place--;
        }
        return place;
    }

    /** Joins an entry to that at a place; returns false, and changes nothing, if it cannot pass all between. */
    private boolean pass(int place, SquashedEntry<O> added) {
        List<O> passed = new ArrayList<>();
        O late = added.operation();
        for (int i = entries.size() - 1; i > place; i--) {
            Optional<Pair<O>> swapped = swapped(documents.get(i), entries.get(i).operation(), late);
            if (swapped.isEmpty()) {
                return false;
            }
            late = swapped.get().first();
            passed.add(swapped.get().second());
        }
        entries.set(
                place,
                joined(
                        entries.get(place),
                        added,
                        type.compose(entries.get(place).operation(), late)));
        for (int i = place + 1; i < entries.size(); i++) {
            entries.set(i, with(entries.get(i), passed.get(entries.size() - 1 - i)));
        }
        for (int i = place; i < entries.size(); i++) {
            documents.set(i + 1, type.apply(documents.get(i), entries.get(i).operation()));
        }
        return true;
    }

    /** Returns the two in the other order, if there is a way to have the same effect in it. */
    private Optional<Pair<O>> swapped(S before, O first, O second) {
        O both = type.compose(first, second);
        O inverse = type.invert(first, before);
        for (Side side : Side.values()) {
            O early = type.transform(second, inverse, side);
            for (Side other : Side.values()) {
                O late = type.transform(first, early, other);
                if (type.compose(early, late).equals(both)) {
                    return Optional.of(new Pair<>(early, late));
                }
            }
        }
        return Optional.empty();
    }

    private static <O> SquashedEntry<O> joined(SquashedEntry<O> early, SquashedEntry<O> late, O operation) {
        return new SquashedEntry<>(
                early.firstRevision(),
                late.lastRevision(),
                early.author(),
                Math.min(early.fromMs(), late.fromMs()),
                Math.max(early.toMs(), late.toMs()),
                early.count() + late.count(),
                operation);
    }

    private static <O> SquashedEntry<O> with(SquashedEntry<O> entry, O operation) {
        return new SquashedEntry<>(
                entry.firstRevision(),
                entry.lastRevision(),
                entry.author(),
                entry.fromMs(),
                entry.toMs(),
                entry.count(),
                operation);
    }
}
