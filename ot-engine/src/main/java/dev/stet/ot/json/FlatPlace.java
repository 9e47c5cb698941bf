package dev.stet.ot.json;

import java.util.List;
import java.util.function.BiPredicate;

/** A few links, or links that are in each other's way: whoever comes meets all of them. */
final class FlatPlace<C> implements Row<C>, Home<C> {
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
        links.forEach(link -> link.home = this);
    }

    @Override
    public boolean isCrowded() {
        return links.size() > crowd;
    }

    @Override
    public int growth(Reach<C> reach) {
        int growth = 0;
        for (Link<C> link : links) {
            growth += reach.growth(link.component);
        }
        return growth;
    }

    @Override
    public List<C> pass(List<C> others, BiPredicate<Link<C>, Link<C>> apart) {
        return chain.pass(links, others, apart);
    }

    @Override
    public List<Link<C>> join(Link<C> last, Link<C> next) {
        List<Link<C>> left = chain.merge(last, next);
        if (left.size() < 2) {
            links.remove(next);
        }
        if (left.isEmpty()) {
            links.remove(last);
        }
        return left;
    }

    @Override
    public List<Link<C>> dissolve() {
        return links;
    }
}
