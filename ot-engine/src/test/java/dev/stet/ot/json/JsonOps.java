package dev.stet.ot.json;

import tools.jackson.databind.json.JsonMapper;

/** Operations and documents as they are written: {@code [{'p':['a'],'oi':1}]}, with single quotes for double ones. */
final class JsonOps {
    private JsonOps() {}

    static JsonOperation op(String json) {
        return Json0Type.JSON0.decode(read(json));
    }

    static JsonValue doc(String json) {
        return JsonValue.of(read(json));
    }

    private static Object read(String json) {
        return JsonMapper.shared().readValue(json.replace('\'', '"'), Object.class);
    }
}
