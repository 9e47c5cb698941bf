package dev.stet.ot.json;

import dev.stet.ot.Blame;
import dev.stet.ot.CharacterSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A JSON array of numbers is a sequence of code points. */
public final class JsonArrayCharacters implements CharacterSequence<JsonValue, JsonOperation> {
    @Override
    public JsonValue document(String characters) {
        return JsonValue.of(characters.codePoints().boxed().toList());
    }

    @Override
    public JsonOperation replace(JsonValue document, int at, int deleted, String inserted) {
        List<JsonComponent> components = new ArrayList<>();
        JsonArray array = (JsonArray) document;
        for (int i = 0; i < deleted; i++) {
            components.add(new JsonComponent(JsonPath.of(at), new JsonChange.DeleteItem(array.item(at + i))));
        }
        int[] place = {at};
        inserted.codePoints()
                .forEach(item -> components.add(
                        new JsonComponent(JsonPath.of(place[0]++), new JsonChange.InsertItem(JsonValue.of(item)))));
        return JsonOperation.of(components);
    }

    @Override
    public String characters(JsonValue document) {
        StringBuilder characters = new StringBuilder();
        ((JsonArray) document).forEach(item -> characters.appendCodePoint(((Number) item.plain()).intValue()));
        return characters.toString();
    }

    @Override
    public List<Long> revisions(JsonValue document, List<Blame.Span> spans, int count) {
        List<Long> revisions = new ArrayList<>(Collections.nCopies(count, -1L));
        for (Blame.Span span : spans) {
            if (!span.path().isEmpty()) {
                revisions.set((Integer) span.path().getFirst(), span.revision());
            }
        }
        return revisions;
    }
}
