package dev.stet.ot.text;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The encoded form of operations: {@code 5} retains, {@code "x"} inserts, {@code {"d": 3}} deletes. */
final class TextCodec {
    private static final String DELETE_KEY = "d";

    private TextCodec() {}

    static TextOperation decode(Object json) {
        if (!(json instanceof List<?> components)) {
            throw new InvalidOperationException(
                    Rule.MALFORMED, -1, "an operation must be a list of components, found=" + shape(json));
        }
        TextOperationBuilder builder = TextOperation.builder();
        boolean afterRetain = false;
        int index = 0;
        for (Object component : components) {
            boolean retain = false;
            if (component instanceof String text) {
                decodeInsert(text, index, builder);
            } else if (component instanceof Number number) {
                if (afterRetain) {
                    throw new InvalidOperationException(
                            Rule.NOT_CANONICAL, index, "neighbouring retains must be one component");
                }
                retain = true;
                builder.retain(length(number, index));
            } else if (component instanceof Map<?, ?> map
                    && map.size() == 1
                    && map.get(DELETE_KEY) instanceof Number number) {
                builder.delete(length(number, index));
            } else {
                throw new InvalidOperationException(
                        Rule.MALFORMED,
                        index,
                        "a component must be a number, a string or an object with one number named d, found="
                                + shape(component));
            }
            afterRetain = retain;
            index++;
        }
        if (afterRetain) {
            throw new InvalidOperationException(Rule.NOT_CANONICAL, index - 1, "an operation must not end in a retain");
        }
        return builder.build();
    }

    static List<Object> encode(TextOperation operation) {
        List<Object> encoded = new ArrayList<>(operation.size());
        int from = 0;
        for (int i = 0; i < operation.size(); i++) {
            long component = operation.packed(i);
            int length = Kind.length(component);
            switch (Kind.of(component)) {
                case RETAIN -> encoded.add(length);
                case DELETE -> encoded.add(Map.of(DELETE_KEY, length));
                case INSERT -> {
                    encoded.add(operation.inserted().substring(from, from + length));
                    from += length;
                }
            }
        }
        return encoded;
    }

    /** Returns the encoded form as JSON text. */
    static String toJson(TextOperation operation) {
        StringBuilder json = new StringBuilder("[");
        for (TextComponent component : operation.components()) {
            if (json.length() > 1) {
                json.append(',');
            }
            switch (component) {
                case TextComponent.Retain retain -> json.append(retain.length());
                case TextComponent.Insert insert -> appendQuoted(json, insert.text());
                case TextComponent.Delete delete ->
                    json.append("{\"d\":").append(delete.length()).append('}');
            }
        }
        return json.append(']').toString();
    }

    private static void decodeInsert(String text, int index, TextOperationBuilder builder) {
        if (text.isEmpty()) {
            throw new InvalidOperationException(Rule.EMPTY_COMPONENT, index, "an insert must not be empty");
        }
        builder.insert(text);
    }

    private static int length(Number number, int index) {
        long length = integral(number, index);
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
    private static long integral(Number number, int index) {
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

    /** Returns what a value is, without telling its content. */
    private static String shape(Object json) {
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
