package dev.stet.ot.richtext;

import dev.stet.ot.NamedValues;
import dev.stet.ot.text.Rope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The attributes of a text that nobody types into. */
public final class AttributesOfAText implements NamedValues<RichText, RichTextOperation> {
    private static final String TEXT = "text";

    @Override
    public RichText document(Map<String, Integer> values) {
        return RichText.of(List.of(new Piece.Text(Rope.of(TEXT), Attributes.of(values))));
    }

    @Override
    public RichTextOperation set(RichText document, String name, Optional<Integer> value) {
        if (value.isEmpty() && !values(document).containsKey(name)) {
            return RichTextOperation.noop();
        }
        Map<String, Object> change = new HashMap<>();
        change.put(name, value.orElse(null));
        return RichTextOperation.format(0, TEXT.length(), Attributes.of(change));
    }

    @Override
    public Map<String, Integer> values(RichText document) {
        Map<String, Integer> values = new TreeMap<>();
        document.forEach(piece -> piece.attributes()
                .toMap()
                .forEach((name, value) -> values.put(name, ((Number) value.plain()).intValue())));
        return values;
    }
}
