package dev.stet.ot.richtext;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.plain.Plain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The encoded form of operations and documents: lists of {@code {"retain": 5}}, {@code {"insert": "x"}},
 * {@code {"insert": {"image": "…"}}} and {@code {"delete": 3}}, with {@code "attributes": {…}} beside a retain or an
 * insert. A document is a list of inserts.
 *
 * <p>On receipt the list may also be the {@code ops} of an object.
 */
final class RichTextCodec {
    static final String RETAIN = "retain";
    static final String INSERT = "insert";
    static final String DELETE = "delete";
    static final String ATTRIBUTES = "attributes";

    private static final String OPS = "ops";

    private RichTextCodec() {}

    static RichTextOperation decode(Object json) {
        RichTextOperationBuilder builder = RichTextOperation.builder();
        ComponentReader reader = new ComponentReader();
        for (Object component : list(json, "an operation")) {
            switch (reader.read(component)) {
                case RichTextComponent.Retain retain -> builder.retain(retain.length(), retain.attributes());
                case RichTextComponent.Insert insert ->
                    builder.insert(insert.text(), 0, insert.text().length(), insert.attributes());
                case RichTextComponent.Embed embed -> builder.embed(embed.value(), embed.attributes());
                case RichTextComponent.Delete delete -> builder.delete(delete.length());
            }
        }
        return builder.build();
    }

    static RichText decodeSnapshot(Object json) {
        List<Piece> pieces = new ArrayList<>();
        ComponentReader reader = new ComponentReader();
        long length = 0;
        for (Object component : list(json, "a rich text")) {
            Piece piece = reader.readPiece(component);
            length += piece.length();
            if (length > Integer.MAX_VALUE) {
                throw new InvalidOperationException(
                        Rule.TOO_LARGE, pieces.size(), "a rich text is longer than can be counted, length=" + length);
            }
            pieces.add(piece);
        }
        return RichText.of(pieces);
    }

    static List<Object> encode(RichTextOperation operation) {
        List<Object> encoded = new ArrayList<>(operation.size());
        for (RichTextComponent component : operation.components()) {
            encoded.add(
                    switch (component) {
                        case RichTextComponent.Retain retain -> fields(RETAIN, retain.length(), retain.attributes());
                        case RichTextComponent.Insert insert -> fields(INSERT, insert.text(), insert.attributes());
                        case RichTextComponent.Embed embed ->
                            fields(INSERT, embed.value().plain(), embed.attributes());
                        case RichTextComponent.Delete delete -> fields(DELETE, delete.length(), Attributes.none());
                    });
        }
        return encoded;
    }

    static List<Object> encodeSnapshot(RichText document) {
        List<Object> encoded = new ArrayList<>();
        document.forEach(piece -> encoded.add(
                switch (piece) {
                    case Piece.Text text -> fields(INSERT, text.text().toString(), text.attributes());
                    case Piece.Embed embed -> fields(INSERT, embed.value().plain(), embed.attributes());
                }));
        return encoded;
    }

    private static Map<String, Object> fields(String action, Object value, Attributes attributes) {
        if (attributes.isEmpty()) {
            return Map.of(action, value);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(action, value);
        fields.put(ATTRIBUTES, attributes.plain());
        return fields;
    }

    /** Returns the list of components, which may come alone or as the {@code ops} of an object. */
    private static List<?> list(Object json, String what) {
        Object list = json instanceof Map<?, ?> map && map.size() == 1 && map.containsKey(OPS) ? map.get(OPS) : json;
        if (!(list instanceof List<?> components)) {
            throw new InvalidOperationException(
                    Rule.MALFORMED, -1, what + " must be a list of components, found=" + Plain.shape(json));
        }
        return components;
    }
}
