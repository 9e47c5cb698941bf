package dev.stet.ot.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * Operations that come one after the other, joined as they come the way a binary counter carries: of {@code n} of them
 * no more than log<sub>2</sub> {@code n} are held, and each is walked over about as many times.
 *
 * <pre>
 *   count   held
 *   1       a
 *   2       ab
 *   3       ab c
 *   4       abcd
 *   5       abcd e
 * </pre>
 *
 * <p>Confined to its owner's thread.
 */
final class Gathered<O> {
    private final BinaryOperator<O> join;
    private final List<O> held = new ArrayList<>(1);
    private int count;

    /**
     * @param join given what came earlier and what came later, returns both in one
     */
    Gathered(BinaryOperator<O> join) {
        this.join = join;
    }

    void add(O operation) {
        held.add(operation);
        count++;
        for (int carries = Integer.numberOfTrailingZeros(count); carries > 0 && held.size() > 1; carries--) {
            O later = held.removeLast();
            held.add(join.apply(held.removeLast(), later));
        }
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** Returns all of them in one; nothing if there are none. */
    Optional<O> total() {
        if (held.isEmpty()) {
            return Optional.empty();
        }
        O total = held.getLast();
        for (int i = held.size() - 2; i >= 0; i--) {
            total = join.apply(held.get(i), total);
        }
        return Optional.of(total);
    }

    /** Returns how many operations are held, for tests of the bound. */
    int held() {
        return held.size();
    }
}
