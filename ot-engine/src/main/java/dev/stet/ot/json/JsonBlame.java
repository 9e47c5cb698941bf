package dev.stet.ot.json;

import dev.stet.ot.Blame;
import dev.stet.ot.blame.Run;
import dev.stet.ot.json.Writing.OfArray;
import dev.stet.ot.json.Writing.OfObject;
import dev.stet.ot.json.Writing.OfString;
import java.util.ArrayList;
import java.util.List;

/**
 * Blame of a JSON document. A value belongs to the revision that put it there, an item that is moved goes on belonging to
 * it, a number belongs to the revision that changed it last, a string to those that typed it.
 *
 * <p>Immutable.
 */
record JsonBlame(JsonValue document, Writing writing) implements Blame<JsonOperation> {
    @Override
    public JsonBlame after(JsonOperation operation, long revision) {
        JsonValue after = document;
        Writing written = writing;
        List<JsonComponent> components = operation.components();
        for (int i = 0; i < components.size(); i++) {
            JsonValue before = after;
            after = JsonApply.apply(before, components.get(i), i);
            written = new WritingChange(components.get(i), revision).after(before, written);
        }
        return new JsonBlame(after, written);
    }

    /**
     * Returns a span for every value, one after the other, an array and an object before what is in it; a string that is
     * not empty has a span for each stretch of it instead.
     */
    @Override
    public List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        add(spans, JsonPath.root(), document, writing);
        return spans;
    }

    private static void add(List<Span> spans, JsonPath path, JsonValue value, Writing writing) {
        if (value instanceof JsonString string && string.length() > 0) {
            addString(spans, path, string, writing);
            return;
        }
        spans.add(new Span(path.steps(), 0, 0, writing.revision()));
        if (value instanceof JsonArray array) {
            OfArray items = WritingChange.array(array, writing);
            int[] at = {0};
            items.items().forEach(same -> {
                for (int i = 0; i < same.count(); i++) {
                    add(spans, path.plus(at[0]), array.item(at[0]), same.writing());
                    at[0]++;
                }
            });
        } else if (value instanceof JsonObject object) {
            OfObject members = WritingChange.object(writing);
            object.forEach((key, member) -> add(spans, path.plus(key), member, WritingChange.member(members, key)));
        }
    }

    private static void addString(List<Span> spans, JsonPath path, JsonString string, Writing writing) {
        if (!(writing instanceof OfString known)) {
            spans.add(new Span(path.steps(), 0, string.length(), writing.revision()));
            return;
        }
        int from = 0;
        int at = 0;
        long revision = -1;
        for (Run run : known.units()) {
            if (run.revision() != revision && at > 0) {
                spans.add(new Span(path.steps(), from, at, revision));
                from = at;
            }
            revision = run.revision();
            at += run.length();
        }
        spans.add(new Span(path.steps(), from, at, revision));
    }
}
