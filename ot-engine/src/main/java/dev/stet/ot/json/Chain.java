package dev.stet.ot.json;

import dev.stet.ot.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * The components of a long operation in their order, on their way past others; the operation is {@link Side#LEFT}.
 *
 * <p>A component goes past those links that it can meet, a window; what stands between them stays as it is. What becomes
 * of the window takes its place in the chain, block by block, where a block is what stands there without a gap:
 *
 * <pre>
 *   chain     l1   l2   l3   l4   l5   l6
 *   window         l2   l3        l5           two blocks: l2 l3, and l5
 *   chain     l1   l2'  l3a  l3b  l4   l6      l5 vanished: l4 and l6 are neighbours now, and may become one
 * </pre>
 *
 * As in {@link ListTransform} components are merged where one is put behind another; those of two blocks never are, nor
 * are those with a {@link Bound} between them.
 *
 * <p>Confined to its owner's thread.
 */
final class Chain<C> {
    private final ListTransform.Kind<C> kind;
    private final Blocks<C> blocks;
    private final Tie<C> end = new Tie<>();
    private final List<Tie<C>> gaps = new ArrayList<>();
    private final List<Bound<C>> emptied = new ArrayList<>();
    private boolean unsettled;

    Chain(ListTransform.Kind<C> kind) {
        this.kind = kind;
        this.blocks = new Blocks<>(kind);
    }

    /** Puts a link or a bound at the end. */
    void add(Tie<C> tie) {
        end.before.put(tie);
    }

    /** Returns whether no two neighbours would be merged if they were put behind one another. */
    static <C> boolean isSettled(ListTransform.Kind<C> kind, List<C> components) {
        for (int i = 1; i < components.size(); i++) {
            if (Blocks.put(kind, components.get(i - 1), components.get(i)).size() < 2) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether there are neighbours now that would be merged when all of the operation is passed next. */
    boolean isUnsettled() {
        return unsettled;
    }

    /** Says that there are such neighbours, which somebody knows who keeps the links in another form. */
    void unsettle() {
        unsettled = true;
    }

    boolean isEmpty() {
        return isTie(end, end.after);
    }

    /** Returns the links in order. */
    List<Link<C>> links() {
        List<Link<C>> links = new ArrayList<>();
        for (Tie<C> tie = end.after; !isTie(tie, end); tie = tie.after) {
            if (tie instanceof Link<C> link) {
                links.add(link);
            }
        }
        return links;
    }

    /** Returns the components in order. */
    List<C> components() {
        return links().stream().map(link -> link.component).toList();
    }

    /** Takes out a link that has vanished, or a bound. */
    void remove(Tie<C> tie) {
        gaps.add(tie.before);
        tie.leave();
    }

    /** Returns the bounds in order. */
    List<Bound<C>> bounds() {
        List<Bound<C>> bounds = new ArrayList<>();
        for (Tie<C> tie = end.after; !isTie(tie, end); tie = tie.after) {
            if (tie instanceof Bound<C> bound) {
                bounds.add(bound);
            }
        }
        return bounds;
    }

    /** Returns the bounds behind which the last link has vanished since this was asked. */
    List<Bound<C>> takeEmptied() {
        List<Bound<C>> taken = List.copyOf(emptied);
        emptied.clear();
        return taken;
    }

    /** Says that a link has become one that may be merged with the one before it. */
    void mayMerge(Link<C> link) {
        gaps.add(link.before);
    }

    /** Merges neighbours between which links have vanished; before the next component passes. */
    void closeGaps() {
        for (Tie<C> gap : gaps) {
            close(gap);
            if (gap instanceof Bound<C> bound && bound.isEmpty()) {
                emptied.add(bound);
            }
        }
        gaps.clear();
    }

    /**
     * Takes components that follow one another past a window, and returns what becomes of them.
     *
     * @param window in the order of the chain; when this returns, what became of it
     * @param apart whether of two links of the window, one following the other, the first belongs to a list that the others
     *     pass as a whole before they come to the second
     */
    List<C> pass(List<Link<C>> window, List<C> others, BiPredicate<Link<C>, Link<C>> apart) {
        if (others.size() > 1 || unsettled) {
            return passInPieces(window, others, apart);
        }
        List<C> passed = new ArrayList<>();
        List<C> mine = new ArrayList<>(2);
        List<C> theirs = new ArrayList<>(others);
        boolean changed = false;
        for (int i = 0; i < window.size() && !theirs.isEmpty(); i++) {
            C component = window.get(i).component;
            C passing = theirs.get(0);
            mine.clear();
            theirs.clear();
            kind.transform(component, passing, Side.LEFT, mine);
            kind.transform(passing, component, Side.RIGHT, theirs);
            if (mine.size() != 1 || theirs.size() > 1) {
                return passInPieces(window, others, apart);
            }
            boolean mayMerge = changed;
            changed = isOther(component, mine.get(0));
            if ((mayMerge || changed) && follows(window, i) && merges(passed.get(i - 1), mine.get(0))) {
                return passInPieces(window, others, apart);
            }
            passed.add(mine.get(0));
        }
        int next = passed.size();
        if (changed
                && next < window.size()
                && follows(window, next)
                && merges(mine.get(0), window.get(next).component)) {
            return passInPieces(window, others, apart);
        }
        for (int i = 0; i < passed.size(); i++) {
            window.get(i).component = passed.get(i);
        }
        return theirs;
    }

    /** Returns whether a link of a window stands behind the one before it without a gap. */
    static <C> boolean follows(List<Link<C>> window, int index) {
        return index > 0 && isTie(window.get(index).before, window.get(index - 1));
    }

    private List<C> passInPieces(List<Link<C>> window, List<C> others, BiPredicate<Link<C>, Link<C>> apart) {
        List<Blocks.Part<C>> lefts = new ArrayList<>(window.size());
        List<Tie<C>> starts = new ArrayList<>();
        for (int i = 0; i < window.size(); i++) {
            Link<C> link = window.get(i);
            if (!follows(window, i)) {
                starts.add(link.before);
            }
            lefts.add(new Blocks.Part<>(link.component, link.time, starts.size() - 1));
        }
        List<Blocks.Part<C>> rights =
                others.stream().map(other -> new Blocks.Part<>(other, 0, 0)).toList();
        List<Blocks.Part<C>> passed = new ArrayList<>();
        int from = 0;
        while (from < lefts.size() && !rights.isEmpty()) {
            int to = from + 1;
            while (to < lefts.size() && !apart.test(window.get(to - 1), window.get(to))) {
                to++;
            }
            ListTransform<Blocks.Part<C>> pair = ListTransform.both(blocks, lefts.subList(from, to), rights);
            Blocks.join(blocks, passed, pair.left());
            rights = pair.right();
            from = to;
        }
        Blocks.join(blocks, passed, lefts.subList(from, lefts.size()));
        if (!window.isEmpty()) {
            Home<C> home = window.get(0).home;
            window.forEach(Link::leave);
            window.clear();
            tie(starts, passed, window, home);
        }
        return rights.stream().map(Blocks.Part::component).toList();
    }

    /** Puts parts into the chain, each block behind the tie where it starts. */
    private void tie(List<Tie<C>> starts, List<Blocks.Part<C>> parts, List<Link<C>> window, Home<C> home) {
        int next = 0;
        for (int block = 0; block < starts.size(); block++) {
            Tie<C> last = starts.get(block);
            int first = next;
            while (next < parts.size() && parts.get(next).block() == block) {
                Link<C> link =
                        new Link<>(parts.get(next).component(), parts.get(next).time());
                link.home = home;
                window.add(link);
                unsettled |= next > first && merges(parts.get(next - 1).component(), link.component);
                last.put(link);
                last = link;
                next++;
            }
            if (next == first) {
                gaps.add(last);
            }
        }
    }

    /** Merges the neighbours of a gap, as long as they can be one. */
    private void close(Tie<C> gap) {
        Tie<C> before = gap;
        while (before instanceof Link<C> last
                && before.after instanceof Link<C> next
                && !isTie(last, next)
                && isTogether(last, next)) {
            List<Link<C>> left = last.home.join(last, next);
            if (left.size() > 1) {
                return;
            }
            Tie<C> further = last.before;
            if (left.isEmpty()) {
                last.leave();
                before = further;
            }
            next.leave();
        }
    }

    /** Makes two neighbours of one home one if they can be, and returns what is left of them; they stay tied. */
    List<Link<C>> merge(Link<C> last, Link<C> next) {
        List<C> both = Blocks.put(kind, last.component, next.component);
        if (both.size() > 1) {
            return List.of(last, next);
        }
        if (both.isEmpty()) {
            return List.of();
        }
        last.component = both.get(0);
        unsettled |=
                last.before instanceof Link<C> link && isTogether(link, last) && merges(link.component, last.component);
        return List.of(last);
    }

    /** Returns whether two components would be merged if the one were put behind the other. */
    boolean merges(C last, C next) {
        return Blocks.put(kind, last, next).size() < 2;
    }

    /** Returns whether two links are counted from one place. */
    @SuppressWarnings("ReferenceEquality") // homes are places to be, not values
    private static <C> boolean isTogether(Link<C> one, Link<C> other) {
        return one.home == other.home;
    }

    @SuppressWarnings("ReferenceEquality") // ties are no values
    private static <C> boolean isTie(Tie<C> tie, Tie<C> other) {
        return tie == other;
    }

    @SuppressWarnings("ReferenceEquality") // only whether nothing was to be done: equal components may be long
    private static <C> boolean isOther(C before, C after) {
        return before != after;
    }
}
