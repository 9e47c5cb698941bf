package dev.stet.ot.json;

import dev.stet.ot.Side;
import java.util.ArrayList;
import java.util.List;

/** Components that are merged only within their block: see {@link Chain}. Immutable. */
record Blocks<C>(ListTransform.Kind<C> kind) implements ListTransform.Kind<Blocks.Part<C>> {
    /**
     * A component of a window.
     *
     * @param time as a link's
     * @param block number of its block, from the left
     */
    record Part<C>(C component, int time, int block) {}

    /** Returns what two components become when the one is put behind the other: the two, or one, or nothing. */
    static <C> List<C> put(ListTransform.Kind<C> kind, C last, C next) {
        List<C> both = new ArrayList<>(2);
        both.add(last);
        kind.append(both, next);
        return both;
    }

    /**
     * Puts a list behind another one, merging where they meet. Within the list everything is left as it is, merged once
     * already.
     */
    static <C> void join(ListTransform.Kind<C> kind, List<C> list, List<C> next) {
        int at = 0;
        while (at < next.size()) {
            int size = list.size();
            kind.append(list, next.get(at++));
            if (list.size() > size) {
                list.addAll(next.subList(at, next.size()));
                return;
            }
        }
    }

    @Override
    public void append(List<Part<C>> list, Part<C> part) {
        if (!list.isEmpty() && list.get(list.size() - 1).block == part.block) {
            Part<C> last = list.get(list.size() - 1);
            List<C> both = put(kind, last.component, part.component);
            if (both.size() < 2) {
                list.remove(list.size() - 1);
                both.forEach(one -> list.add(new Part<>(one, last.time, last.block)));
                return;
            }
        }
        list.add(part);
    }

    @Override
    public void transform(Part<C> part, Part<C> against, Side side, List<Part<C>> list) {
        List<C> pieces = new ArrayList<>(2);
        kind.transform(part.component, against.component, side, pieces);
        pieces.forEach(piece -> append(list, new Part<>(piece, part.time, part.block)));
    }
}
