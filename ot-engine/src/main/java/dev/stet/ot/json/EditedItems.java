package dev.stet.ot.json;

import dev.stet.ot.json.JsonChange.DeleteItem;
import dev.stet.ot.json.JsonChange.InsertItem;
import dev.stet.ot.json.JsonChange.ItemChange;
import dev.stet.ot.json.JsonChange.MoveItem;
import dev.stet.ot.json.JsonChange.ReplaceItem;
import dev.stet.ot.sequence.Elements;
import dev.stet.ot.sequence.Sequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Links that change what is inside of items and leave the array itself alone: each edited item has a place of its own, which
 * goes along when others move it, and is passed as a whole when they take it away.
 *
 * <p>Confined to its owner's thread.
 */
final class EditedItems implements Row<JsonComponent> {
    /**
     * One item that is edited, or neighbours that are not.
     *
     * @param count how many, 1 or more
     * @param place of what is done inside, counted from the item
     */
    private record Items(int count, Optional<Place<JsonComponent>> place) {}

    private static final Elements<Items> ITEMS = new Elements<>() {
        @Override
        public int length(Items items) {
            return items.count;
        }

        @Override
        public Items slice(Items items, int from, int to) {
            return new Items(to - from, Optional.empty());
        }

        @Override
        public boolean merges(Items left, Items right) {
            return left.place.isEmpty() && right.place.isEmpty();
        }

        @Override
        public Items merge(Items left, Items right) {
            return new Items(left.count + right.count, Optional.empty());
        }
    };

    private static final List<Items> UNEDITED = List.of(new Items(1, Optional.empty()));

    private final Chain<JsonComponent> chain;
    private final ItemReach reach;
    private Sequence<Items> row;

    /**
     * @param links counted from the beginning of the row
     * @param length of the row
     * @param inside makes the place of an item
     */
    EditedItems(
            Chain<JsonComponent> chain,
            ItemReach reach,
            List<Link<JsonComponent>> links,
            int length,
            Function<List<Link<JsonComponent>>, Place<JsonComponent>> inside) {
        this.chain = chain;
        this.reach = reach;
        TreeMap<Integer, List<Link<JsonComponent>>> byItem = new TreeMap<>();
        for (Link<JsonComponent> link : links) {
            int index = reach.first(link.component);
            link.component = reach.shifted(link.component, -index);
            byItem.computeIfAbsent(index, item -> new ArrayList<>()).add(link);
        }
        List<Items> items = new ArrayList<>();
        int next = 0;
        for (int index : byItem.keySet()) {
            addUnedited(items, index - next);
            items.add(new Items(1, Optional.of(inside.apply(byItem.get(index)))));
            next = index + 1;
        }
        addUnedited(items, length - next);
        this.row = Sequence.of(ITEMS, items);
    }

    private static void addUnedited(List<Items> items, int count) {
        if (count > 0) {
            items.add(new Items(count, Optional.empty()));
        }
    }

    @Override
    public List<JsonComponent> pass(
            List<JsonComponent> others, BiPredicate<Link<JsonComponent>, Link<JsonComponent>> apart) {
        List<JsonComponent> passed = new ArrayList<>();
        for (JsonComponent other : others) {
            passed.addAll(pass(other));
        }
        return passed;
    }

    @Override
    public List<JsonComponent> pass(JsonComponent other) {
        int index = (Integer) other.path().step(reach.depth());
        if (reach.isInside(other)) {
            return inItem(index, other, Place::pass);
        }
        switch ((ItemChange) other.change()) {
            case InsertItem insert -> row = row.replace(index, index, UNEDITED);
            case DeleteItem delete -> {
                List<JsonComponent> passed = inItem(index, other, this::passWhole);
                row = row.replace(index, index + 1, List.of());
                return passed;
            }
            case ReplaceItem replace -> {
                List<JsonComponent> passed = inItem(index, other, this::passWhole);
                row = row.replace(index, index + 1, UNEDITED);
                return passed;
            }
            case MoveItem move -> {
                List<Items> moved = List.of(new Items(1, row.elementAt(index).place));
                row = row.replace(index, index + 1, List.of()).replace(move.to(), move.to(), moved);
            }
        }
        return List.of(other);
    }

    /** Takes a component past what is done inside of an item. */
    private List<JsonComponent> inItem(
            int index, JsonComponent other, BiFunction<Place<JsonComponent>, JsonComponent, List<JsonComponent>> past) {
        return row.elementAt(index)
                .place
                .map(place -> Reach.shifted(reach, past.apply(place, reach.shifted(other, -index)), index))
                .orElse(List.of(other));
    }

    /** Takes a component that takes the item away past all that is done inside of it, which vanishes. */
    private List<JsonComponent> passWhole(Place<JsonComponent> place, JsonComponent other) {
        return chain.pass(place.dissolve(), List.of(other), (last, next) -> false);
    }

    /** The array keeps its length. */
    @Override
    public int growth(Reach<JsonComponent> same) {
        return 0;
    }

    /** Each place sees to itself. */
    @Override
    public boolean isCrowded() {
        return false;
    }

    @Override
    public List<Link<JsonComponent>> dissolve() {
        List<Link<JsonComponent>> links = new ArrayList<>();
        int index = 0;
        for (Items items : row) {
            for (Link<JsonComponent> link : items.place.map(Place::dissolve).orElse(List.of())) {
                link.component = reach.shifted(link.component, index);
                links.add(link);
            }
            index += items.count;
        }
        links.sort(Comparator.comparingInt(link -> link.time));
        return links;
    }
}
