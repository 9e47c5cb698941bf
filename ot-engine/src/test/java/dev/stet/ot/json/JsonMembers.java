package dev.stet.ot.json;

import dev.stet.ot.NamedValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The members of an object. */
public final class JsonMembers implements NamedValues<JsonValue, JsonOperation> {
    @Override
    public JsonValue document(Map<String, Integer> values) {
        return JsonValue.of(values);
    }

    @Override
    public JsonOperation set(JsonValue document, String name, Optional<Integer> value) {
        Optional<JsonValue> before = ((JsonObject) document).member(name);
        if (before.isEmpty() && value.isEmpty()) {
            return JsonOperation.noop();
        }
        Optional<JsonValue> after = value.map(JsonValue::of);
        JsonChange change;
        if (before.isEmpty()) {
            change = new JsonChange.PutMember(after.orElseThrow());
        } else if (after.isEmpty()) {
            change = new JsonChange.RemoveMember(before.get());
        } else {
            change = new JsonChange.ReplaceMember(before.get(), after.get());
        }
        return JsonOperation.of(List.of(new JsonComponent(JsonPath.of(name), change)));
    }

    @Override
    public Map<String, Integer> values(JsonValue document) {
        Map<String, Integer> values = new TreeMap<>();
        ((JsonObject) document).forEach((key, value) -> values.put(key, ((Number) value.plain()).intValue()));
        return values;
    }
}
