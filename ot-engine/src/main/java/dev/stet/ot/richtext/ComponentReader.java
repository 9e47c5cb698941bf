package dev.stet.ot.richtext;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.json.JsonObject;
import dev.stet.ot.json.JsonValue;
import dev.stet.ot.text.Rope;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
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
        int lone = Surrogates.firstLone(text);
        if (lone >= 0) {
            throw new InvalidOperationException(
                    Rule.LONE_SURROGATE, index, "an insert must not hold a lone surrogate, index=" + lone);
        }
        return text;
    }

    private int length(Object json) {
        if (!(json instanceof Number number)) {
            throw malformed("a length must be a number", json);
        }
        long length = integral(number);
        if (length <= 0) {
            throw new InvalidOperationException(
                    Rule.EMPTY_COMPONENT, index, "a length must be 1 or more, length=" + length);
        }
        if (length > Integer.MAX_VALUE) {
            throw new InvalidOperationException(
                    Rule.TOO_LARGE,
                    index,
                    "a length is beyond the limit, length=" + length + " limit=" + Integer.MAX_VALUE);
        }
        return (int) length;
    }

    /** Returns the number's value, or the nearest {@code long} if it is beyond. */
    private long integral(Number number) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof BigInteger big) {
            return big.bitLength() < Long.SIZE ? big.longValue() : big.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        double value = number instanceof Double || number instanceof Float ? number.doubleValue() : Double.NaN;
        if (Double.isInfinite(value) || value != Math.rint(value)) {
            throw new InvalidOperationException(
                    Rule.MALFORMED, index, "a length must be a whole number, length=" + value);
        }
        return (long) value;
    }

    private InvalidOperationException malformed(String sentence, Object found) {
        return new InvalidOperationException(Rule.MALFORMED, index, sentence + ", found=" + shape(found));
    }

    /** Returns what a value is, without telling its content. */
    static String shape(Object json) {
        return switch (json) {
            case null -> "null";
            case String string -> "string";
            case Number number -> "number";
            case Boolean bool -> "boolean";
            case List<?> list -> "list";
            case Map<?, ?> map -> map.size() == 1 ? "object" : "object of " + map.size() + " fields";
            default -> "unknown";
        };
    }
}
