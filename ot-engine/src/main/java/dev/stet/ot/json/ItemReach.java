package dev.stet.ot.json;

import dev.stet.ot.json.JsonChange.DeleteItem;
import dev.stet.ot.json.JsonChange.InsertItem;
import dev.stet.ot.json.JsonChange.ItemChange;
import dev.stet.ot.json.JsonChange.MoveItem;
import dev.stet.ot.json.JsonChange.ReplaceItem;

/**
 * Changes of an array and inside of its items, on the items.
 *
 * @param depth the number of steps that lead to the array
 */
record ItemReach(int depth) implements Reach<JsonComponent> {
    @Override
    public int first(JsonComponent component) {
        int index = (Integer) component.path().step(depth);
        return !isInside(component) && component.change() instanceof MoveItem move ? Math.min(index, move.to()) : index;
    }

    @Override
    public int taken(JsonComponent component) {
        if (isInside(component)) {
            return 0;
        }
        return switch ((ItemChange) component.change()) {
            case InsertItem insert -> 0;
            case ReplaceItem replace -> 0;
            case DeleteItem delete -> 1;
            case MoveItem move -> Math.abs(component.path().lastIndex() - move.to()) + 1;
        };
    }

    @Override
    public int growth(JsonComponent component) {
        if (isInside(component)) {
            return 0;
        }
        return switch ((ItemChange) component.change()) {
            case InsertItem insert -> 1;
            case DeleteItem delete -> -1;
            case ReplaceItem replace -> 0;
            case MoveItem move -> 0;
        };
    }

    @Override
    public boolean isInside(JsonComponent component) {
        return component.depth() > depth + 1;
    }

    @Override
    public boolean isMove(JsonComponent component) {
        return !isInside(component) && component.change() instanceof MoveItem;
    }

    @Override
    public int weight(JsonComponent component) {
        return component.steps();
    }

    @Override
    public JsonComponent shifted(JsonComponent component, int by) {
        int index = (Integer) component.path().step(depth);
        JsonComponent shifted = component.at(component.path().withIndex(depth, index + by));
        return !isInside(component) && component.change() instanceof MoveItem move
                ? shifted.with(new MoveItem(move.to() + by))
                : shifted;
    }
}
