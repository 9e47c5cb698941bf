package dev.stet.ot.json;

import dev.stet.ot.sequence.Elements;
import dev.stet.ot.sequence.Sequence;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the links of an operation, which follow one another, touch the row as it was before all of them.
 *
 * <p>The row is kept as segments: units that were there before, and units that links put in, which stand for the gap where
 * they lie. What a link touches reaches from behind the nearest old unit to its left up to the nearest to its right, so
 * units taken away, and all that was put in among them, belong to it.
 *
 * <p>Immutable once made.
 */
final class Origins<C> {
    private final int[] firsts;
    private final int[] lasts;
    private final BitSet touchesOld = new BitSet();

    /** @param length of the row before the links, more than they reach */
    Origins(Reach<C> reach, int length, List<Link<C>> links) {
        firsts = new int[links.size()];
        lasts = new int[links.size()];
        Sequence<Segment> row = Sequence.of(new Segment.Kind(), List.of(new Segment(0, length, true)));
        for (int i = 0; i < firsts.length; i++) {
            C component = links.get(i).component;
            int from = reach.first(component);
            int taken = reach.taken(component);
            Sequence.Place<Segment> right = row.find(from + taken);
            lasts[i] = right.element().origin(from + taken - right.start());
            if (taken == 0 && right.start() < from) {
                firsts[i] = lasts[i];
            } else if (from > 0) {
                Sequence.Place<Segment> left = row.find(from - 1);
                firsts[i] = left.element().behind(from - 1 - left.start());
            }
            int put = taken + reach.growth(component);
            touchesOld.set(
                    i,
                    firsts[i] < lasts[i]
                            || (taken == 0 && put <= 0 && right.element().old()));
            if (taken > 0 || put > 0) {
                List<Segment> inserted = put > 0 ? List.of(new Segment(firsts[i], put, false)) : List.of();
                row = row.replace(from, from + taken, inserted);
            }
        }
    }

    /** Returns the first old unit that link number {@code link} may touch. */
    int first(int link) {
        return firsts[link];
    }

    /** Returns the old unit behind all that it touches: not less than {@link #first}. */
    int last(int link) {
        return lasts[link];
    }

    /** Returns whether it changes nothing but what links before it put in, at one place. */
    boolean isOfNewUnits(int link) {
        return !touchesOld.get(link);
    }

    /** Returns the numbers of the links by what they touch first. */
    int[] order() {
        return IntStream.range(0, firsts.length)
                .mapToLong(link -> (long) firsts[link] << Integer.SIZE | link)
                .sorted()
                .mapToInt(key -> (int) key)
                .toArray();
    }

    /**
     * Neighbouring units.
     *
     * @param from the first of them in the row before, or the old unit in front of which they were put in
     * @param length how many, 1 or more
     * @param old whether they were in the row before
     */
    private record Segment(int from, int length, boolean old) {
        int origin(int index) {
            return old ? from + index : from;
        }

        int behind(int index) {
            return old ? from + index + 1 : from;
        }

        private static final class Kind implements Elements<Segment> {
            @Override
            public int length(Segment segment) {
                return segment.length;
            }

            @Override
            public Segment slice(Segment segment, int from, int to) {
                return new Segment(segment.origin(from), to - from, segment.old);
            }
        }
    }
}
