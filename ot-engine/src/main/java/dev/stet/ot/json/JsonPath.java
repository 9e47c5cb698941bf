package dev.stet.ot.json;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.plain.Surrogates;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The way from the root of a document to a place in it: keys of objects ({@code String}) and indexes of arrays
 * ({@code Integer}, 0 or more). The empty path is the root.
 *
 * <p>Immutable.
 */
public final class JsonPath {
    private static final JsonPath ROOT = new JsonPath(new Object[0]);

    private final Object[] steps;

    private JsonPath(Object[] steps) {
        this.steps = steps;
    }

    /** Returns the path to the root. */
    public static JsonPath root() {
        return ROOT;
    }

    /**
     * Returns the path of these steps.
     *
     * @throws InvalidOperationException MALFORMED if a step is neither a key nor an index; LONE_SURROGATE; TOO_DEEP if
     *     there are more than {@link JsonValue#MAX_DEPTH}
     */
    public static JsonPath of(Object... steps) {
        return checked(steps.clone(), -1);
    }

    /** {@link #of} steps that nobody else has, for a component of an operation. */
    static JsonPath checked(Object[] steps, int component) {
        if (steps.length > JsonValue.MAX_DEPTH) {
            throw new InvalidOperationException(
                    Rule.TOO_DEEP,
                    component,
                    "a path has too many steps, steps=" + steps.length + " limit=" + JsonValue.MAX_DEPTH);
        }
        for (Object step : steps) {
            if (step instanceof String key) {
                Surrogates.requireWellFormed(key, component);
            } else if (!(step instanceof Integer index) || index < 0) {
                throw new InvalidOperationException(
                        Rule.MALFORMED, component, "a step of a path must be a key or an index of 0 or more");
            }
        }
        return steps.length == 0 ? ROOT : new JsonPath(steps);
    }

    /** Returns the path of steps that are known to be keys and indexes. */
    static JsonPath unchecked(List<Object> steps) {
        return steps.isEmpty() ? ROOT : new JsonPath(steps.toArray());
    }

    /** Returns the number of steps. */
    public int length() {
        return steps.length;
    }

    /** Returns the steps: keys and indexes. */
    public List<Object> steps() {
        return Collections.unmodifiableList(Arrays.asList(steps));
    }

    /** Returns what the path leads to in a document; nothing if it leads nowhere. */
    public Optional<JsonValue> in(JsonValue document) {
        Optional<JsonValue> place = Optional.of(document);
        for (int i = 0; i < steps.length && place.isPresent(); i++) {
            place = step(place.get(), steps[i]);
        }
        return place;
    }

    private static Optional<JsonValue> step(JsonValue value, Object step) {
        if (value instanceof JsonArray array && step instanceof Integer index) {
            return index >= 0 && index < array.length() ? Optional.of(array.item(index)) : Optional.empty();
        }
        return value instanceof JsonObject object && step instanceof String key ? object.member(key) : Optional.empty();
    }

    Object step(int at) {
        return steps[at];
    }

    /** Returns the last step, an index. */
    int lastIndex() {
        return (Integer) steps[steps.length - 1];
    }

    /** Returns whether the first {@code count} steps, which both have, are the same. */
    boolean sharesSteps(JsonPath other, int count) {
        for (int i = 0; i < count; i++) {
            if (!steps[i].equals(other.steps[i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns the path with another index. */
    JsonPath withIndex(int at, int index) {
        Object[] changed = steps.clone();
        changed[at] = index;
        return new JsonPath(changed);
    }

    /** Returns the path without its first steps. */
    JsonPath from(int count) {
        return count == steps.length ? ROOT : new JsonPath(Arrays.copyOfRange(steps, count, steps.length));
    }

    /** Returns the path with one more step. */
    JsonPath plus(Object step) {
        Object[] longer = Arrays.copyOf(steps, steps.length + 1);
        longer[steps.length] = step;
        return new JsonPath(longer);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof JsonPath path
                        && steps.length == path.steps.length
                        && sharesSteps(path, steps.length));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(steps);
    }

    /** Returns the path as JSON text. */
    @Override
    public String toString() {
        return JsonValue.of(steps()).toString();
    }
}
