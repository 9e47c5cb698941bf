package dev.stet.ot.json;

import java.util.List;

/** A few links, or links that are in each other's way: whoever comes meets all of them. */
final class FlatPlace<C> implements Place<C> {
    private final Chain<C> chain;
    private final List<Link<C>> links;
    private final int crowd;

    /**
     * Keeps the list.
     *
     * @param most about how many links are few
     */
    FlatPlace(Chain<C> chain, List<Link<C>> links, int most) {
        this.chain = chain;
        this.links = links;
        this.crowd = 2 * Math.max(most, links.size());
        links.forEach(link -> link.home = links);
    }

    /** Returns whether there are so many links now that it is time to look again how they lie. */
    boolean isCrowded() {
        return links.size() > crowd;
    }

    /** Returns by how much the links make a row longer. */
    int growth(Reach<C> reach) {
        int growth = 0;
        for (Link<C> link : links) {
            growth += reach.growth(link.component);
        }
        return growth;
    }

    @Override
    public List<C> pass(C other) {
        return chain.pass(links, other);
    }

    @Override
    public List<Link<C>> dissolve() {
        return links;
    }
}
