package dev.stet.ot.json;

import dev.stet.ot.InvalidOperationException;

/**
 * A JSON value: {@code null}, a boolean, a number, a string, an array or an object.
 *
 * <p>Values are equal by what they say: {@code 1} equals {@code 1.0}, and the order of an object's members does not
 * matter. Strings are well-formed UTF-16, and nothing is nested deeper than {@link #MAX_DEPTH}.
 *
 * <p>Immutable.
 */
public sealed interface JsonValue permits JsonLiteral, JsonNumber, JsonString, JsonArray, JsonObject {
    /** How deep arrays and objects may be nested. A literal, a number and a string have depth 0, {@code []} has 1. */
    int MAX_DEPTH = 100;

    /** The value {@code null}. */
    JsonValue NULL = JsonLiteral.NULL;

    /**
     * Returns the value of plain Java objects: {@code null}, {@code Boolean}, {@code Number}, {@code String},
     * {@code List<?>}, {@code Map<String, ?>} and values themselves.
     *
     * @throws InvalidOperationException MALFORMED if there is anything else in it, or a number that is none; TOO_LARGE
     *     if it holds a number of more than 400 digits before the point or behind it; LONE_SURROGATE; TOO_DEEP
     */
    static JsonValue of(Object plain) {
        return of(plain, -1);
    }

    /**
     * Returns the value of plain Java objects that stand in a component of an operation.
     *
     * @param component its index, for the refusal
     * @throws InvalidOperationException as {@link #of(Object)}
     */
    static JsonValue of(Object plain, int component) {
        return PlainReader.read(plain, 0, component);
    }

    /**
     * Returns the value as plain Java objects: {@code null}, {@code Boolean}, {@code Integer}, {@code Long},
     * {@code Double}, {@code BigInteger}, {@code BigDecimal}, {@code String}, and unmodifiable {@code List<Object>} and {@code Map<String, Object>}. Takes time
     * in proportion to its size.
     */
    Object plain();

    /** Returns about how many characters the value takes up as JSON text. Constant time. */
    long weight();
}
