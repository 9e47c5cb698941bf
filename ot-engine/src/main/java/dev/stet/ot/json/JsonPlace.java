package dev.stet.ot.json;

import dev.stet.ot.json.JsonChange.Add;
import dev.stet.ot.json.JsonChange.MemberChange;
import dev.stet.ot.json.JsonChange.StringChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is done to a value and inside of it, laid out so that links do not get into each other's way:
 *
 * <pre>
 *   the links change                                   layout
 *   ─────────────────────────────────────────────────────────────────────────────────────────────
 *   members, and what is inside of them                MEMBERS  a place for each key
 *   items, and what is inside of them                  ITEMS    stretches of the array
 *   the value, a string                                TEXT     stretches of the string, for the steps of all edits
 *   what is inside, and then the value as a whole      WHOLE    what is done before that, laid out; and all the rest
 *   the value as a whole, and then what is inside      FLAT     one path leads to this here and that there
 *   few things                                         FLAT
 * </pre>
 *
 * Who changes the value as a whole meets all that there is, and it is laid out again. Confined to its owner's thread.
 */
final class JsonPlace implements Place<JsonComponent> {
    /** More units than any row has. */
    static final int ENDLESS = 1 << 30;

    private enum Layout {
        MEMBERS,
        ITEMS,
        TEXT,
        WHOLE,
        FLAT
    }

    private final Chain<JsonComponent> chain;
    private final int depth;
    private final int most;
    private final Map<String, JsonPlace> members = new LinkedHashMap<>();
    private Layout layout = Layout.FLAT;

    /** All there is; what {@link #members} have, if it is laid out as such, is not in it. */
    private Place<JsonComponent> content;

    /** Whether all there is are additions to the value, which pass each other. */
    private boolean adding;

    /** Whether all edits of the string had to be passed once: it can be laid out then. */
    private boolean mayBeLaidOut;

    /**
     * @param depth how many steps lead here
     * @param most about how many links are few
     */
    JsonPlace(Chain<JsonComponent> chain, List<Link<JsonComponent>> links, int depth, int most) {
        this.chain = chain;
        this.depth = depth;
        this.most = most;
        this.content = new FlatPlace<>(chain, links, most);
        layOut(links);
    }

    @Override
    public List<JsonComponent> pass(JsonComponent other) {
        boolean fits = layout == Layout.FLAT
                || other.path().length() > depth
                || (layout == Layout.WHOLE && other.depth() > depth)
                || (content instanceof EditedText text
                        && !text.isUsedUp()
                        && other.change() instanceof StringChange edit
                        && text.fits(edit));
        if (!fits) {
            flatten();
        }
        List<JsonComponent> passed = passContent(other);
        if (content instanceof EditedText text && text.isUsedUp()) {
            flatten();
            mayBeLaidOut = true;
        } else if (content instanceof FlatPlace<JsonComponent> flat
                && (!fits || mayBeLaidOut || flat.isCrowded() || isLong(flat.dissolve()))) {
            layOut(flat.dissolve());
        }
        return passed;
    }

    private List<JsonComponent> passContent(JsonComponent other) {
        boolean deeper = other.path().length() > depth;
        Object step = deeper ? other.path().step(depth) : "";
        boolean meets = switch (layout) {
            case MEMBERS -> step instanceof String key && members.containsKey(key);
            case ITEMS -> step instanceof Integer;
            case TEXT -> !deeper;
            case WHOLE -> true;
            case FLAT -> deeper || !(adding && other.change() instanceof Add);
        };
        if (!meets) {
            return List.of(other);
        }
        return step instanceof String key && layout == Layout.MEMBERS
                ? members.getOrDefault(key, this).pass(other)
                : content.pass(other);
    }

    @Override
    public List<Link<JsonComponent>> dissolve() {
        if (layout != Layout.MEMBERS) {
            return content.dissolve();
        }
        List<Link<JsonComponent>> links = new ArrayList<>();
        members.values().forEach(member -> links.addAll(member.dissolve()));
        links.sort(Comparator.comparingInt(link -> link.time));
        return links;
    }

    private void flatten() {
        List<Link<JsonComponent>> links = dissolve();
        members.clear();
        content = new FlatPlace<>(chain, links, most);
        layout = Layout.FLAT;
        adding = false;
    }

