package dev.stet.ot.json;

import dev.stet.ot.Side;
import dev.stet.ot.json.JsonChange.DeleteItem;
import dev.stet.ot.json.JsonChange.InsertItem;
import dev.stet.ot.json.JsonChange.ItemChange;
import dev.stet.ot.json.JsonChange.MoveItem;
import dev.stet.ot.json.JsonChange.ReplaceItem;
import java.util.List;

/**
 * What links change in one array, as columns of numbers: of each link the kind, the index, and of a move the index where it
 * ends. Another component goes past them row by row as {@link ItemIndex} says, without an object being made; at a link that
 * changes the same item it stops. What rows become is kept apart until it is {@linkplain #accept accepted}.
 *
 * <p>Confined to its owner's thread.
 */
final class ItemColumns {
    private static final byte INSIDE = 0;
    private static final byte INSERT = 1;
    private static final byte DELETE = 2;
    private static final byte REPLACE = 3;
    private static final byte MOVE = 4;

    private final ItemReach reach;
    private int count;
    private final byte[] kinds;
    private int[] indexes;
    private int[] ends;
    private int[] passedIndexes;
    private int[] passedEnds;

    private byte otherKind;
    private int otherIndex;
    private int otherEnd;
    private boolean mayMerge;

    ItemColumns(ItemReach reach, List<Link<JsonComponent>> links) {
        this.reach = reach;
        this.count = links.size();
        this.kinds = new byte[count];
        this.indexes = new int[count];
        this.ends = new int[count];
        this.passedIndexes = new int[count];
        this.passedEnds = new int[count];
        for (int row = 0; row < count; row++) {
            read(row, links.get(row).component);
        }
    }

    /** Sets a row. */
    void read(int row, JsonComponent component) {
        kinds[row] = kind(component);
        indexes[row] = index(component);
        ends[row] = end(component);
    }

    /** Takes a row out. */
    void remove(int row) {
        int behind = --count - row;
        System.arraycopy(kinds, row + 1, kinds, row, behind);
        System.arraycopy(indexes, row + 1, indexes, row, behind);
        System.arraycopy(ends, row + 1, ends, row, behind);
    }

    /** Sets what a row becomes, as far as it is told by numbers. */
    void readPassed(int row, JsonComponent component) {
        passedIndexes[row] = index(component);
        passedEnds[row] = end(component);
    }

    /** Sets the other component, which is to go past the rows. */
    void readOther(JsonComponent other) {
        otherKind = kind(other);
        otherIndex = index(other);
        otherEnd = end(other);
    }

    private byte kind(JsonComponent component) {
        if (reach.isInside(component)) {
            return INSIDE;
        }
        return switch ((ItemChange) component.change()) {
            case InsertItem insert -> INSERT;
            case DeleteItem delete -> DELETE;
            case ReplaceItem replace -> REPLACE;
            case MoveItem move -> MOVE;
        };
    }

    private int index(JsonComponent component) {
        return (Integer) component.path().step(reach.depth());
    }

    private int end(JsonComponent component) {
        return !reach.isInside(component) && component.change() instanceof MoveItem move ? move.to() : 0;
    }

    /** Returns a row's component with the numbers of the row. */
    JsonComponent written(int row, JsonComponent component) {
        return written(component, indexes[row], ends[row]);
    }

    /** Returns a row's component with the numbers that the row gets. */
    JsonComponent writtenPassed(int row, JsonComponent component) {
        return written(component, passedIndexes[row], passedEnds[row]);
    }

    /** Returns the other component with its numbers. */
    JsonComponent writtenOther(JsonComponent other) {
        return written(other, otherIndex, otherEnd);
    }

    private JsonComponent written(JsonComponent component, int index, int end) {
        JsonComponent placed = index(component) == index
                ? component
                : component.at(component.path().withIndex(reach.depth(), index));
        return end(component) == end ? placed : placed.with(new MoveItem(end));
    }

    /** Returns by how much the links make the array longer. */
    int growth() {
        int growth = 0;
        for (int row = 0; row < count; row++) {
            growth += kinds[row] == INSERT ? 1 : kinds[row] == DELETE ? -1 : 0;
        }
        return growth;
    }

    /** Returns whether the first row might be merged with an edit inside of an item: is one, or leaves an item where it is. */
    boolean mayMergeWithEdits() {
        return kinds[0] == INSIDE || (kinds[0] == MOVE && indexes[0] == ends[0]);
    }

    /** Returns whether a row has become a move to where the item is, which might be merged with the row before. */
    boolean mayMerge() {
        return mayMerge;
    }

    /**
     * Takes the other component past rows, up to one that changes the same item.
     *
     * @param from the first row
     * @return the row that it has met, or the number of rows
     */
    int pass(int from) {
        mayMerge &= from > 0;
        for (int row = from; row < count; row++) {
            byte kind = kinds[row];
            int index = indexes[row];
            int end = ends[row];
            if (index == otherIndex && meet(kind, otherKind)) {
                return row;
            }
            int passed = past(kind, index, otherKind, otherIndex, otherEnd, Side.LEFT);
            int passedEnd = kind == MOVE ? endPast(index, end, otherKind, otherIndex, otherEnd, Side.LEFT) : 0;
            passedIndexes[row] = passed;
            passedEnds[row] = passedEnd;
            mayMerge |= kind == MOVE && passed == passedEnd && row > 0 && passedIndexes[row - 1] == passed;
            int before = otherIndex;
            otherIndex = past(otherKind, before, kind, index, end, Side.RIGHT);
            if (otherKind == MOVE) {
                otherEnd = endPast(before, otherEnd, kind, index, end, Side.RIGHT);
            }
        }
        return count;
    }

    /** Leaves rows as they are: the other component has vanished. */
    void keep(int from) {
        System.arraycopy(indexes, from, passedIndexes, from, count - from);
        System.arraycopy(ends, from, passedEnds, from, count - from);
    }

    /** Makes what the rows have become what they are. */
    void accept() {
        int[] swapped = indexes;
        indexes = passedIndexes;
        passedIndexes = swapped;
        swapped = ends;
        ends = passedEnds;
        passedEnds = swapped;
    }

    /** Returns whether two changes at one index need more than their numbers: both change this item. */
    private static boolean meet(byte kind, byte other) {
        return switch (kind) {
            case INSERT -> false;
            case MOVE -> other == MOVE || other == DELETE;
            default -> other != INSERT && (other != MOVE || kind == DELETE);
        };
    }

    private static int past(byte kind, int index, byte other, int otherIndex, int otherEnd, Side side) {
        return switch (other) {
            case INSERT -> ItemIndex.pastInsert(index, otherIndex, kind == INSERT && side == Side.LEFT);
            case DELETE -> ItemIndex.pastDelete(index, otherIndex);
            case MOVE -> ItemIndex.pastMove(index, otherIndex, otherEnd, kind == INSERT);
            default -> index;
        };
    }

    private static int endPast(int from, int to, byte other, int otherIndex, int otherEnd, Side side) {
        return switch (other) {
            case INSERT -> ItemIndex.endPastInsert(to, otherIndex);
            case DELETE -> ItemIndex.endPastDelete(from, to, otherIndex);
            case MOVE -> otherIndex == otherEnd ? to : ItemIndex.endPastMove(from, to, otherIndex, otherEnd, side);
            default -> to;
        };
    }
}
