package dev.stet.ot.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Cuts a row of units up into stretches: of some links each, of one unit inside of which are many, or of many that put
 * units in at one place.
 *
 * <p>Immutable.
 *
 * @param most about how many links a stretch has
 * @param inside makes the place of what is changed inside of one unit, counted from that unit
 * @param crowd makes the place of many links that lie across each other in a row of some length
 */
record StretchCutter<C>(
        Chain<C> chain,
        Reach<C> reach,
        int most,
        Function<List<Link<C>>, Place<C>> inside,
        BiFunction<List<Link<C>>, Integer, Row<C>> crowd) {

    /**
     * Returns the stretches.
     *
     * @param links counted from the beginning of the row; afterwards from that of their stretch
     * @param length of the row before the operation
     */
    List<Stretch<C>> cut(List<Link<C>> links, int length) {
        if (Reach.weight(reach, links) <= 2 * most) {
            FlatPlace<C> whole = new FlatPlace<>(chain, links, most);
            return List.of(new Stretch<>(length, length + whole.growth(reach), whole));
        }
        Origins<C> origins = new Origins<>(reach, length, links);
        int[] starts = starts(origins, links, length);
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            lengths.add((i + 1 < starts.length ? starts[i + 1] : length) - starts[i]);
        }
        Offsets offsets = new Offsets(lengths);
        List<List<Link<C>>> parts = new ArrayList<>();
        lengths.forEach(part -> parts.add(new ArrayList<>()));
        BitSet ofNewUnits = new BitSet();
        ofNewUnits.set(0, starts.length);
        for (int i = 0; i < links.size(); i++) {
            Link<C> link = links.get(i);
            int found = Arrays.binarySearch(starts, origins.first(i));
            int part = found >= 0 ? found : -found - 2;
            int start = offsets.start(part);
            if (start > 0) {
                link.component = reach.shifted(link.component, -start);
            }
            offsets.grow(part, reach.growth(link.component));
            if (!origins.isOfNewUnits(i) || origins.first(i) > starts[part]) {
                ofNewUnits.clear(part);
            }
            parts.get(part).add(link);
        }
        List<Stretch<C>> stretches = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            stretches.add(stretch(parts.get(i), lengths.get(i), ofNewUnits.get(i)));
        }
        return stretches;
    }

    private Stretch<C> stretch(List<Link<C>> links, int length, boolean ofNewUnits) {
        if (!links.isEmpty() && ofNewUnits) {
            NewUnits<C> units = new NewUnits<>(new FlatPlace<>(chain, links, most), reach);
            return new Stretch<>(length, length + units.growth(reach), units);
        }
        if (length == 1
                && Reach.weight(reach, links) > 2 * most
                && links.stream().allMatch(link -> reach.isInside(link.component))) {
            return new Stretch<>(1, 1, inside.apply(links));
        }
        return together(links, length);
    }

    /** Returns one stretch of all links. */
    Stretch<C> together(List<Link<C>> links, int length) {
        Row<C> row = links.size() > 2 * most ? crowd.apply(links, length) : new FlatPlace<>(chain, links, most);
        return new Stretch<>(length, length + row.growth(reach), row);
    }

    /** Returns where stretches begin: where nothing lies across, so that the unit before is one that is left alone. */
    private int[] starts(Origins<C> origins, List<Link<C>> links, int length) {
        int[] starts = new int[2 * links.size() + 1];
        int stretches = 1;
        int gathered = 0;
        int next = 0;
        int[] order = origins.order();
        while (next < order.length) {
            int first = origins.first(order[next]);
            int last = first;
            int together = 0;
            boolean ofNewUnits = true;
            while (next < order.length && origins.first(order[next]) <= last) {
                last = Math.max(last, origins.last(order[next]));
                ofNewUnits &= origins.isOfNewUnits(order[next]);
                together += reach.weight(links.get(order[next++]).component);
            }
            boolean crowd = together > 2 * most;
            if (first > starts[stretches - 1] && (crowd || gathered >= most)) {
                starts[stretches++] = first;
                gathered = 0;
            }
            gathered += together;
            if (crowd && !ofNewUnits && last + 1 < length) {
                starts[stretches++] = last + 1;
                gathered = 0;
            }
        }
        return Arrays.copyOf(starts, stretches);
    }
}
