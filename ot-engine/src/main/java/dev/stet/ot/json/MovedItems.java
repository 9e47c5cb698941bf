package dev.stet.ot.json;

import dev.stet.ot.json.JsonChange.DeleteItem;
import dev.stet.ot.json.JsonChange.InsertItem;
import dev.stet.ot.json.JsonChange.ItemChange;
import dev.stet.ot.json.JsonChange.MoveItem;
import dev.stet.ot.json.JsonChange.ReplaceItem;
import dev.stet.ot.json.Stay.Sum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Links that move items of one array, put items in, and change what is inside of items, in any order. No index is kept: where items
 * are is kept by {@link Stays}, for all moments between the links' changes of the array at once, and what is done inside of an item
 * has a place of its own, which goes along. So who comes looks at those links only whose items are its neighbours on the way.
 *
 * <p>A link's indexes are counted when all is {@linkplain #dissolve dissolved}.
 *
 * <p>Confined to its owner's thread.
 */
final class MovedItems implements Row<JsonComponent>, Home<JsonComponent> {
    /** About how many links are passed one by one in the time of a step of a {@link StayWalk}. */
    private static final int STEP = 32;

    /** An item that something is done to. */
    private static final class Item {
        private final Stay first;
        private Stay last;
        private Optional<Place<JsonComponent>> place = Optional.empty();

        /** Numbers of the links that move it. */
        private final List<Integer> moves = new ArrayList<>();

        Item(Stay first) {
            this.first = first;
            this.last = first;
        }
    }

    private final Chain<JsonComponent> chain;
    private final ItemReach reach;
    private final Stays stays;
    private final ItemMoves moves;

    /** By number; the first is none. */
    private final List<Item> items = new ArrayList<>();

    private int growth;
    private final int size;
    private int passes;
    private int steps;

    /** All links, once passing them one by one is cheaper. */
    private Optional<CrowdedItems> crowded = Optional.empty();

    /**
     * @param links counted from the beginning of the row; all {@linkplain #fits fit}
     * @param length of the row
     * @param inside makes the place of an item
     */
    MovedItems(
            Chain<JsonComponent> chain,
            ItemReach reach,
            List<Link<JsonComponent>> links,
            int length,
            Function<List<Link<JsonComponent>>, Place<JsonComponent>> inside) {
        this.chain = chain;
        this.reach = reach;
        this.stays = new Stays(length);
        this.size = links.size();
        this.moves = new ItemMoves(chain, stays);
        items.add(new Item(stays.none()));
        Map<Item, List<Link<JsonComponent>>> edits = new LinkedHashMap<>();
        for (Link<JsonComponent> link : links) {
            int index = (Integer) link.component.path().step(reach.depth());
            if (reach.isInside(link.component)) {
                link.component = reach.shifted(link.component, -index);
                edits.computeIfAbsent(item(stays.oneAt(Sum.LAST_ITEMS, index)), item -> new ArrayList<>())
                        .add(link);
            } else {
                add(link, index);
            }
        }
        edits.forEach((item, part) -> item.place = Optional.of(inside.apply(part)));
    }

    /** Returns whether a link can be kept here: what is done to an item as a whole might be merged with a move. */
    static boolean fits(ItemReach reach, JsonComponent component) {
        return reach.isInside(component)
                ? component.path().length() > reach.depth() + 1
                : component.change() instanceof MoveItem || component.change() instanceof InsertItem;
    }

    private void add(Link<JsonComponent> link, int index) {
        int moment = moves.next();
        Stay arrived;
        int to = index;
        if (link.component.change() instanceof MoveItem move) {
            Item item = item(stays.oneAt(Sum.LAST_ITEMS, index));
            arrived = stays.leave(item.last, moment);
            item.last = arrived;
            item.moves.add(moment);
            to = move.to();
        } else {
            arrived = newItem(moment).first;
            growth++;
        }
        stays.insert(stays.at(Sum.LAST_ITEMS, to).before, arrived);
        moves.add(link, arrived);
        link.home = this;
    }

    private Item newItem(int moment) {
        Item item = new Item(new Stay(stays.none(), items.size(), 1, moment));
        items.add(item);
        return item;
    }

    /** Returns whose stay it is. */
    private Item item(Stay stay) {
        if (stay.item == 0) {
            stay.item = items.size();
            items.add(new Item(stay));
        }
        return items.get(stay.item);
    }

    @Override
    public List<JsonComponent> pass(
            List<JsonComponent> others, BiPredicate<Link<JsonComponent>, Link<JsonComponent>> apart) {
        if (crowded.isPresent()) {
            return crowded.get().pass(others, apart);
        }
        List<JsonComponent> passed = new ArrayList<>();
        for (JsonComponent other : others) {
            passed.addAll(passOne(other));
        }
        passes += others.size();
        if (steps > size + (long) passes * (size / STEP)) {
            crowded = Optional.of(new CrowdedItems(chain, reach, dissolve()));
        }
        return passed;
    }

    private List<JsonComponent> passOne(JsonComponent other) {
        int index = (Integer) other.path().step(reach.depth());
        if (reach.isInside(other)) {
            return inItem(item(stays.oneAt(Sum.FIRST_ITEMS, index)), other, Place::pass);
        }
        return switch ((ItemChange) other.change()) {
            case InsertItem insert -> putIn(other, index);
            case DeleteItem delete -> takeAway(other, item(stays.oneAt(Sum.FIRST_ITEMS, index)));
            case ReplaceItem replace -> pastAllInside(item(stays.oneAt(Sum.FIRST_ITEMS, index)), other);
            case MoveItem move -> move(other, item(stays.oneAt(Sum.FIRST_ITEMS, index)), index, move.to());
        };
    }

