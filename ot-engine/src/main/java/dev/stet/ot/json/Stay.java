package dev.stet.ot.json;

/**
 * An item of an array at one place, from one moment until another: see {@link Stays}. Or, from the first moment on for ever,
 * neighbours that nothing is done to. Or none, which stands before the first and behind the last.
 *
 * <p>Confined to its owner's thread.
 */
final class Stay {
    /** Behind the last moment. */
    static final int FOREVER = Integer.MAX_VALUE;

    /** What is counted. */
    enum Sum {
        STAYS,
        FIRST_ITEMS,
        LAST_ITEMS
    }

    /** The number of the item; 0 as long as nothing is done to it. */
    int item;

    /** How many items. */
    int count;

    /** The moment at which it begins: that behind the change which brings the item here. */
    final int since;

    /** The moment before which it ends. */
    int until = FOREVER;

    /** The stay of the same item before; or none. */
    Stay earlier;

    /** The stay of the same item after it; or none. */
    Stay later;

    /** The neighbours in the order of all. */
    Stay before;

    Stay behind;

    /** The tree: what is below on both sides, and what is above. */
    Stay left;

    Stay right;
    Stay above;
    int priority;

    /** Where it stands, once all is counted; 0 if nowhere. */
    int number;

    /** Of all from here downwards: how many, how many items there are at the first and the last moment, and their moments. */
    private int stays;

    private int firstItems;
    private int lastItems;
    private int firstSince = FOREVER;
    private int lastSince;
    private int lastUntil;

    /** None. */
    Stay() {
        this.since = 0;
        this.earlier = this;
        this.later = this;
        this.before = this;
        this.behind = this;
        this.left = this;
        this.right = this;
        this.above = this;
    }

    /** Stands nowhere yet. */
    Stay(Stay none, int item, int count, int since) {
        this.item = item;
        this.count = count;
        this.since = since;
        this.earlier = none;
        this.later = none;
        this.before = none;
        this.behind = none;
        this.left = none;
        this.right = none;
        this.above = none;
    }

    boolean isNone() {
        return left == this;
    }

    boolean isThere(int moment) {
        return since <= moment && moment < until;
    }

    /** Counts all from here downwards. */
    void recount() {
        stays = left.stays + 1 + right.stays;
        firstItems = left.firstItems + (since == 0 ? count : 0) + right.firstItems;
        lastItems = left.lastItems + (until == FOREVER ? count : 0) + right.lastItems;
        firstSince = Math.min(since, Math.min(left.firstSince, right.firstSince));
        lastSince = Math.max(since, Math.max(left.lastSince, right.lastSince));
        lastUntil = Math.max(until, Math.max(left.lastUntil, right.lastUntil));
    }

    int sum(Sum sum) {
        return switch (sum) {
            case STAYS -> stays;
            case FIRST_ITEMS -> firstItems;
            case LAST_ITEMS -> lastItems;
        };
    }

    /** Returns whether one from here downwards might be there at a moment. */
    boolean mayBeThere(int moment) {
        return firstSince <= moment && moment < lastUntil;
    }

    /** Returns when the first from here downwards begins. */
    int firstSince() {
        return firstSince;
    }

    /** Returns when the last from here downwards begins. */
    int lastSince() {
        return lastSince;
    }

    /**
     * Returns whether it is there at a moment.
     *
     * @param except number of an item that does not count
     */
    boolean isThere(int moment, int except) {
        return item != except && isThere(moment);
    }
}
