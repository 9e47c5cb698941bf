package dev.stet.ot.json;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.plain.Surrogates;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads values from plain Java objects. Recurses as deep as values may be nested, and no deeper. */
final class PlainReader {
    private PlainReader() {}

    /**
     * Reads a value.
     *
     * @param depth how many arrays and objects stand around it
     * @param component the component of an operation that it belongs to, or -1
     */
    static JsonValue read(Object plain, int depth, int component) {
        return switch (plain) {
            case null -> JsonLiteral.NULL;
            case Boolean bool -> JsonLiteral.of(bool);
            case Number number -> number(number, component);
            case String text -> JsonString.ofWellFormed(Surrogates.requireWellFormed(text, component));
            case List<?> list -> array(list, inside(depth, component), component);
            case Map<?, ?> map -> object(map, inside(depth, component), component);
            case JsonValue value -> {
                requireFits(value, depth, component);
                yield value;
            }
            default -> throw new InvalidOperationException(Rule.MALFORMED, component, "a value must be plain JSON");
        };
    }

    /** Reads a number. */
    static JsonNumber number(Number number, int component) {
        return switch (number) {
            case Byte whole -> JsonNumber.of(whole);
            case Short whole -> JsonNumber.of(whole);
            case Integer whole -> JsonNumber.of(whole);
            case Long whole -> JsonNumber.of(whole);
            case Float real -> ofReal(real, component);
            case Double real -> ofReal(real, component);
            case BigInteger whole -> ofDecimal(new BigDecimal(whole), component);
            case BigDecimal decimal -> ofDecimal(decimal, component);
            default ->
                throw new InvalidOperationException(
                        Rule.MALFORMED, component, "a number is of a class that is not known");
        };
    }

    private static JsonNumber ofDecimal(BigDecimal decimal, int component) {
        if (!JsonNumber.fits(decimal, JsonNumber.MOST_DIGITS_OF_SUMS)) {
            throw tooManyDigits(component, JsonNumber.MOST_DIGITS_OF_SUMS);
        }
        return JsonNumber.of(decimal);
    }

    private static InvalidOperationException tooManyDigits(int component, int limit) {
        return new InvalidOperationException(
                Rule.TOO_LARGE,
                component,
                "a number has too many digits before the point or behind it, limit=" + limit);
    }

    /** Makes sure that no number in a value that is put into a document, or added, leaves too little room for sums. */
    static void requirePuttable(JsonValue value, int component) {
        switch (value) {
            case JsonArray array -> array.forEach(item -> requirePuttable(item, component));
            case JsonObject object -> object.forEach((key, member) -> requirePuttable(member, component));
            case JsonNumber number -> {
                if (!number.mayBePut()) {
                    throw tooManyDigits(component, JsonNumber.MOST_DIGITS);
                }
            }
            case JsonLiteral literal -> {}
            case JsonString string -> {}
        }
    }

    /**
     * Makes sure that a value is not nested too deep.
     *
     * @param depth how many arrays and objects stand around it
     */
    static void requireFits(JsonValue value, int depth, int component) {
        switch (value) {
            case JsonArray array -> {
                int inside = inside(depth, component);
                array.forEach(item -> requireFits(item, inside, component));
            }
            case JsonObject object -> {
                int inside = inside(depth, component);
                object.forEach((key, member) -> requireFits(member, inside, component));
            }
            case JsonLiteral literal -> {}
            case JsonNumber number -> {}
            case JsonString string -> {}
        }
    }

    private static JsonNumber ofReal(double real, int component) {
        if (Double.isNaN(real) || Double.isInfinite(real)) {
            throw new InvalidOperationException(Rule.MALFORMED, component, "a number must be finite, number=" + real);
        }
        return JsonNumber.of(real);
    }

    private static JsonArray array(List<?> list, int depth, int component) {
        List<JsonValue> items = new ArrayList<>(list.size());
        for (Object item : list) {
            items.add(read(item, depth, component));
        }
        return JsonArray.of(items);
    }

    private static JsonObject object(Map<?, ?> map, int depth, int component) {
        Map<String, JsonValue> members = HashMap.newHashMap(map.size());
        for (Map.Entry<?, ?> member : map.entrySet()) {
            if (!(member.getKey() instanceof String key)) {
                throw new InvalidOperationException(Rule.MALFORMED, component, "the key of a member must be a string");
            }
            members.put(Surrogates.requireWellFormed(key, component), read(member.getValue(), depth, component));
        }
        return JsonObject.ofWellFormed(members);
    }

    private static int inside(int depth, int component) {
        if (depth >= JsonValue.MAX_DEPTH) {
            throw new InvalidOperationException(
                    Rule.TOO_DEEP, component, "values are nested too deep, limit=" + JsonValue.MAX_DEPTH);
        }
        return depth + 1;
    }
}