    /** Takes a component past what is done inside of an item. */
    private List<JsonComponent> inItem(
            Item item, JsonComponent other, BiFunction<Place<JsonComponent>, JsonComponent, List<JsonComponent>> past) {
        int before = stays.index(Sum.FIRST_ITEMS, item.first);
        int after = stays.index(Sum.LAST_ITEMS, item.last);
        return item.place
                .map(place -> Reach.shifted(reach, past.apply(place, reach.shifted(other, -before)), after))
                .orElseGet(() -> Reach.shifted(reach, List.of(other), after - before));
    }

    /** Takes a component that takes the item away past all that is done inside of it, which vanishes. */
    private List<JsonComponent> pastAllInside(Item item, JsonComponent other) {
        List<JsonComponent> passed = inItem(
                item, other, (place, shifted) -> chain.pass(place.dissolve(), List.of(shifted), (last, next) -> false));
        item.place = Optional.empty();
        return passed;
    }

    private List<JsonComponent> putIn(JsonComponent other, int index) {
        Item item = newItem(0);
        StayWalk walk = StayWalk.putIn(stays, item.first.item, stays.at(Sum.FIRST_ITEMS, index));
        stays.insert(walk.room(), item.first);
        meet(walk);
        return List.of(reach.shifted(other, stays.index(Sum.LAST_ITEMS, item.first) - index));
    }

    private List<JsonComponent> takeAway(JsonComponent other, Item item) {
        List<JsonComponent> passed = pastAllInside(item, other);
        StayWalk walk = StayWalk.still(stays, item.first, Stay.FOREVER);
        item.moves.forEach(moves::vanish);
        takeOut(item, Stay.FOREVER);
        meet(walk);
        return passed;
    }

    private List<JsonComponent> move(JsonComponent other, Item item, int index, int to) {
        int until = firstMove(item);
        int before = stays.index(Sum.LAST_ITEMS, item.last);
        if (index != to) {
            Stay behind = stays.at(Sum.FIRST_ITEMS, index < to ? to + 1 : to);
            StayWalk.Way way = index < to ? StayWalk.Way.TO_THE_RIGHT : StayWalk.Way.TO_THE_LEFT;
            StayWalk from = StayWalk.still(stays, item.first, until);
            StayWalk walk = StayWalk.moved(stays, item.first, way, behind, until);
            takeOut(item, until);
            putBehind(walk.room(), item, until);
            meet(from);
            meet(walk);
            moves.merge(until);
        }
        if (until < Stay.FOREVER) {
            return List.of();
        }
        JsonComponent moved = other.at(other.path().withIndex(reach.depth(), before));
        return List.of(moved.with(new MoveItem(stays.index(Sum.LAST_ITEMS, item.last))));
    }

    private void putBehind(Stay previous, Item item, int until) {
        Stay last = previous;
        for (Stay stay = item.first; !stay.isNone() && stay.since < until; stay = stay.later) {
            stays.insert(last, stay);
            last = stay;
        }
    }

    /** Takes out all stays that begin before a moment. */
    private void takeOut(Item item, int until) {
        for (Stay stay = item.first; !stay.isNone() && stay.since < until; stay = stay.later) {
            stays.remove(stay);
        }
    }

    /** Returns the first moment at which a link moves an item to another place. */
    private int firstMove(Item item) {
        for (int moment : item.moves) {
            if (!moves.isStill(moment)) {
                return moment;
            }
        }
        return Stay.FOREVER;
    }

    /** Merges links that have other neighbours now, after all is put in its place. */
    private void meet(StayWalk walk) {
        walk.met().forEach(moves::merge);
        steps += walk.steps();
    }

    @Override
    public List<Link<JsonComponent>> join(Link<JsonComponent> last, Link<JsonComponent> next) {
        return moves.join(last, next);
    }

    @Override
    public int growth(Reach<JsonComponent> same) {
        return crowded.map(all -> all.growth(same)).orElse(growth);
    }

    @Override
    public boolean isCrowded() {
        return crowded.isPresent() && crowded.get().isCrowded();
    }

    @Override
    public List<Link<JsonComponent>> dissolve() {
        if (crowded.isPresent()) {
            return crowded.get().dissolve();
        }
        record Found(Link<JsonComponent> link, int item) {}
        List<Found> all = new ArrayList<>();
        moves.links().forEach(link -> all.add(new Found(link, 0)));
        for (int number = 1; number < items.size(); number++) {
            for (Link<JsonComponent> link :
                    items.get(number).place.map(Place::dissolve).orElse(List.of())) {
                all.add(new Found(link, number));
            }
        }
        all.sort(Comparator.comparingInt(found -> found.link.time));
        StayCount count = new StayCount(stays);
        List<Stay> current =
                new ArrayList<>(items.stream().map(item -> item.first).toList());
        List<Link<JsonComponent>> links = new ArrayList<>();
        for (Found found : all) {
            if (found.item != 0) {
                found.link.component = reach.shifted(found.link.component, count.index(current.get(found.item)));
                links.add(found.link);
                continue;
            }
            Stay to = moves.arrival(found.link);
            Stay from = to.earlier;
            int index = count.index(from);
            count.change(from, to);
            current.set(to.item, to);
            if (moves.isAlive(found.link)) {
                write(found.link, from.isNone() ? count.index(to) : index, count.index(to));
                links.add(found.link);
            }
        }
        return links;
    }

    private void write(Link<JsonComponent> link, int index, int end) {
        JsonComponent placed = link.component.at(link.component.path().withIndex(reach.depth(), index));
        link.component = placed.change() instanceof MoveItem ? placed.with(new MoveItem(end)) : placed;
    }
}
