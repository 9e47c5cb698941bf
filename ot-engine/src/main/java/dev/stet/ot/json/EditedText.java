package dev.stet.ot.json;

import dev.stet.ot.json.JsonChange.EditString;
import dev.stet.ot.json.JsonChange.EditText;
import dev.stet.ot.json.JsonChange.StringChange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * All edits of one string: their steps lie in stretches of the string, wherever each edit has them.
 *
 * <pre>
 *   edits     e1            e2      e3               in the chain of the operation, with other things between them
 *   steps     │ s1  s2  s3  │ s4    │ s5  s6         in a chain of their own, with bounds
 *   string    ──┬──────────┬─────────┬────────
 *                s1 s4 s6    s2 s5     s3            each stretch has steps of several edits
 * </pre>
 *
 * An edit of several steps that comes goes past all of {@code e1} before it meets {@code e2}, and its steps may be merged
 * between the two; so do the {@linkplain Groups groups} of its steps. Edits that become neighbours in the operation become
 * one: the bound between them is taken out. Edits in the older form that are neighbours are merged step by step, so they
 * are one edit here as well; when this is dissolved, each step is one again.
 *
 * <p>Confined to its owner's thread.
 */
final class EditedText implements Place<JsonComponent>, Home<JsonComponent> {
    private final Chain<JsonComponent> chain;
    private final Chain<Text0Component> steps = new Chain<>(Text0.TEXT0);
    private final Stretches<Text0Component> text;
    private final Map<Link<JsonComponent>, Bound<Text0Component>> bounds = new HashMap<>();
    private final TreeSet<Integer> boundNumbers = new TreeSet<>();

    /** Numbers of steps that are edits in the older form. */
    private final BitSet older = new BitSet();

    private boolean anyNewer;

    /** @param edits whose steps are settled */
    EditedText(Chain<JsonComponent> chain, List<Link<JsonComponent>> edits, int most) {
        this.chain = chain;
        int number = 0;
        for (Link<JsonComponent> edit : edits) {
            Bound<Text0Component> bound = new Bound<>(edit, number);
            edit.home = this;
            bounds.put(edit, bound);
            boundNumbers.add(number);
            steps.add(bound);
            for (Text0Component step : ((StringChange) edit.component.change()).edits()) {
                older.set(number, isOlder(edit));
                anyNewer |= !isOlder(edit);
                steps.add(new Link<>(step, number++));
            }
        }
        TextReach reach = new TextReach();
        Function<List<Link<Text0Component>>, FlatPlace<Text0Component>> flat =
                links -> new FlatPlace<>(steps, links, most);
        StretchCutter<Text0Component> cutter =
                new StretchCutter<>(steps, reach, most, flat::apply, (crowd, length) -> flat.apply(crowd));
        this.text = new Stretches<>(steps, reach, cutter, steps.links(), JsonPlace.ENDLESS);
        edits.forEach(this::joinOlder);
    }

    /** Makes an edit in the older form one with its neighbours behind it, so far as they are such. */
    private void joinOlder(Link<JsonComponent> edit) {
        while (bounds.containsKey(edit)
                && isOlder(edit)
                && edit.after instanceof Link<JsonComponent> next
                && bounds.containsKey(next)
                && isOlder(next)) {
            join(edit, next);
            next.leave();
        }
    }

    private static boolean isOlder(Link<JsonComponent> edit) {
        return edit.component.change() instanceof EditString;
    }

    /** Returns whether another edit may pass; if not, it has to pass the edits themselves. */
    boolean fits(StringChange other) {
        return switch (other) {
            case EditText edit -> !edit.edits().isEmpty() && Chain.isSettled(Text0.TEXT0, edit.edits());
            // in pieces it would go past an edit's steps, each on its own
            case EditString string ->
                !anyNewer
                        || string.edit() instanceof Text0Component.Insert
                        || string.edit().text().length() == 1;
        };
    }

    /** Returns whether this is of no more use: the next edit has to pass all steps, or there are none. */
    boolean isUsedUp() {
        return steps.isUnsettled() || bounds.isEmpty();
    }

    @Override
    public List<JsonComponent> pass(JsonComponent other) {
        List<Text0Component> edits = ((StringChange) other.change()).edits();
        boolean newer = other.change() instanceof EditText;
        List<Text0Component> passed = text.pass(edits, (last, next) -> newer && isApart(last, next));
        steps.closeGaps();
        steps.takeEmptied().forEach(this::remove);
        tellUnsettled();
        if (!newer) {
            return JsonCompose.strings(passed).stream().map(other::with).toList();
        }
        return passed.isEmpty() ? List.of() : List.of(passed.equals(edits) ? other : other.with(new EditText(passed)));
    }

    private void remove(Bound<Text0Component> bound) {
        if (bounds.remove(bound.edit, bound)) {
            boundNumbers.remove(bound.number);
            bound.leave();
            chain.remove(bound.edit);
        }
    }

    /** Returns whether two steps, one of them behind the other, are of different edits. */
    private boolean isApart(Link<Text0Component> last, Link<Text0Component> next) {
        Integer bound = boundNumbers.higher(last.time);
        return older.get(next.time) || (bound != null && bound <= next.time);
    }

    @Override
    public List<Link<JsonComponent>> join(Link<JsonComponent> last, Link<JsonComponent> next) {
        if (isOlder(last) != isOlder(next)) {
            return List.of(last, next);
        }
        Bound<Text0Component> bound = Objects.requireNonNull(bounds.remove(next));
        boundNumbers.remove(bound.number);
        steps.remove(bound);
        steps.closeGaps();
        tellUnsettled();
        return List.of(last);
    }

    /** Steps in the older form are components of the operation: they are merged whatever passes next, wherever it goes. */
    private void tellUnsettled() {
        if (steps.isUnsettled() && !older.isEmpty()) {
            chain.unsettle();
        }
    }

    @Override
    public List<Link<JsonComponent>> dissolve() {
        text.dissolve();
        List<Link<JsonComponent>> links = new ArrayList<>();
        for (Bound<Text0Component> bound : steps.bounds()) {
            Link<JsonComponent> edit = bound.edit;
            links.add(edit);
            if (!isOlder(edit)) {
                edit.component = edit.component.with(new EditText(bound.steps()));
                continue;
            }
            List<JsonChange> changes = JsonCompose.strings(bound.steps());
            edit.component = edit.component.with(changes.get(0));
            for (JsonChange change : changes.subList(1, changes.size())) {
                Link<JsonComponent> piece = new Link<>(edit.component.with(change), edit.time);
                links.get(links.size() - 1).put(piece);
                links.add(piece);
            }
        }
        return links;
    }
}
