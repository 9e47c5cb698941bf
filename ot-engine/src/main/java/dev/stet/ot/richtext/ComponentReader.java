package dev.stet.ot.richtext;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.json.JsonObject;
import dev.stet.ot.json.JsonValue;
import dev.stet.ot.plain.Plain;
import dev.stet.ot.plain.Surrogates;
import dev.stet.ot.text.Rope;
import java.util.HashMap;
import java.util.Map;

/** Reads the components of one list in their order. Confined to its owner's thread. */
final class ComponentReader {
    /** Attributes that were read: where components look alike, they share them. */
    private final Map<Attributes, Attributes> known = new HashMap<>();

    /** The index of the component that is being read. */
    private int index = -1;

    /** Reads the next component of an operation. */
    RichTextComponent read(Object component) {
        index++;
        Map<?, ?> fields = fields(component);
        if (fields.containsKey(RichTextCodec.RETAIN)) {
            return new RichTextComponent.Retain(length(fields.get(RichTextCodec.RETAIN)), attributes(fields));
        }
        if (fields.containsKey(RichTextCodec.DELETE)) {
            return new RichTextComponent.Delete(length(fields.get(RichTextCodec.DELETE)));
        }
        Attributes attributes = attributes(fields);
        return switch (fields.get(RichTextCodec.INSERT)) {
            case String text -> new RichTextComponent.Insert(wellFormed(text), attributes);
            case Map<?, ?> embed -> new RichTextComponent.Embed(object(embed), attributes);
            case null, default -> throw malformed("an insert must be a string or an object", component);
        };
    }

    /** Reads the next component of a document. */
    Piece readPiece(Object component) {
        return switch (read(component)) {
            case RichTextComponent.Insert insert -> new Piece.Text(Rope.of(insert.text()), insert.attributes());
            case RichTextComponent.Embed embed -> new Piece.Embed(embed.value(), embed.attributes());
            case RichTextComponent.Retain retain -> throw malformed("a rich text holds nothing but inserts", component);
            case RichTextComponent.Delete delete -> throw malformed("a rich text holds nothing but inserts", component);
        };
    }

    /** Returns the fields of a component: exactly one says what it does, and what is not deleted may have attributes. */
    private Map<?, ?> fields(Object component) {
        if (component instanceof Map<?, ?> fields) {
            int actions = 0;
            actions += fields.containsKey(RichTextCodec.RETAIN) ? 1 : 0;
            actions += fields.containsKey(RichTextCodec.INSERT) ? 1 : 0;
            actions += fields.containsKey(RichTextCodec.DELETE) ? 1 : 0;
            boolean attributed =
                    fields.containsKey(RichTextCodec.ATTRIBUTES) && !fields.containsKey(RichTextCodec.DELETE);
            if (actions == 1 && fields.size() == (attributed ? 2 : 1)) {
                return fields;
            }
        }
        throw malformed(
                "a component must be an object with one of retain, insert and delete, and perhaps attributes",
                component);
    }

    private Attributes attributes(Map<?, ?> fields) {
        if (!fields.containsKey(RichTextCodec.ATTRIBUTES)) {
            return Attributes.none();
        }
        if (!(fields.get(RichTextCodec.ATTRIBUTES) instanceof Map<?, ?> map)) {
            throw malformed("attributes must be an object", fields.get(RichTextCodec.ATTRIBUTES));
        }
        Attributes attributes = Attributes.of(object(map));
        Attributes earlier = known.putIfAbsent(attributes, attributes);
        return earlier == null ? attributes : earlier;
    }

    private JsonObject object(Map<?, ?> plain) {
        return (JsonObject) JsonValue.of(plain, index);
    }

    private String wellFormed(String text) {
        if (text.isEmpty()) {
            throw new InvalidOperationException(Rule.EMPTY_COMPONENT, index, "an insert must not be empty");
        }
        return Surrogates.requireWellFormed(text, index);
    }

    private int length(Object json) {
        if (!(json instanceof Number number)) {
            throw malformed("a length must be a number", json);
        }
        return Plain.length(number, index);
    }

    private InvalidOperationException malformed(String sentence, Object found) {
        return new InvalidOperationException(Rule.MALFORMED, index, sentence + ", found=" + Plain.shape(found));
    }
}
