package dev.stet.ot.json;

import dev.stet.ot.Side;
import java.util.ArrayList;
import java.util.List;

/** The transformation of two lists as the reference describes it: with recursion. To be compared with. */
final class NaiveListTransform {
    private NaiveListTransform() {}

    /** Two lists past each other. */
    record Pair<C>(List<C> left, List<C> right) {}

    static <C> Pair<C> transform(ListTransform.Kind<C> kind, List<C> left, List<C> right) {
        List<C> newRight = new ArrayList<>();
        List<C> lefts = left;
        for (C r : right) {
            List<C> newLeft = new ArrayList<>();
            List<C> current = List.of(r);
            for (int i = 0; i < lefts.size() && current.size() == 1; i++) {
                C l = lefts.get(i);
                List<C> next = new ArrayList<>();
                kind.transform(l, current.get(0), Side.LEFT, newLeft);
                kind.transform(current.get(0), l, Side.RIGHT, next);
                current = next;
                List<C> rest = lefts.subList(i + 1, lefts.size());
                if (next.size() != 1) {
                    Pair<C> pair = transform(kind, rest, next);
                    pair.left().forEach(component -> kind.append(newLeft, component));
                    if (next.isEmpty()) {
                        break;
                    }
                    pair.right().forEach(component -> kind.append(newRight, component));
                }
            }
            if (current.size() == 1) {
                kind.append(newRight, current.get(0));
            }
            lefts = newLeft;
        }
        return new Pair<>(lefts, newRight);
    }
}
