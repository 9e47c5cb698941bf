package dev.stet.server.protocol;

import dev.stet.ot.Selection;
import tools.jackson.core.JsonGenerator;

/** Selections as JSON. */
final class Selections {
    private Selections() {}

    /** Writes the property {@code selection}. */
    static void write(JsonGenerator json, Selection selection) {
        json.writeObjectPropertyStart("selection");
        if (!selection.path().isEmpty()) {
            json.writeArrayPropertyStart("path");
            for (Object step : selection.path()) {
                if (step instanceof Integer index) {
                    json.writeNumber(index);
                } else {
                    json.writeString((String) step);
                }
            }
            json.writeEndArray();
        }
        json.writeNumberProperty("anchor", selection.anchor());
        json.writeNumberProperty("head", selection.head());
        json.writeEndObject();
    }
}
