package dev.stet.ot.json;

/**
 * One of a ring in which all are tied together in order: a link, a bound, or the end of all. Confined to its owner's
 * thread.
 */
sealed class Tie<C> permits Link, Bound {
    Tie<C> before = this;
    Tie<C> after = this;

    /** Puts another one behind this one. */
    final void put(Tie<C> next) {
        next.before = this;
        next.after = after;
        after.before = next;
        after = next;
    }

    /** Takes this one out: it is alone then. */
    final void leave() {
        before.after = after;
        after.before = before;
        before = this;
        after = this;
    }
}
