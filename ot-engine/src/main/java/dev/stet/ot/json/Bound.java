package dev.stet.ot.json;

import java.util.ArrayList;
import java.util.List;

/**
 * Stands in a {@link Chain} of steps where those of another edit begin, which are not merged with the ones before.
 * Confined to its owner's thread.
 */
final class Bound<C> extends Tie<C> {
    /** The edit whose steps follow. */
    final Link<JsonComponent> edit;

    /** Number of the first step. */
    final int number;

    Bound(Link<JsonComponent> edit, int number) {
        this.edit = edit;
        this.number = number;
    }

    /** Returns whether no steps are left up to the next bound. */
    boolean isEmpty() {
        return !(after instanceof Link);
    }

    /** Returns the steps up to the next bound. */
    List<C> steps() {
        List<C> steps = new ArrayList<>();
        for (Tie<C> tie = after; tie instanceof Link<C> link; tie = link.after) {
            steps.add(link.component);
        }
        return steps;
    }
}
