package dev.stet.ot.json;

/**
 * One step of a {@link JsonOperation}: a change at a place.
 *
 * <p>Immutable.
 *
 * @param path to the value that is changed; for changes of arrays and objects its last step is the index or the key at
 *     which they change
 */
public record JsonComponent(JsonPath path, JsonChange change) {
    /** Returns how many steps lead to the value that is changed and, counted as one more, into it. */
    int depth() {
        return change instanceof JsonChange.Add || change instanceof JsonChange.StringChange
                ? path.length() + 1
                : path.length();
    }

    /** Returns in how many steps it is carried out: 1, unless it is an edit of a string. */
    int steps() {
        return change instanceof JsonChange.StringChange edit ? edit.edits().size() : 1;
    }

    JsonComponent at(JsonPath place) {
        return new JsonComponent(place, change);
    }

    JsonComponent with(JsonChange other) {
        return new JsonComponent(path, other);
    }

    /** Returns the component in its encoded form as JSON text. */
    @Override
    public String toString() {
        return JsonValue.of(JsonCodec.encode(this)).toString();
    }
}
