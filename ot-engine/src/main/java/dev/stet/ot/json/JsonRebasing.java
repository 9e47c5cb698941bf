package dev.stet.ot.json;

import dev.stet.ot.Rebased;
import dev.stet.ot.Side;
import dev.stet.ot.json.JsonChange.MoveItem;
import dev.stet.ot.json.JsonChange.StringChange;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes an operation and a run of others past each other, one by one. The result is that of {@link JsonTransform} in a
 * loop, where each of the others goes past every component of the operation; a long operation that is on the left is
 * kept in {@linkplain JsonPlace places} instead, so that each of the others only goes past what it can meet.
 *
 * <p>Immutable.
 *
 * @param most about how many components a place holds that are not looked for: small places find mistakes with small
 *     operations
 */
record JsonRebasing(int most) {
    static final JsonRebasing USUAL = new JsonRebasing(16);

    /** For fewer others than this, laying an operation out costs more than passing it. */
    private static final int FEW = 4;

    Rebased<JsonOperation> rebase(JsonOperation operation, List<JsonOperation> over, Side side) {
        List<JsonOperation> theirs = new ArrayList<>(over.size());
        JsonOperation mine = operation;
        boolean mayLayOut = side == Side.LEFT && over.size() >= FEW && isCountable(operation, over);
        while (theirs.size() < over.size()) {
            if (mayLayOut && isLong(mine) && isSettled(mine)) {
                LongOperation whole = new LongOperation(mine.components(), most);
                while (theirs.size() < over.size() && whole.isSettled()) {
                    theirs.add(whole.pass(over.get(theirs.size())));
                }
                mine = whole.operation();
            }
            if (theirs.size() < over.size()) {
                mine = passOne(mine, over.get(theirs.size()), side, theirs);
            }
        }
        return new Rebased<>(mine, theirs);
    }

    private static JsonOperation passOne(
            JsonOperation mine, JsonOperation other, Side side, List<JsonOperation> theirs) {
        List<JsonComponent> one = mine.components();
        List<JsonComponent> two = other.components();
        if (one.size() <= 1 || two.isEmpty()) {
            theirs.add(JsonTransform.transform(other, mine, side.opposite()));
            return JsonTransform.transform(mine, other, side);
        }
        boolean left = side == Side.LEFT;
        ListTransform<JsonComponent> pair = ListTransform.both(JsonTransform.JSON0, left ? one : two, left ? two : one);
        theirs.add(JsonOperation.unchecked(left ? pair.right() : pair.left()));
        return JsonOperation.unchecked(left ? pair.left() : pair.right());
    }

    private boolean isLong(JsonOperation operation) {
        int steps = 0;
        for (JsonComponent component : operation.components()) {
            steps += component.steps();
            if (steps > 2 * most) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether nothing in it waits to be merged, or to vanish as an edit without steps does when it meets another. */
    private static boolean isSettled(JsonOperation operation) {
        return operation.components().stream().allMatch(component -> component.steps() > 0)
                && Chain.isSettled(JsonTransform.JSON0, operation.components());
    }

    /** Returns whether no index or position can come near the length that rows are taken to have. */
    private static boolean isCountable(JsonOperation operation, List<JsonOperation> over) {
        Extent extent = new Extent();
        operation.components().forEach(extent::add);
        over.forEach(other -> other.components().forEach(extent::add));
        return extent.highest + extent.grown < JsonPlace.ENDLESS / 4;
    }

    /** How far components reach. */
    private static final class Extent {
        private long highest;
        private long grown;

        void add(JsonComponent component) {
            component.path().steps().forEach(step -> reach(step instanceof Integer index ? index : 0));
            grown++;
            switch (component.change()) {
                case StringChange edit ->
                    edit.edits().forEach(step -> {
                        reach(step.at());
                        grown += step.text().length();
                    });
                case MoveItem move -> reach(move.to());
                default -> reach(0);
            }
        }

        private void reach(int index) {
            highest = Math.max(highest, index);
        }
    }
}