    /** Chooses the layout of links that lie flat. */
    private void layOut(List<Link<JsonComponent>> links) {
        mayBeLaidOut = false;
        adding = !links.isEmpty() && all(links, component -> component.change() instanceof Add);
        if (weight(links) <= 2 * most) {
            content = new FlatPlace<>(chain, links, most);
        } else if (all(links, component -> isStep(component, String.class))) {
            layout = Layout.MEMBERS;
            content = new FlatPlace<>(chain, new ArrayList<>(), most);
            Map<String, List<Link<JsonComponent>>> byKey = new LinkedHashMap<>();
            links.forEach(
                    link -> byKey.computeIfAbsent((String) link.component.path().step(depth), key -> new ArrayList<>())
                            .add(link));
            byKey.forEach((key, part) -> members.put(key, new JsonPlace(chain, part, depth + 1, most)));
        } else if (all(links, component -> isStep(component, Integer.class))) {
            layout = Layout.ITEMS;
            content = row(links);
        } else if (all(links, this::isEdit)) {
            mayBeLaidOut = !all(links, JsonPlace::isSettled);
            layout = mayBeLaidOut ? Layout.FLAT : Layout.TEXT;
            content = mayBeLaidOut ? new FlatPlace<>(chain, links, most) : new EditedText(chain, links, most);
        } else {
            int since = replacement(links);
            List<Link<JsonComponent>> before = links.subList(0, since);
            if (weight(before) > 2 * most) {
                layout = Layout.WHOLE;
                content = new Replaced(
                        new JsonPlace(chain, new ArrayList<>(before), depth, most),
                        new FlatPlace<>(chain, new ArrayList<>(links.subList(since, links.size())), most));
            } else {
                content = new FlatPlace<>(chain, links, most);
            }
        }
    }

    /** Returns the number of the first link that changes the value as a whole; 0 if there is none. */
    private int replacement(List<Link<JsonComponent>> links) {
        for (int i = 0; i < links.size(); i++) {
            JsonComponent component = links.get(i).component;
            if (component.path().length() == depth && component.change() instanceof MemberChange) {
                return i;
            }
        }
        return 0;
    }

    private Place<JsonComponent> row(List<Link<JsonComponent>> links) {
        ItemReach reach = new ItemReach(depth);
        Function<List<Link<JsonComponent>>, Place<JsonComponent>> inside =
                part -> new JsonPlace(chain, part, depth + 1, most);
        StretchCutter<JsonComponent> cutter =
                new StretchCutter<>(chain, reach, most, inside, (crowd, length) -> crowd(crowd, length, reach, inside));
        return new Stretches<>(chain, reach, cutter, links, ENDLESS);
    }

    /** Returns the place of links of an array that lie across each other. */
    private Row<JsonComponent> crowd(
            List<Link<JsonComponent>> links,
            int length,
            ItemReach reach,
            Function<List<Link<JsonComponent>>, Place<JsonComponent>> inside) {
        int edits = 0;
        while (edits < links.size() && reach.isInside(links.get(edits).component)) {
            edits++;
        }
        if (edits == links.size()) {
            return new EditedItems(chain, reach, links, length, inside);
        }
        if (all(links, component -> MovedItems.fits(reach, component))) {
            return new MovedItems(chain, reach, links, length, inside);
        }
        CrowdedItems since = new CrowdedItems(chain, reach, new ArrayList<>(links.subList(edits, links.size())));
        List<Link<JsonComponent>> before = links.subList(0, edits);
        return weight(before) <= 2 * most || since.mayMergeWithEdits()
                ? new CrowdedItems(chain, reach, links)
                : new EditedFirst(chain, new EditedItems(chain, reach, before, length, inside), since, links.size());
    }

    /** Returns whether there is one edit alone that has grown. */
    private boolean isLong(List<Link<JsonComponent>> links) {
        return links.size() == 1
                && isEdit(links.get(0).component)
                && links.get(0).component.steps() > 2 * most;
    }

    private boolean isEdit(JsonComponent component) {
        return component.path().length() == depth && component.change() instanceof StringChange;
    }

    private static boolean isSettled(JsonComponent edit) {
        return Chain.isSettled(Text0.TEXT0, ((StringChange) edit.change()).edits());
    }

    private boolean isStep(JsonComponent component, Class<?> kind) {
        return component.path().length() > depth
                && kind.isInstance(component.path().step(depth));
    }

    private static boolean all(List<Link<JsonComponent>> links, Predicate<JsonComponent> what) {
        return links.stream().allMatch(link -> what.test(link.component));
    }

    private static int weight(List<Link<JsonComponent>> links) {
        return links.stream().mapToInt(link -> link.component.steps()).sum();
    }
}
