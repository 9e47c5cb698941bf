package dev.stet.ot.json;

import dev.stet.ot.sync.DelegatingType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The json0 type, until something of it is overridden. */
class BrokenJson0Type extends DelegatingType<JsonValue, JsonOperation> {
    BrokenJson0Type() {
        super(Json0Type.JSON0);
    }

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
}
