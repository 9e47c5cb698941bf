package dev.stet.ot.json;

import dev.stet.ot.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Many links of one array that cannot be told apart by stretches, as moves of items that lie across each other: whoever
 * comes goes past all of them. Most pairs change different items, and then only their indexes move, which
 * {@link ItemColumns} does with a few instructions. The links' own components have old indexes meanwhile.
 *
 * <p>Where more than one component would come out of one, or two would be merged, all is passed as in {@link Chain}.
 *
 * <p>Confined to its owner's thread.
 */
final class CrowdedItems implements Row<JsonComponent>, Home<JsonComponent> {
    private final Chain<JsonComponent> chain;
    private final ItemReach reach;
    private final List<Link<JsonComponent>> links;
    private ItemColumns columns;
    private int growth;
    private int passes;

    /** What links become that the other component has met; accepted together with the columns. */
    private final Map<Integer, JsonComponent> met = new HashMap<>();

    /** Rows of links that vanish. */
    private final TreeSet<Integer> gone = new TreeSet<>();

    /** Keeps the list. */
    CrowdedItems(Chain<JsonComponent> chain, ItemReach reach, List<Link<JsonComponent>> links) {
        this.chain = chain;
        this.reach = reach;
        this.links = links;
        this.columns = new ItemColumns(reach, links);
        this.growth = columns.growth();
        links.forEach(link -> link.home = this);
    }

    @Override
    public int growth(Reach<JsonComponent> same) {
        return growth;
    }

    /** Laying links out costs about as much as some passing all of them: done once in as many times as there are links. */
    @Override
    public boolean isCrowded() {
        return passes > links.size();
    }

    @Override
    public List<JsonComponent> pass(
            List<JsonComponent> others, BiPredicate<Link<JsonComponent>, Link<JsonComponent>> apart) {
        passes++;
        if (others.size() == 1 && !chain.isUnsettled()) {
            met.clear();
            gone.clear();
            List<JsonComponent> passed = new ArrayList<>(1);
            if (passRows(others.get(0), passed)) {
                accept();
                return passed;
            }
        }
        write();
        List<JsonComponent> passed = chain.pass(links, others, apart);
        read();
        return passed;
    }

    /** Returns whether the rows could be passed one by one; if not, nothing has changed. */
    private boolean passRows(JsonComponent other, List<JsonComponent> passed) {
        JsonComponent current = other;
        columns.readOther(other);
        int row = columns.pass(0);
        while (row < links.size()) {
            JsonComponent mine = columns.written(row, links.get(row).component);
            JsonComponent theirs = columns.writtenOther(current);
            List<JsonComponent> mineLater = new ArrayList<>(2);
            List<JsonComponent> theirsLater = new ArrayList<>(2);
            JsonTransform.JSON0.transform(mine, theirs, Side.LEFT, mineLater);
            JsonTransform.JSON0.transform(theirs, mine, Side.RIGHT, theirsLater);
            if (mineLater.size() > 1 || theirsLater.size() > 1) {
                return false;
            }
            if (mineLater.isEmpty()) {
                gone.add(row);
            } else {
                met.put(row, mineLater.get(0));
                columns.readPassed(row, mineLater.get(0));
            }
            if (theirsLater.isEmpty()) {
                columns.keep(row + 1);
                return isSettled();
            }
            current = theirsLater.get(0);
            columns.readOther(current);
            row = columns.pass(row + 1);
        }
        passed.add(columns.writtenOther(current));
        return isSettled();
    }

    /** Returns whether no link that the other component has met would be merged with a neighbour. */
    private boolean isSettled() {
        return !columns.mayMerge()
                && met.keySet().stream().noneMatch(row -> merges(row - 1, row) || merges(row, row + 1));
    }

    private boolean merges(int row, int next) {
        return row >= 0
                && next < links.size()
                && !gone.contains(row)
                && !gone.contains(next)
                && Chain.follows(links, next)
                && chain.merges(passed(row), passed(next));
    }

    private JsonComponent passed(int row) {
        return columns.writtenPassed(row, met.getOrDefault(row, links.get(row).component));
    }

    private void accept() {
        columns.accept();
        met.forEach((row, component) -> {
            links.get(row).component = component;
            columns.read(row, component);
        });
        for (int row : gone.descendingSet()) {
            chain.remove(links.get(row));
            removeRow(row);
        }
        if (!gone.isEmpty() || !met.isEmpty()) {
            growth = columns.growth();
        }
    }

    private void removeRow(int row) {
        links.remove(row);
        columns.remove(row);
    }

    @Override
    public List<Link<JsonComponent>> join(Link<JsonComponent> last, Link<JsonComponent> next) {
        int row = links.indexOf(last);
        for (int i = Math.max(0, row - 1); i <= row + 1; i++) {
            write(i);
        }
        List<Link<JsonComponent>> left = chain.merge(last, next);
        if (left.size() < 2) {
            removeRow(row + 1);
            if (left.isEmpty()) {
                removeRow(row);
            } else {
                columns.read(row, last.component);
            }
            growth = columns.growth();
        }
        return left;
    }

    @Override
    public List<Link<JsonComponent>> dissolve() {
        write();
        return links;
    }

    /** Returns the first link. */
    Optional<Link<JsonComponent>> first() {
        return links.stream().findFirst();
    }

    /** Returns whether the first link might be merged with one that is done inside of an item, or there is none. */
    boolean mayMergeWithEdits() {
        return links.isEmpty() || columns.mayMergeWithEdits();
    }

    private void write() {
        for (int row = 0; row < links.size(); row++) {
            write(row);
        }
    }

    private void write(int row) {
        Link<JsonComponent> link = links.get(row);
        link.component = columns.written(row, link.component);
    }

    private void read() {
        columns = new ItemColumns(reach, links);
        growth = columns.growth();
    }
}
