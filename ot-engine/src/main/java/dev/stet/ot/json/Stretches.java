package dev.stet.ot.json;

import dev.stet.ot.sequence.Sequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Links that touch the units of one row, an array or a string, in a balanced tree by what they touch.
 *
 * <pre>
 *                         first        first + taken
 *   component              ├────────────────┤                  in the window it begins at (first - start)
 *
 *   row before   ──┬───────┴─────┬──────────┴───┬─────────┬──
 *   links          │   stretch   │    stretch   │ stretch │   window = [start, stop)
 *   row after    ──┴─────────────┴──────────────┴─────────┴──
 *                start                         stop
 * </pre>
 *
 * The last unit of a stretch is one that all links leave where it is, so what is put in at its beginning belongs to it, and
 * links of two stretches never meet. What goes past needs a window whose last unit it leaves alone as well; stretches that it
 * touches together become one, and are cut again. After a move they stay one for a while, as others like it may come.
 *
 * <p>Confined to its owner's thread.
 */
final class Stretches<C> implements Row<C> {
    private final Chain<C> chain;
    private final Reach<C> reach;
    private final StretchCutter<C> cutter;
    private Sequence<Stretch<C>> stretches;

    /**
     * @param links counted from the beginning of the row
     * @param cutter cuts rows up
     * @param length of the row before the operation: more than anything reaches
     */
    Stretches(Chain<C> chain, Reach<C> reach, StretchCutter<C> cutter, List<Link<C>> links, int length) {
        this.chain = chain;
        this.reach = reach;
        this.cutter = cutter;
        this.stretches = Sequence.of(new Stretch.InOrder<>(), cutter.cut(links, length));
    }

    @Override
    public List<C> pass(List<C> others, BiPredicate<Link<C>, Link<C>> apart) {
        if (others.size() == 1) {
            C other = others.get(0);
            int first = reach.first(other);
            return pass(others, first, first + reach.taken(other), apart);
        }
        Groups<C> groups = new Groups<>(reach, others);
        List<C> passed = new ArrayList<>(others.size());
        while (groups.next(stretches)) {
            if (chain.isUnsettled()) {
                passed.addAll(passAll(groups.rest(), apart));
                return passed;
            }
            passed.addAll(pass(groups.group(), groups.first(), groups.end(), apart));
            chain.closeGaps();
        }
        return passed;
    }

    /**
     * @param first unit that they touch
     * @param end behind the last one that they take away
     */
    private List<C> pass(List<C> others, int first, int end, BiPredicate<Link<C>, Link<C>> apart) {
        Sequence.Place<Stretch<C>> begin = stretches.find(first);
        int start = begin.start();
        int stop = start + begin.element().base();
        int targetStart = Math.toIntExact(stretches.weightBefore(start));
        int growth = 0;
        for (C other : others) {
            growth += reach.growth(other);
        }
        List<C> inWindow = Reach.shifted(reach, others, -start);
        Place<C> place = begin.element().place();
        List<C> passed;
        if (end < stop && place instanceof Row<C> row) {
            passed = row.pass(inWindow, apart);
            measure(start, begin.element(), row, growth);
        } else if (end < stop && others.size() == 1 && reach.isInside(others.get(0))) {
            passed = place.pass(inWindow.get(0));
        } else {
            Sequence.Place<Stretch<C>> last = stretches.find(end);
            stop = last.start() + last.element().base();
            List<Link<C>> window = dissolve(start, stop);
            passed = chain.pass(window, inWindow, apart);
            int length = stop - start + growth;
            boolean moves = others.stream().anyMatch(reach::isMove);
            stretches = stretches.replace(
                    start, stop, moves ? List.of(cutter.together(window, length)) : cutter.cut(window, length));
        }
        return Reach.shifted(reach, passed, targetStart);
    }

    private List<C> passAll(List<C> others, BiPredicate<Link<C>, Link<C>> apart) {
        int length = stretches.length();
        List<Link<C>> window = dissolve(0, length);
        List<C> passed = chain.pass(window, others, apart);
        for (C other : others) {
            length += reach.growth(other);
        }
        stretches = Sequence.of(new Stretch.InOrder<>(), cutter.cut(window, length));
        return passed;
    }

    /** Says how long a stretch has become, and cuts it if it has become crowded. */
    private void measure(int start, Stretch<C> stretch, Row<C> row, int growth) {
        int base = stretch.base() + growth;
        int stop = start + stretch.base();
        if (row.isCrowded()) {
            stretches = stretches.replace(start, stop, cutter.cut(row.dissolve(), base));
            return;
        }
        int target = base + row.growth(reach);
        if (base != stretch.base() || target != stretch.target()) {
            stretches = stretches.replace(start, stop, List.of(new Stretch<>(base, target, stretch.place())));
        }
    }

    @Override
    public int growth(Reach<C> same) {
        return Math.toIntExact(stretches.weight() - stretches.length());
    }

    /** Each stretch is looked at when it was passed. */
    @Override
    public boolean isCrowded() {
        return false;
    }

    @Override
    public List<Link<C>> dissolve() {
        return dissolve(0, stretches.length());
    }

    /** Returns the links of neighbouring stretches in the order of the chain, counted from the beginning of the first. */
    private List<Link<C>> dissolve(int start, int stop) {
        List<Stretch<C>> window = new ArrayList<>();
        stretches.forEach(start, stop, window::add);
        if (window.size() == 1) {
            return window.get(0).place().dissolve();
        }
        record Found<C>(Link<C> link, int stretch) {}
        List<Found<C>> all = new ArrayList<>();
        for (int i = 0; i < window.size(); i++) {
            for (Link<C> link : window.get(i).place().dissolve()) {
                all.add(new Found<>(link, i));
            }
        }
        all.sort(Comparator.comparingInt(found -> found.link.time));
        Offsets offsets = new Offsets(window.stream().map(Stretch::base).toList());
        List<Link<C>> links = new ArrayList<>(all.size());
        for (Found<C> found : all) {
            int from = offsets.start(found.stretch);
            if (from > 0) {
                found.link.component = reach.shifted(found.link.component, from);
            }
            offsets.grow(found.stretch, reach.growth(found.link.component));
            links.add(found.link);
        }
        return links;
    }
}
