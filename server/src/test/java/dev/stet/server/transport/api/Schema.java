package dev.stet.server.transport.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The part of JSON Schema that the description uses: types, fields, items, references. Immutable. */
final class Schema {
    private final JsonNode description;

    /** @param description the whole document, which references point into */
    Schema(JsonNode description) {
        this.description = description;
    }

    /** Returns what about a value is not as a schema says; a field that no schema names is wrong, too. */
    List<String> faults(JsonNode value, JsonNode schema) {
        List<String> faults = new ArrayList<>();
        check("", value, schema, faults);
        return faults;
    }

    /** Follows a reference, if it is one. */
    JsonNode resolve(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : description.at(reference.asString().substring(1));
    }

    private void check(String path, JsonNode value, JsonNode given, List<String> faults) {
        JsonNode schema = resolve(given);
        String type = schema.path("type").asString("any");
        boolean fits = switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString() && isOfFormat(value, schema);
            case "integer" ->
                value.isIntegralNumber()
                        && value.asLong() >= schema.path("minimum").asLong(Long.MIN_VALUE);
            case "any" -> true;
            default -> throw new IllegalArgumentException("a type that is not known here: " + type);
        };
        if (!fits) {
            faults.add(path + " is no " + type + ": " + value);
        } else if (type.equals("object")) {
            checkFields(path, value, schema, faults);
        } else if (type.equals("array")) {
            value.forEach(item -> check(path + "[]", item, schema.get("items"), faults));
        }
    }

    private static boolean isOfFormat(JsonNode value, JsonNode schema) {
        return !schema.path("format").asString("").equals("date-time")
                || Instant.parse(value.asString()).isAfter(Instant.EPOCH);
    }

    private void checkFields(String path, JsonNode value, JsonNode schema, List<String> faults) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asString())) {
                faults.add(path + " has no " + name.asString());
            }
        });
        JsonNode others = schema.path("additionalProperties");
        value.properties().forEach(field -> {
            JsonNode known = others.isObject() && !schema.path("properties").has(field.getKey())
                    ? others
                    : schema.path("properties").get(field.getKey());
            if (known != null) {
                check(path + "." + field.getKey(), field.getValue(), known, faults);
            } else if (!others.asBoolean(false)) {
                faults.add(path + " has an undescribed " + field.getKey());
            }
        });
    }
}
