package dev.stet.ot.json;

import java.util.List;

/**
 * Some links of a {@link Chain} that another component can meet, in an order in which those that it meets are found.
 * What goes past them is counted, as they are, from the place. Confined to its owner's thread.
 */
interface Place<C> {
    /** Takes a component past the links and returns what becomes of it. */
    List<C> pass(C other);

    /** Returns the links in the order of the chain, counted from this place, which is no more used. */
    List<Link<C>> dissolve();
}
