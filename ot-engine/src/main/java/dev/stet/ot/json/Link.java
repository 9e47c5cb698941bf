package dev.stet.ot.json;

import java.util.List;

/**
 * A component of a long operation that stands in a {@link Chain}, and at the same time in the {@link Place} that it
 * changes. Confined to its owner's thread.
 */
final class Link<C> extends Tie<C> {
    /** What it is now. Where its path or position leads through a place it is counted from there. */
    C component;

    /** Its number in the operation as that came. Pieces of one component share it, and stand from left to right. */
    final int time;

    /** Where it lies. */
    Home<C> home = List::of;

    Link(C component, int time) {
        this.component = component;
        this.time = time;
    }
}
