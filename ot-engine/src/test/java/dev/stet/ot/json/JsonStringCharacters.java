package dev.stet.ot.json;

import dev.stet.ot.Blame;
import dev.stet.ot.CharacterSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A string somewhere in a JSON document is its characters. */
public final class JsonStringCharacters implements CharacterSequence<JsonValue, JsonOperation> {
    private static final JsonPath PATH = JsonPath.of("list", 1, "text");

    @Override
    public JsonValue document(String characters) {
        return JsonValue.of(Map.of("list", List.of(0, Map.of("text", characters)), "beside", true));
    }

    @Override
    public JsonOperation replace(JsonValue document, int at, int deleted, String inserted) {
        String text = characters(document);
        int from = text.offsetByCodePoints(0, at);
        List<Text0Component> edits = new ArrayList<>();
        if (!inserted.isEmpty()) {
            edits.add(new Text0Component.Insert(from, inserted));
        }
        if (deleted > 0) {
            String gone = text.substring(from, text.offsetByCodePoints(from, deleted));
            edits.add(new Text0Component.Delete(from + inserted.length(), gone));
        }
        return edits.isEmpty()
                ? JsonOperation.noop()
                : JsonOperation.of(List.of(new JsonComponent(PATH, new JsonChange.EditText(edits))));
    }

    @Override
    public String characters(JsonValue document) {
        return ((JsonString) PATH.in(document).orElseThrow()).plain();
    }

    @Override
    public int characterAt(JsonValue document, int position) {
        return characters(document).codePointCount(0, position);
    }

    @Override
    public List<Long> revisions(JsonValue document, List<Blame.Span> spans, int count) {
        List<Blame.Span> ofText =
                spans.stream().filter(span -> span.path().equals(PATH.steps())).toList();
        return CharacterSequence.super.revisions(document, ofText, count);
    }
}
