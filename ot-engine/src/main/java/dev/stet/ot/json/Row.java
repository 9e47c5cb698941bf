package dev.stet.ot.json;

import java.util.List;
import java.util.function.BiPredicate;

/** A place of units that may be passed by several components at once. Confined to its owner's thread. */
interface Row<C> extends Place<C> {
    /**
     * Takes components that follow one another past the links and returns what becomes of them.
     *
     * @param apart as for {@link Chain#pass}
     */
    List<C> pass(List<C> others, BiPredicate<Link<C>, Link<C>> apart);

    /** Returns by how much the links make the row longer. */
    int growth(Reach<C> reach);

    /** Returns whether it is time to look again how the links lie. */
    boolean isCrowded();

    @Override
    default List<C> pass(C other) {
        return pass(List.of(other), (before, after) -> false);
    }
}
