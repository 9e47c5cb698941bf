package dev.stet.ot.json;

import dev.stet.ot.Side;
import dev.stet.ot.json.JsonChange.Add;
import dev.stet.ot.json.JsonChange.Deleting;
import dev.stet.ot.json.JsonChange.EditString;
import dev.stet.ot.json.JsonChange.EditText;
import dev.stet.ot.json.JsonChange.ItemChange;
import dev.stet.ot.json.JsonChange.MemberChange;
import dev.stet.ot.json.JsonChange.PutMember;
import dev.stet.ot.json.JsonChange.RemoveMember;
import dev.stet.ot.json.JsonChange.ReplaceMember;
import dev.stet.ot.json.JsonChange.StringChange;
import java.util.List;
import java.util.Optional;

/**
 * Includes a concurrent component. Two components meet if what the one changes holds, or is, what the other changes:
 *
 * <pre>
 *   against      a.b[3]      changes the array a.b; the step at which it changes it is 3
 *   component    a.b[5].c    changes an object inside of it; its step in the array a.b is 5      they meet
 *   component    a.d         changes the object a, above                                         they do not
 * </pre>
 *
 * The step of {@code component} in what {@code against} changes is what the rules speak of. And whatever becomes of it,
 * a component that takes a value away takes it away as {@code against} left it.
 */
final class JsonTransform implements ListTransform.Kind<JsonComponent> {
    static final JsonTransform JSON0 = new JsonTransform();

    private JsonTransform() {}

    static JsonOperation transform(JsonOperation operation, JsonOperation against, Side side) {
        List<JsonComponent> before = operation.components();
        List<JsonComponent> after = ListTransform.one(JSON0, before, against.components(), side);
        return isSame(before, after) ? operation : JsonOperation.unchecked(after);
    }

    @SuppressWarnings("ReferenceEquality") // only whether nothing was to be done: equal components may be long
    private static boolean isSame(List<JsonComponent> before, List<JsonComponent> after) {
        return after == before || (after.size() == 1 && before.size() == 1 && after.get(0) == before.get(0));
    }

    @Override
    public void append(List<JsonComponent> list, JsonComponent component) {
        JsonCompose.append(list, component);
    }

    @Override
    public void transform(JsonComponent component, JsonComponent against, Side side, List<JsonComponent> list) {
        if (!meets(component, against)) {
            append(list, isInside(against, component) ? taking(component, against) : component);
            return;
        }
        if (component.change() instanceof StringChange mine
                && against.change() instanceof StringChange theirs
                && component.depth() == against.depth()) {
            transformEdit(component, mine, theirs, side, list);
            return;
        }
        JsonComponent current = isInside(against, component) ? taking(component, against) : component;
        passChange(current, against, side).ifPresent(result -> append(list, result));
    }

    /** Returns whether {@code against} changes what holds, or is, what {@code component} changes. */
    private static boolean meets(JsonComponent component, JsonComponent against) {
        int around = against.depth() - 1;
        return around < component.depth() && (around <= 0 || component.path().sharesSteps(against.path(), around));
    }

    /** Returns whether {@code inner} changes the inside of a value that {@code outer} takes away. */
    private static boolean isInside(JsonComponent inner, JsonComponent outer) {
        return outer.change() instanceof Deleting
                && inner.depth() > outer.depth()
                && inner.path().sharesSteps(outer.path(), outer.depth());
    }

    /** Returns the component with the value it takes away as the other left it. */
    private static JsonComponent taking(JsonComponent outer, JsonComponent inner) {
        Deleting deleting = (Deleting) outer.change();
        JsonComponent within = inner.at(inner.path().from(outer.depth()));
        return outer.with(deleting.deleting(JsonApply.apply(deleting.deleted(), within, -1)));
    }

    private void transformEdit(
            JsonComponent component, StringChange mine, StringChange theirs, Side side, List<JsonComponent> list) {
        List<Text0Component> edits = Text0.transform(mine.edits(), theirs.edits(), side);
        switch (mine) {
            case EditText edit -> {
                if (!edits.isEmpty()) {
                    append(list, edits.equals(edit.edits()) ? component : component.with(new EditText(edits)));
                }
            }
            case EditString edit -> JsonCompose.strings(edits).forEach(change -> append(list, component.with(change)));
        }
    }

    private static Optional<JsonComponent> passChange(JsonComponent component, JsonComponent against, Side side) {
        return switch (against.change()) {
            case Add add -> Optional.of(component);
            case StringChange edit -> Optional.of(component);
            case ItemChange change -> ItemTransform.transform(component, against.path(), change, side);
            case MemberChange change ->
                isAt(component, against) ? passMember(component, against, side) : Optional.of(component);
        };
    }

    /** Returns whether the component's step in what the other changes is the one at which the other changes it. */
    private static boolean isAt(JsonComponent component, JsonComponent against) {
        int at = against.depth() - 1;
        return at < 0
                || (at < component.path().length()
                        && component.path().step(at).equals(against.path().step(at)));
    }

    /**
     * <pre>
     *                     against PutMember x, ReplaceMember .., x         against RemoveMember
     *                     LEFT                     RIGHT
     *   PutMember b     │ ReplaceMember x, b     │ –                     │ PutMember b
     *   ReplaceMember b │ ReplaceMember x, b     │ –                     │ PutMember b
     *   RemoveMember    │ –                      │ –                     │ –
     *   inside          │ –                      │ –                     │ –
     * </pre>
     */
    private static Optional<JsonComponent> passMember(JsonComponent component, JsonComponent against, Side side) {
        Optional<JsonValue> mine =
                component.depth() == against.depth() ? inserted(component.change()) : Optional.empty();
        Optional<JsonValue> theirs = inserted(against.change());
        if (mine.isEmpty() || (theirs.isPresent() && side == Side.RIGHT)) {
            return Optional.empty();
        }
        JsonChange change =
                theirs.isPresent() ? new ReplaceMember(theirs.get(), mine.get()) : new PutMember(mine.get());
        return Optional.of(component.change().equals(change) ? component : component.with(change));
    }

    private static Optional<JsonValue> inserted(JsonChange change) {
        return switch (change) {
            case PutMember put -> Optional.of(put.inserted());
            case ReplaceMember replace -> Optional.of(replace.inserted());
            case RemoveMember remove -> Optional.empty();
            default -> Optional.empty();
        };
    }
}
