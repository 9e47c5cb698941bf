package dev.stet.ot.json;

import java.util.List;

/**
 * Where links lie together, all counted from one place. Two links that stand next to each other in their {@link Chain}
 * can only be one if they have one home: what they change is one thing then. Confined to its owner's thread.
 */
interface Home<C> {
    /** Makes two links, neighbours in the chain, one if they can be, and returns those that are left. */
    List<Link<C>> join(Link<C> last, Link<C> next);
}
