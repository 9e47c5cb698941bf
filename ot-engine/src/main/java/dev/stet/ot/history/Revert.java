package dev.stet.ot.history;

import dev.stet.ot.OperationType;
import dev.stet.ot.Side;
import dev.stet.ot.sync.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Undoes entries chosen from a log, wherever in it they stand.
 *
 * <p>A stretch of the log has a part that is chosen and others. It is cut in two, each half is looked at alone, and the
 * halves are put together:
 *
 * <pre>
 *       first half           second half
 *   s ──────────────▶ m ────────────────────▶ e        undoing: what undoes the chosen entries of a half, at its end
 *    ╲                │ ╲                     │ undoing₂ others:  what the others of a half do, at its beginning
 *     ╲               │   ╲                   ▼
 *      ╲      undoing₁│     ╲─── others₂ ───▶ ·
 *       ╲             │                       │ undoing₁' = transform(undoing₁, others₂, yielding)
 *        ╲            ▼                       ▼
 *         others₁ ──▶ · ──── others₂' ──────▶ ·        others₂' = transform(others₂, undoing₁, the other side)
 * </pre>
 *
 * The whole is undone by {@code undoing₂} and then {@code undoing₁'}; its others are {@code others₁} and then {@code
 * others₂'}. Neighbours that are all chosen, or all not, begin as one operation. Each round halves the number of
 * pieces and walks over all of them, so the cost is about that of composing the log: near linear, whoever's entries
 * alternate however often. Going along the log entry by entry would walk over all that is to be undone for every entry.
 */
public final class Revert {
    /** What undoes the chosen entries of a stretch, and what the others do. */
    private record Piece<O>(O undoing, O others) {}

    private Revert() {}

    /**
     * Returns the operation that, applied to the document at the end of the stretch, undoes the chosen entries: what
     * they inserted is gone, what they deleted is back, and what the other entries did stays. A value that a chosen
     * entry set, and another one set since, stays. It is an ordinary operation: reverting it brings back what it undid.
     *
     * @throws dev.stet.ot.InvalidOperationException if an entry does not fit the document
     */
    public static <S, O> O revert(History<S, O> history, Predicate<? super Entry<O>> chosen) {
        OperationType<S, O> type = history.type();
        List<Piece<O>> round = pieces(history, chosen);
        while (round.size() > 1) {
            List<Piece<O>> next = new ArrayList<>(round.size() / 2 + 1);
            for (int i = 0; i + 1 < round.size(); i += 2) {
                next.add(together(type, round.get(i), round.get(i + 1)));
            }
            if (round.size() % 2 == 1) {
                next.add(round.getLast());
            }
            round = next;
        }
        return round.isEmpty() ? type.noop() : round.getFirst().undoing();
    }

    /** Returns a piece for every run of entries that are all chosen, or all not. */
    private static <S, O> List<Piece<O>> pieces(History<S, O> history, Predicate<? super Entry<O>> chosen) {
        OperationType<S, O> type = history.type();
        List<Piece<O>> pieces = new ArrayList<>();
        List<Entry<O>> entries = history.entries();
        S document = history.snapshot();
        int from = 0;
        while (from < entries.size()) {
            boolean undone = chosen.test(entries.get(from));
            List<O> run = new ArrayList<>();
            run.add(entries.get(from).operation());
            int to = from + 1;
            while (to < entries.size() && chosen.test(entries.get(to)) == undone) {
                run.add(entries.get(to++).operation());
            }
            O operation = type.composeAll(run);
            pieces.add(
                    undone
                            ? new Piece<>(type.invert(operation, document), type.noop())
                            : new Piece<>(type.noop(), operation));
            document = type.apply(document, operation);
            from = to;
        }
        return pieces;
    }

    private static <S, O> Piece<O> together(OperationType<S, O> type, Piece<O> first, Piece<O> second) {
        Side side = type.yielding();
        O undoing = type.transform(first.undoing(), second.others(), side);
        O others = type.transform(second.others(), first.undoing(), side.opposite());
        return new Piece<>(type.compose(second.undoing(), undoing), type.compose(first.others(), others));
    }
}
