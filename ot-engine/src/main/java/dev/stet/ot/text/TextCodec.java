package dev.stet.ot.text;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.plain.Plain;
import dev.stet.ot.plain.Surrogates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The encoded form of operations: {@code 5} retains, {@code "x"} inserts, {@code {"d": 3}} deletes, and where the type
 * allows it {@code {"d": "x"}} deletes and says what.
 */
final class TextCodec {
    private static final String DELETE_KEY = "d";

    private TextCodec() {}

    /** Reads an operation of the same type as {@code like}. */
    static <O extends PackedOperation<O>> O decode(Object json, O like) {
        if (!(json instanceof List<?> components)) {
            throw new InvalidOperationException(
                    Rule.MALFORMED, -1, "an operation must be a list of components, found=" + Plain.shape(json));
        }
        Packer packer = new Packer();
        boolean afterRetain = false;
        int index = 0;
        for (Object component : components) {
            boolean retain = component instanceof Number;
            if (component instanceof Number number) {
                if (afterRetain) {
                    throw new InvalidOperationException(
                            Rule.NOT_CANONICAL, index, "neighbouring retains must be one component");
                }
                packer.retain(Plain.length(number, index));
            } else if (component instanceof String text) {
                packer.insert(requireText(text, index, "an insert", like), text, 0, text.length());
            } else {
                decodeDelete(component, index, packer, like);
            }
            afterRetain = retain;
            index++;
        }
        if (afterRetain) {
            throw new InvalidOperationException(Rule.NOT_CANONICAL, index - 1, "an operation must not end in a retain");
        }
        return packer.build(like);
    }

    private static void decodeDelete(Object component, int index, Packer packer, PackedOperation<?> like) {
        Object deleted = component instanceof Map<?, ?> map && map.size() == 1 ? map.get(DELETE_KEY) : null;
        if (deleted instanceof Number number) {
            packer.delete(Plain.length(number, index));
        } else if (deleted instanceof String text && like.deletesMaySayText()) {
            packer.delete(requireText(text, index, "a delete", like), text, 0, text.length());
        } else {
            throw new InvalidOperationException(
                    Rule.MALFORMED,
                    index,
                    "a component must be a number, a string or an object with one number"
                            + (like.deletesMaySayText() ? " or string" : "") + " named d, found="
                            + Plain.shape(component));
        }
    }

    /** Returns the length of a component's text in the type's units. */
    private static int requireText(String text, int index, String component, PackedOperation<?> like) {
        if (text.isEmpty()) {
            throw new InvalidOperationException(Rule.EMPTY_COMPONENT, index, component + " must not be empty");
        }
        Surrogates.requireWellFormed(text, index);
        return like.count(text);
    }

    static List<Object> encode(PackedOperation<?> operation) {
        List<Object> encoded = new ArrayList<>(operation.size());
        for (ComponentCursor cursor = new ComponentCursor(operation); cursor.hasNext(); cursor.skip()) {
            Object content = cursor.hasText() ? cursor.text() : (Object) cursor.remaining();
            encoded.add(cursor.kind() == Kind.DELETE ? Map.of(DELETE_KEY, content) : content);
        }
        return encoded;
    }

    /** Returns the encoded form as JSON text. */
    static String toJson(PackedOperation<?> operation) {
        StringBuilder json = new StringBuilder("[");
        for (ComponentCursor cursor = new ComponentCursor(operation); cursor.hasNext(); cursor.skip()) {
            json.append(json.length() > 1 ? "," : "");
            json.append(cursor.kind() == Kind.DELETE ? "{\"d\":" : "");
            if (cursor.hasText()) {
                appendQuoted(json, cursor.text());
            } else {
                json.append(cursor.remaining());
            }
            json.append(cursor.kind() == Kind.DELETE ? "}" : "");
        }
        return json.append(']').toString();
    }

    /** Reads a document. */
    static Rope decodeSnapshot(Object json) {
        if (!(json instanceof String text)) {
            throw new InvalidOperationException(Rule.MALFORMED, -1, "the snapshot of a text must be a string");
        }
        Surrogates.requireWellFormed(text, -1);
        return Rope.of(text);
    }

    /** Returns a length that a caller gave, which must be 0 or more. */
    static int requireLength(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("a length cannot be negative, length=" + length);
        }
        return length;
    }

    private static void appendQuoted(StringBuilder json, String text) {
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
