package dev.stet.ot.rebase;

import dev.stet.ot.sequence.Elements;

/**
 * A stretch of a long operation, as an operation on its own stretch of the document. Immutable.
 *
 * @param operation what is done to the stretch; what it does not reach stays as it is
 * @param base length of the stretch before the operation, 1 or more
 * @param target its length after it
 */
record Fragment<O>(O operation, int base, int target) {

    /** Fragments by the document before; what they weigh is the document after. */
    static final class InOrder<O> implements Elements<Fragment<O>> {
        @Override
        public int length(Fragment<O> fragment) {
            return fragment.base;
        }

        @Override
        public long weight(Fragment<O> fragment) {
            return fragment.target;
        }

        @Override
        public Fragment<O> slice(Fragment<O> fragment, int from, int to) {
            throw new IllegalStateException("fragments are replaced as a whole, base=" + fragment.base);
        }
    }
}
