package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;

import dev.stet.ot.OperationType;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The json0 type, until something of it is overridden. */
class BrokenJson0Type implements OperationType<JsonValue, JsonOperation> {
    /** Returns an operation with every component changed. */
    static JsonOperation each(JsonOperation operation, UnaryOperator<JsonComponent> change) {
        return JsonOperation.unchecked(
                operation.components().stream().map(change).toList());
    }

    /** Returns an operation without some components. */
    static JsonOperation without(JsonOperation operation, Class<? extends JsonChange> kind) {
        List<JsonComponent> kept = new ArrayList<>(operation.components());
        kept.removeIf(component -> kind.isInstance(component.change()));
        return JsonOperation.unchecked(kept);
    }

    /** Returns whether every component is of a kind. */
    static boolean all(JsonOperation operation, Class<? extends JsonChange> kind) {
        return operation.components().stream().allMatch(component -> kind.isInstance(component.change()));
    }

    @Override
    public String name() {
        return "broken json0";
    }

    @Override
    public String uri() {
        return "urn:broken-json0";
    }

    @Override
    public JsonValue empty() {
        return JSON0.empty();
    }

    @Override
    public JsonOperation noop() {
        return JSON0.noop();
    }

    @Override
    public JsonValue apply(JsonValue snapshot, JsonOperation operation) {
        return JSON0.apply(snapshot, operation);
    }

    @Override
    public JsonOperation transform(JsonOperation operation, JsonOperation against, Side side) {
        return JSON0.transform(operation, against, side);
    }

    @Override
    public Side yielding() {
        return JSON0.yielding();
    }

    @Override
    public JsonOperation compose(JsonOperation first, JsonOperation second) {
        return JSON0.compose(first, second);
    }

    @Override
    public JsonOperation invert(JsonOperation operation, JsonValue before) {
        return JSON0.invert(operation, before);
    }

    @Override
    public JsonOperation diff(JsonValue before, JsonValue after) {
        return JSON0.diff(before, after);
    }

    @Override
    public Optional<Selection> transformSelection(Selection selection, JsonOperation operation) {
        return JSON0.transformSelection(selection, operation);
    }

    @Override
    public boolean contains(JsonValue snapshot, Selection selection) {
        return JSON0.contains(snapshot, selection);
    }

    @Override
    public long size(JsonValue snapshot) {
        return JSON0.size(snapshot);
    }

    @Override
    public JsonOperation decode(Object json) {
        return JSON0.decode(json);
    }

    @Override
    public Object encode(JsonOperation operation) {
        return JSON0.encode(operation);
    }

    @Override
    public JsonValue decodeSnapshot(Object json) {
        return JSON0.decodeSnapshot(json);
    }

    @Override
    public Object encodeSnapshot(JsonValue snapshot) {
        return JSON0.encodeSnapshot(snapshot);
    }
}
