package dev.stet.ot.json;

import dev.stet.ot.Side;
import dev.stet.ot.json.JsonChange.DeleteItem;
import dev.stet.ot.json.JsonChange.InsertItem;
import dev.stet.ot.json.JsonChange.ItemChange;
import dev.stet.ot.json.JsonChange.MoveItem;
import dev.stet.ot.json.JsonChange.ReplaceItem;
import java.util.Optional;

/**
 * Includes a concurrent change of an array. With {@code p} the component's index in that array, {@code i} the other's:
 *
 * <pre>
 *                    against InsertItem          against DeleteItem            against ReplaceItem x
 *                    i &lt; p    i = p              i &lt; p   i = p                 i = p, LEFT          i = p, RIGHT
 *   InsertItem     │ p + 1  │ RIGHT p + 1 *    │ p - 1 │ p                   │ p                  │ p
 *   DeleteItem     │ p + 1  │ p + 1            │ p - 1 │ –                   │ –                  │ –
 *   ReplaceItem b  │ p + 1  │ p + 1            │ p - 1 │ InsertItem b        │ ReplaceItem x, b   │ –
 *   MoveItem       │ p + 1  │ p + 1            │ p - 1 │ –                   │ p                  │ p
 *   inside         │ p + 1  │ p + 1            │ p - 1 │ –                   │ –                  │ –
 *       * LEFT's insert stays in front
 * </pre>
 *
 * <p>Where a move goes is an index of the array without the moved item, and follows as well ({@link ItemIndex}). Moves past
 * moves are {@link MoveTransform}'s.
 */
final class ItemTransform {
    private ItemTransform() {}

    /**
     * Returns what the component becomes.
     *
     * @param path of the other, which ends in its index; the component's path goes through the same array
     */
    static Optional<JsonComponent> transform(JsonComponent component, JsonPath path, ItemChange against, Side side) {
        int at = path.length() - 1;
        if (at >= component.path().length() || !(component.path().step(at) instanceof Integer index)) {
            return Optional.of(component);
        }
        int other = path.lastIndex();
        boolean inside = component.depth() > path.length();
        return switch (against) {
            case InsertItem insert -> Optional.of(passInsert(component, at, index, other, inside, side));
            case DeleteItem delete -> passDelete(component, at, index, other, inside);
            case ReplaceItem replace ->
                other == index ? passReplace(component, replace, inside, side) : Optional.of(component);
            case MoveItem move ->
                inside || !(component.change() instanceof MoveItem mine)
                        ? Optional.of(moved(
                                component,
                                at,
                                ItemIndex.pastMove(index, other, move.to(), isInsert(component, inside))))
                        : passMove(component, at, MoveTransform.transform(index, mine.to(), other, move.to(), side));
        };
    }

    private static boolean isInsert(JsonComponent component, boolean inside) {
        return !inside && component.change() instanceof InsertItem;
    }

    private static JsonComponent passInsert(
            JsonComponent component, int at, int index, int other, boolean inside, Side side) {
        boolean stays = side == Side.LEFT && isInsert(component, inside);
        JsonComponent shifted = moved(component, at, ItemIndex.pastInsert(index, other, stays));
        return !inside && component.change() instanceof MoveItem move
                ? ending(shifted, move, ItemIndex.endPastInsert(move.to(), other))
                : shifted;
    }

    private static Optional<JsonComponent> passDelete(
            JsonComponent component, int at, int index, int other, boolean inside) {
        if (other == index) {
            if (inside) {
                return Optional.empty();
            }
            return switch (component.change()) {
                case ReplaceItem replace -> Optional.of(component.with(new InsertItem(replace.inserted())));
                case DeleteItem delete -> Optional.empty();
                case MoveItem move -> Optional.empty();
                default -> Optional.of(component);
            };
        }
        JsonComponent shifted = moved(component, at, ItemIndex.pastDelete(index, other));
        return Optional.of(
                !inside && component.change() instanceof MoveItem move
                        ? ending(shifted, move, ItemIndex.endPastDelete(index, move.to(), other))
                        : shifted);
    }

    private static Optional<JsonComponent> passReplace(
            JsonComponent component, ReplaceItem against, boolean inside, Side side) {
        if (inside) {
            return Optional.empty();
        }
        return switch (component.change()) {
            case ReplaceItem mine ->
                side == Side.LEFT ? Optional.of(component.with(mine.deleting(against.inserted()))) : Optional.empty();
            case DeleteItem delete -> Optional.empty();
            default -> Optional.of(component);
        };
    }

    private static Optional<JsonComponent> passMove(
            JsonComponent component, int at, Optional<MoveTransform.Move> move) {
        return move.map(result -> moved(component, at, result.from()).with(new MoveItem(result.to())));
    }

    private static JsonComponent moved(JsonComponent component, int at, int index) {
        return component.path().step(at).equals(index)
                ? component
                : component.at(component.path().withIndex(at, index));
    }

    private static JsonComponent ending(JsonComponent component, MoveItem move, int to) {
        return to == move.to() ? component : component.with(new MoveItem(to));
    }
}
