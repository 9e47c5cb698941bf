package dev.stet.ot.json;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.json.JsonChange.Add;
import dev.stet.ot.json.JsonChange.DeleteItem;
import dev.stet.ot.json.JsonChange.InsertItem;
import dev.stet.ot.json.JsonChange.ItemChange;
import dev.stet.ot.json.JsonChange.MemberChange;
import dev.stet.ot.json.JsonChange.MoveItem;
import dev.stet.ot.json.JsonChange.PutMember;
import dev.stet.ot.json.JsonChange.RemoveMember;
import dev.stet.ot.json.JsonChange.ReplaceItem;
import dev.stet.ot.json.JsonChange.ReplaceMember;
import dev.stet.ot.json.JsonChange.StringChange;
import java.util.List;

/**
 * Applies components to a document, after checking that they fit. Recurses along a path, which is at most
 * {@link JsonValue#MAX_DEPTH} steps.
 */
final class JsonApply {
    private final JsonPath path;
    private final JsonChange change;

    /** How many steps lead to the value that is changed. */
    private final int way;

    /** The component's index, for the report. */
    private final int index;

    private JsonApply(JsonComponent component, int index) {
        this.path = component.path();
        this.change = component.change();
        this.way = component.depth() - 1;
        this.index = index;
    }

    static JsonValue apply(JsonValue before, JsonOperation operation) {
        List<JsonComponent> components = operation.components();
        JsonValue result = before;
        for (int i = 0; i < components.size(); i++) {
            result = apply(result, components.get(i), i);
        }
        return result;
    }

    /**
     * Applies one component.
     *
     * @param index the component's, for the report; -1 if it has none
     */
    static JsonValue apply(JsonValue before, JsonComponent component, int index) {
        JsonApply apply = new JsonApply(component, index);
        return apply.way < 0 ? apply.root(before) : apply.follow(before, 0);
    }

    /** Returns the value with what the rest of the path leads to changed. */
    private JsonValue follow(JsonValue value, int step) {
        if (step == way) {
            return changed(value);
        }
        return switch (value) {
            case JsonArray array
            when path.step(step) instanceof Integer at -> {
                requireItem(array, at);
                yield array.with(at, follow(array.item(at), step + 1));
            }
            case JsonObject object
            when path.step(step) instanceof String key -> object.with(key, follow(member(object, key), step + 1));
            default -> throw nowhere(step);
        };
    }

    private JsonValue changed(JsonValue value) {
        return switch (change) {
            case Add add
            when value instanceof JsonNumber number ->
                number.plus(add.amount())
                        .orElseThrow(() -> new InvalidOperationException(
                                Rule.TOO_LARGE, index, "a sum cannot be held exactly by 64 bits"));
            case StringChange edit when value instanceof JsonString string -> Text0.apply(string, edit.edits(), index);
            case ItemChange item when value instanceof JsonArray array -> item(array, item, path.lastIndex());
            case MemberChange member
            when value instanceof JsonObject object && path.step(way) instanceof String key ->
                member(object, member, key);
            default -> throw nowhere(way);
        };
    }

    private JsonArray item(JsonArray array, ItemChange item, int at) {
        switch (item) {
            case InsertItem insert -> {
                requireWithin(at, array.length() + 1);
                if (array.length() == Integer.MAX_VALUE) {
                    throw new InvalidOperationException(
                            Rule.TOO_LARGE, index, "an array would be longer than can be counted");
                }
                return array.replace(at, at, List.of(insert.inserted()));
            }
            case DeleteItem delete -> {
                requireItem(array, at);
                requireSame(delete.deleted(), array.item(at));
                return array.replace(at, at + 1, List.of());
            }
            case ReplaceItem replace -> {
                requireItem(array, at);
                requireSame(replace.deleted(), array.item(at));
                return array.with(at, replace.inserted());
            }
            case MoveItem move -> {
                requireItem(array, at);
                requireWithin(move.to(), array.length());
                return array.replace(at, at + 1, List.of()).replace(move.to(), move.to(), List.of(array.item(at)));
            }
        }
    }

    private JsonObject member(JsonObject object, MemberChange member, String key) {
        return switch (member) {
            case PutMember put -> object.with(key, put.inserted());
            case RemoveMember remove -> {
                requireSame(remove.deleted(), member(object, key));
                yield object.without(key);
            }
            case ReplaceMember replace -> {
                requireSame(replace.deleted(), member(object, key));
                yield object.with(key, replace.inserted());
            }
        };
    }

    /** Returns the document that replaces the whole one. */
    private JsonValue root(JsonValue before) {
        return switch (change) {
            case PutMember put -> put.inserted();
            case RemoveMember remove -> {
                requireSame(remove.deleted(), before);
                yield JsonValue.NULL;
            }
            case ReplaceMember replace -> {
                requireSame(replace.deleted(), before);
                yield replace.inserted();
            }
            default -> throw nowhere(0);
        };
    }

    private JsonValue member(JsonObject object, String key) {
        return object.member(key)
                .orElseThrow(() -> new InvalidOperationException(
                        Rule.NO_SUCH_PLACE, index, "an object has no member at that key, steps=" + path.length()));
    }

    private void requireItem(JsonArray array, int at) {
        if (at >= array.length()) {
            throw new InvalidOperationException(
                    Rule.NO_SUCH_PLACE,
                    index,
                    "an array has no item at that index, at=" + at + " arrayLength=" + array.length());
        }
    }

    private void requireWithin(int at, int limit) {
        if (at >= limit) {
            throw new InvalidOperationException(
                    Rule.PAST_THE_END,
                    index,
                    "an index is past the end of the array, at=" + at + " most=" + (limit - 1));
        }
    }

    private void requireSame(JsonValue said, JsonValue found) {
        if (!said.equals(found)) {
            throw new InvalidOperationException(
                    Rule.DIFFERENT_CONTENT, index, "the value to be taken away is not the one that is there");
        }
    }

    private InvalidOperationException nowhere(int step) {
        return new InvalidOperationException(
                Rule.NO_SUCH_PLACE,
                index,
                "a path leads to a value of another kind than the component needs, step=" + step + " steps="
                        + path.length());
    }
}
