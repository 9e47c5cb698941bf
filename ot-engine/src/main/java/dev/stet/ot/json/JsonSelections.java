package dev.stet.ot.json;

import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import dev.stet.ot.json.JsonChange.Add;
import dev.stet.ot.json.JsonChange.DeleteItem;
import dev.stet.ot.json.JsonChange.InsertItem;
import dev.stet.ot.json.JsonChange.ItemChange;
import dev.stet.ot.json.JsonChange.MemberChange;
import dev.stet.ot.json.JsonChange.MoveItem;
import dev.stet.ot.json.JsonChange.ReplaceItem;
import dev.stet.ot.json.JsonChange.StringChange;
import java.util.Optional;

/** Selections in JSON documents: a path to a value and, if it is a string, two positions in it. */
final class JsonSelections {
    private JsonSelections() {}

    static boolean isIn(JsonValue document, Selection selection) {
        if (selection.path().size() > JsonValue.MAX_DEPTH) {
            return false;
        }
        JsonPath path = JsonPath.unchecked(selection.path());
        return path.in(document).filter(value -> fits(selection, value)).isPresent();
    }

    private static boolean fits(Selection selection, JsonValue value) {
        return value instanceof JsonString string
                ? string.isBoundary(selection.anchor()) && string.isBoundary(selection.head())
                : selection.anchor() == 0 && selection.head() == 0;
    }

    static Optional<Selection> transform(Selection selection, JsonOperation operation) {
        JsonPath path = JsonPath.unchecked(selection.path());
        int anchor = selection.anchor();
        int head = selection.head();
        for (JsonComponent component : operation.components()) {
            if (component.change() instanceof StringChange edit) {
                if (path.equals(component.path())) {
                    anchor = Text0.transformPosition(anchor, edit.edits(), Side.LEFT);
                    head = Text0.transformPosition(head, edit.edits(), Side.LEFT);
                }
                continue;
            }
            Optional<JsonPath> moved = transform(path, component);
            if (moved.isEmpty()) {
                return Optional.empty();
            }
            path = moved.get();
        }
        return Optional.of(new Selection(path.steps(), anchor, head));
    }

    /** Returns where a path leads that leads to a value before; nothing if the value is gone. */
    private static Optional<JsonPath> transform(JsonPath path, JsonComponent component) {
        JsonPath changed = component.path();
        int at = changed.length() - 1;
        boolean through = at < path.length() && (at <= 0 || path.sharesSteps(changed, at));
        if (!through) {
            return Optional.of(path);
        }
        return switch (component.change()) {
            case Add add -> Optional.of(path);
            case StringChange edit -> Optional.of(path);
            case MemberChange member ->
                at < 0 || path.step(at).equals(changed.step(at)) ? Optional.empty() : Optional.of(path);
            case ItemChange item ->
                path.step(at) instanceof Integer index
                        ? transform(index, changed.lastIndex(), item).map(moved -> path.withIndex(at, moved))
                        : Optional.of(path);
        };
    }

    private static Optional<Integer> transform(int index, int other, ItemChange change) {
        return switch (change) {
            case InsertItem insert -> Optional.of(ItemIndex.pastInsert(index, other, false));
            case DeleteItem delete ->
                other == index ? Optional.empty() : Optional.of(ItemIndex.pastDelete(index, other));
            case ReplaceItem replace -> other == index ? Optional.empty() : Optional.of(index);
            case MoveItem move -> Optional.of(ItemIndex.pastMove(index, other, move.to(), false));
        };
    }
}
