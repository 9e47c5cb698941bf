package dev.stet.ot.json;

import dev.stet.ot.sequence.Elements;
import dev.stet.ot.sequence.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * An array. Looking up, inserting, replacing and removing an item takes time in proportion to the logarithm of its
 * length.
 *
 * <p>Immutable.
 */
public final class JsonArray implements JsonValue {
    private static final int BRACKETS = 2;
    private static final int COMMA = 1;
    private static final Elements<JsonValue> ITEMS = new Elements<>() {
        @Override
        public int length(JsonValue item) {
            return 1;
        }

        @Override
        public long weight(JsonValue item) {
            return item.weight() + COMMA;
        }

        @Override
        public JsonValue slice(JsonValue item, int from, int to) {
            throw new UnsupportedOperationException("an item of an array is not cut");
        }
    };

    private final Sequence<JsonValue> items;

    private JsonArray(Sequence<JsonValue> items) {
        this.items = items;
    }

    /** Returns the array of these items. */
    public static JsonArray of(List<? extends JsonValue> items) {
        return new JsonArray(Sequence.of(ITEMS, items));
    }

    /** Returns the number of items. Constant time. */
    public int length() {
        return items.length();
    }

    /**
     * Returns an item.
     *
     * @throws IndexOutOfBoundsException if there is none at that index
     */
    public JsonValue item(int index) {
        return items.elementAt(index);
    }

    /** Passes the items on in order. */
    public void forEach(Consumer<? super JsonValue> consumer) {
        items.forEach(consumer);
    }

    /** Returns the array with another item at an index. */
    JsonArray with(int index, JsonValue item) {
        return new JsonArray(items.set(index, item));
    }

    /** Returns the array with the items from {@code from} to {@code to} replaced. */
    JsonArray replace(int from, int to, List<JsonValue> replacement) {
        return new JsonArray(items.replace(from, to, replacement));
    }

    /** Returns the items, to compare and to look at. */
    Sequence<JsonValue> items() {
        return items;
    }

    @Override
    public List<Object> plain() {
        List<Object> plain = new ArrayList<>(length());
        forEach(item -> plain.add(item.plain()));
        return Collections.unmodifiableList(plain);
    }

    @Override
    public long weight() {
        return BRACKETS + items.weight();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonArray array && items.equals(array.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }

    /** Returns the array as JSON text. */
    @Override
    public String toString() {
        return JsonText.of(this);
    }
}
