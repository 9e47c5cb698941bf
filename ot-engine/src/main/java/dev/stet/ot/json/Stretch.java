package dev.stet.ot.json;

import dev.stet.ot.sequence.Elements;

/**
 * A stretch of a row of units, and the links that touch it and nothing else. Immutable, but for the place.
 *
 * @param base how many units it has before the operation, 1 or more
 * @param target how many after it
 * @param place the links, counted from the beginning of the stretch
 */
record Stretch<C>(int base, int target, Place<C> place) {

    /** Stretches by the row before; what they weigh is the row after. */
    static final class InOrder<C> implements Elements<Stretch<C>> {
        @Override
        public int length(Stretch<C> stretch) {
            return stretch.base;
        }

        @Override
        public long weight(Stretch<C> stretch) {
            return stretch.target;
        }

        @Override
        public Stretch<C> slice(Stretch<C> stretch, int from, int to) {
            throw new IllegalStateException("stretches are replaced as a whole, base=" + stretch.base);
        }
    }
}
