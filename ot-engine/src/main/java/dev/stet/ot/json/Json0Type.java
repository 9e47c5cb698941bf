package dev.stet.ot.json;

import dev.stet.ot.Blame;
import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.OperationType;
import dev.stet.ot.Rebased;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import java.util.List;
import java.util.Optional;

/**
 * JSON documents, as ottypes {@code json0}: the same operations on the wire, the same result of every transformation and
 * composition. Stricter in what it takes: a component must find the place and the value that it speaks of.
 *
 * <p>Of two inserts at one place in an array or a string {@link Side#LEFT}'s ends up in front; where both sides set one
 * member, replace one item or move it, {@code LEFT}'s stays. A selection's path leads to a value; if that is a string,
 * the selection's ends are UTF-16 positions in it, otherwise they are 0.
 *
 * <p>Immutable.
 */
public final class Json0Type implements OperationType<JsonValue, JsonOperation> {
    /** The only one: a type has no state. */
    public static final Json0Type JSON0 = new Json0Type();

    private Json0Type() {}

    @Override
    public String name() {
        return "json0";
    }

    @Override
    public String uri() {
        return "http://sharejs.org/types/JSONv0";
    }

    /** Returns {@code null}: a document that was given no content. */
    @Override
    public JsonValue empty() {
        return JsonValue.NULL;
    }

    @Override
    public JsonOperation noop() {
        return JsonOperation.noop();
    }

    @Override
    public JsonValue apply(JsonValue snapshot, JsonOperation operation) {
        return JsonApply.apply(snapshot, operation);
    }

    @Override
    public JsonOperation transform(JsonOperation operation, JsonOperation against, Side side) {
        return JsonTransform.transform(operation, against, side);
    }

    @Override
    public Rebased<JsonOperation> rebase(JsonOperation operation, List<JsonOperation> over, Side side) {
        return JsonRebasing.USUAL.rebase(operation, over, side);
    }

    @Override
    public Side yielding() {
        return Side.RIGHT;
    }

    @Override
    public JsonOperation compose(JsonOperation first, JsonOperation second) {
        return JsonCompose.compose(first, second);
    }

    @Override
    public JsonOperation invert(JsonOperation operation, JsonValue before) {
        return JsonInvert.invert(operation, before);
    }

    /**
     * Returns the operation with every put of a member that replaces a value made to say which. Other operations are
     * complete as they are. Only complete operations may be composed without losing something: the composition of a put
     * and a removal is nothing, which is right if nothing was there before.
     *
     * @param before the snapshot that the operation is for
     * @throws InvalidOperationException if the operation does not fit the snapshot
     */
    @Override
    public JsonOperation complete(JsonOperation operation, JsonValue before) {
        return JsonInvert.complete(operation, before);
    }

    @Override
    public JsonOperation diff(JsonValue before, JsonValue after) {
        return JsonDiff.diff(before, after);
    }

    /** Gone if the value, or one around it, was taken away or replaced. An item that is moved is followed. */
    @Override
    public Optional<Selection> transformSelection(Selection selection, JsonOperation operation) {
        return JsonSelections.transform(selection, operation);
    }

    @Override
    public boolean contains(JsonValue snapshot, Selection selection) {
        return JsonSelections.isIn(snapshot, selection);
    }

    /** Moving writes nothing; adding to a number writes the number, and replacing a value all that is in it. */
    @Override
    public Blame<JsonOperation> blame(JsonValue snapshot, long revision) {
        return new JsonBlame(snapshot, new Writing.Whole(revision));
    }

    /** Returns about how many characters the document takes up as JSON text. */
    @Override
    public long size(JsonValue snapshot) {
        return snapshot.weight();
    }

    @Override
    public JsonOperation decode(Object json) {
        return JsonCodec.decode(json);
    }

    @Override
    public Object encode(JsonOperation operation) {
        return JsonCodec.encode(operation);
    }

    @Override
    public JsonValue decodeSnapshot(Object json) {
        return JsonValue.of(json);
    }

    @Override
    public Object encodeSnapshot(JsonValue snapshot) {
        return snapshot.plain();
    }
}
