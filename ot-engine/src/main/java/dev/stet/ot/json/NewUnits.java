package dev.stet.ot.json;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * Links that put units in at the beginning of a stretch and then change nothing but these: whoever comes knows none of
 * them, and has its place behind them all.
 *
 * <pre>
 *   row before      ──┬───────────────────      what comes is at this place or behind it
 *   row after       ──┴─ new units ─┬─────
 *                     └── growth ───┘
 * </pre>
 *
 * The links are on the left, so what comes is put in behind what they put in; and an item that it moves to the very
 * beginning ends behind them too. So each that comes moves by the growth, and the links stay as they are.
 *
 * <p>Confined to its owner's thread.
 */
final class NewUnits<C> implements Row<C> {
    private final FlatPlace<C> links;
    private final Reach<C> reach;
    private final int growth;

    NewUnits(FlatPlace<C> links, Reach<C> reach) {
        this.links = links;
        this.reach = reach;
        this.growth = links.growth(reach);
    }

    @Override
    public int growth(Reach<C> same) {
        return growth;
    }

    /** They are not counted: all are passed at once. */
    @Override
    public boolean isCrowded() {
        return false;
    }

    @Override
    public List<C> pass(List<C> others, BiPredicate<Link<C>, Link<C>> apart) {
        return Reach.shifted(reach, others, growth);
    }

    @Override
    public List<Link<C>> dissolve() {
        return links.dissolve();
    }
}
