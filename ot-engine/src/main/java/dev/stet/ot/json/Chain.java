package dev.stet.ot.json;

import dev.stet.ot.Side;
import java.util.ArrayList;
import java.util.List;

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
 * As in {@link ListTransform} components are merged where one is put behind another; those of two blocks never are.
 *
 * <p>Confined to its owner's thread.
 */
final class Chain<C> {
    private final ListTransform.Kind<C> kind;
    private final Blocks<C> blocks;
    private final Tie<C> end = new Tie<>();
    private final List<Tie<C>> gaps = new ArrayList<>();
    private boolean unsettled;

    Chain(ListTransform.Kind<C> kind, List<C> components) {
        this.kind = kind;
        this.blocks = new Blocks<>(kind);
        for (int i = 0; i < components.size(); i++) {
            end.before.put(new Link<>(components.get(i), i));
        }
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

    boolean isEmpty() {
        return !(end.after instanceof Link);
    }

    /** Returns the links in order. */
    List<Link<C>> links() {
        List<Link<C>> links = new ArrayList<>();
        for (Tie<C> tie = end.after; tie instanceof Link<C> link; tie = link.after) {
            links.add(link);
        }
        return links;
    }

    /** Returns the components in order. */
    List<C> components() {
        return links().stream().map(link -> link.component).toList();
    }

    /** Takes out a link that has vanished. */
    void remove(Link<C> link) {
        gaps.add(link.before);
        link.leave();
    }

    /**
     * Merges neighbours between which links have vanished; before the next component passes.
     *
     * @return whether all was done; if not, it will be when the links of such neighbours have one home
     */
    boolean closeGaps() {
        gaps.removeIf(this::close);
        return gaps.isEmpty();
    }

    /**
     * Takes a component past a window, and returns what becomes of it.
     *
     * @param window in the order of the chain; when this returns, what became of it
     */
    List<C> pass(List<Link<C>> window, C other) {
        List<C> passed = new ArrayList<>();
        List<C> mine = new ArrayList<>(2);
        List<C> theirs = new ArrayList<>(2);
        theirs.add(other);
        boolean changed = false;
        for (int i = 0; i < window.size() && !theirs.isEmpty(); i++) {
            C component = window.get(i).component;
            C passing = theirs.get(0);
            mine.clear();
            theirs.clear();
            kind.transform(component, passing, Side.LEFT, mine);
            kind.transform(passing, component, Side.RIGHT, theirs);
            if (mine.size() != 1 || theirs.size() > 1) {
                return passInPieces(window, other);
            }
            boolean mayMerge = changed;
            changed = isOther(component, mine.get(0));
            if ((mayMerge || changed) && follows(window, i) && merges(passed.get(i - 1), mine.get(0))) {
                return passInPieces(window, other);
            }
            passed.add(mine.get(0));
        }
        int next = passed.size();
        if (changed
                && next < window.size()
                && follows(window, next)
                && merges(mine.get(0), window.get(next).component)) {
            return passInPieces(window, other);
        }
        for (int i = 0; i < passed.size(); i++) {
            window.get(i).component = passed.get(i);
        }
        return theirs;
    }

    private static <C> boolean follows(List<Link<C>> window, int index) {
        return index > 0 && isTie(window.get(index).before, window.get(index - 1));
    }

    private List<C> passInPieces(List<Link<C>> window, C other) {
        List<Blocks.Part<C>> lefts = new ArrayList<>(window.size());
        List<Tie<C>> starts = new ArrayList<>();
        for (int i = 0; i < window.size(); i++) {
            Link<C> link = window.get(i);
            if (!follows(window, i)) {
                starts.add(link.before);
            }
            lefts.add(new Blocks.Part<>(link.component, link.time, starts.size() - 1));
        }
        List<Blocks.Part<C>> rights = List.of(new Blocks.Part<>(other, 0, 0));
        ListTransform<Blocks.Part<C>> pair = ListTransform.both(blocks, lefts, rights);
        window.forEach(Link::leave);
        window.clear();
        tie(starts, pair.left(), window);
        return pair.right().stream().map(Blocks.Part::component).toList();
    }

    /** Puts parts into the chain, each block behind the tie where it starts. */
    private void tie(List<Tie<C>> starts, List<Blocks.Part<C>> parts, List<Link<C>> window) {
        int next = 0;
        for (int block = 0; block < starts.size(); block++) {
            Tie<C> last = starts.get(block);
            int first = next;
            while (next < parts.size() && parts.get(next).block() == block) {
                Link<C> link =
                        new Link<>(parts.get(next).component(), parts.get(next).time());
                link.home = window;
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

    /** Merges the neighbours of a gap, as long as they can be one, and returns whether they could be told. */
    private boolean close(Tie<C> gap) {
        Tie<C> before = gap;
        while (before instanceof Link<C> last && before.after instanceof Link<C> next && !isTie(last, next)) {
            if (!isTogether(last, next)) {
                return !kind.mayMergeFarApart(last.component, next.component);
            }
            List<C> both = Blocks.put(kind, last.component, next.component);
            if (both.size() > 1) {
                return true;
            }
            next.leave();
            next.home.remove(next);
            if (both.isEmpty()) {
                before = last.before;
                last.leave();
                last.home.remove(last);
            } else {
                last.component = both.get(0);
                unsettled |= last.before instanceof Link<C> link
                        && isTogether(link, last)
                        && merges(link.component, last.component);
            }
        }
        return true;
    }

    private boolean merges(C last, C next) {
        return Blocks.put(kind, last, next).size() < 2;
    }

    /** Returns whether two links are counted from one place. */
    @SuppressWarnings("ReferenceEquality") // homes are places to be, not values
    private static <C> boolean isTogether(Link<C> one, Link<C> other) {
        return one.home == other.home;
    }

    @SuppressWarnings("ReferenceEquality") // ties are no values
    private static <C> boolean isTie(Tie<C> tie, Link<C> link) {
        return tie == link;
    }

    @SuppressWarnings("ReferenceEquality") // only whether nothing was to be done: equal components may be long
    private static <C> boolean isOther(C before, C after) {
        return before != after;
    }
}
