package dev.stet.ot.json;

/** Writes values as JSON text. */
final class JsonText {
    private final StringBuilder json = new StringBuilder();

    private JsonText() {}

    static String of(JsonValue value) {
        JsonText text = new JsonText();
        text.write(value);
        return text.json.toString();
    }

    private void write(JsonValue value) {
        switch (value) {
            case JsonLiteral literal -> json.append(literal);
            case JsonNumber number -> json.append(number);
            case JsonString string -> quote(string.plain(), json);
            case JsonArray array -> {
                json.append('[');
                array.forEach(item -> {
                    separate('[');
                    write(item);
                });
                json.append(']');
            }
            case JsonObject object -> {
                json.append('{');
                object.forEach((key, member) -> {
                    separate('{');
                    quote(key, json);
                    json.append(':');
                    write(member);
                });
                json.append('}');
            }
        }
    }

    private void separate(char opening) {
        if (json.charAt(json.length() - 1) != opening) {
            json.append(',');
        }
    }

    /** Appends a string in quotes. */
    static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (unit < ' ') {
                        json.append(String.format("\\u%04x", (int) unit));
                    } else {
                        json.append(unit);
                    }
                }
            }
        }
        json.append('"');
    }
}
