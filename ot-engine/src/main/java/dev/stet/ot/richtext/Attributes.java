package dev.stet.ot.richtext;

import dev.stet.ot.json.JsonArray;
import dev.stet.ot.json.JsonObject;
import dev.stet.ot.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a stretch of rich text looks: names with JSON values, for instance {@code bold} with {@code true}. On a retain
 * they say what changes: the value {@code null} takes an attribute away. In a document {@code null} is a value as any
 * other; the reference lets it in with an insert, so it is let in here.
 *
 * <p>The order of the names means nothing: they are kept sorted.
 *
 * <p>Immutable.
 */
public final class Attributes {
    private static final Attributes NONE = new Attributes(new String[0], new JsonValue[0]);
    private static final Optional<JsonValue> NULL = Optional.of(JsonValue.NULL);

    /** Sorted. */
    private final String[] names;

    /** The values of the names, in their order. */
    private final JsonValue[] values;

    private final int hash;
    private final long weight;

    /** Keeps the arrays. */
    private Attributes(String[] names, JsonValue[] values) {
        this.names = names;
        this.values = values;
        this.hash = 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
        long sum = 0;
        for (int i = 0; i < names.length; i++) {
            sum += names[i].length() + values[i].weight();
        }
        this.weight = sum;
    }

    /** Returns no attributes. */
    public static Attributes none() {
        return NONE;
    }

    /**
     * Returns one attribute.
     *
     * @param value a JSON value in its plain form: {@link JsonValue#of}
     * @throws dev.stet.ot.InvalidOperationException if it is no JSON value, or not well formed
     */
    public static Attributes of(String name, Object value) {
        return of(Collections.singletonMap(name, value));
    }

    /**
     * Returns attributes.
     *
     * @param plain names with JSON values in their plain form: {@link JsonValue#of}
     * @throws dev.stet.ot.InvalidOperationException if one is no JSON value, or not well formed
     */
    public static Attributes of(Map<String, ?> plain) {
        return of((JsonObject) JsonValue.of(plain));
    }

    /** Returns the members of an object as attributes. */
    public static Attributes of(JsonObject object) {
        if (object.size() == 0) {
            return NONE;
        }
        List<String> names = new ArrayList<>(object.size());
        List<JsonValue> values = new ArrayList<>(object.size());
        object.forEach((name, value) -> {
            names.add(name);
            values.add(value);
        });
        return new Attributes(names.toArray(String[]::new), values.toArray(JsonValue[]::new));
    }

    /** Returns whether there are none. */
    public boolean isEmpty() {
        return names.length == 0;
    }

    /** Returns the value of an attribute; nothing if it is not among these. */
    public Optional<JsonValue> value(String name) {
        int at = Arrays.binarySearch(names, name);
        return at < 0 ? Optional.empty() : Optional.of(values[at]);
    }

    /** Returns all of them, sorted by name: a copy, made for the caller. */
    public Map<String, JsonValue> toMap() {
        Map<String, JsonValue> map = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            map.put(names[i], values[i]);
        }
        return map;
    }

    /** Returns them in their plain form, sorted by name. */
    Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            plain.put(names[i], values[i].plain());
        }
        return plain;
    }

    /** Returns about how many characters they hold. Constant time. */
    long weight() {
        return weight;
    }

    /** Returns the change that has the effect of this change and then the next. */
    Attributes followedBy(Attributes next) {
        return combined(next, (before, after) -> after.or(() -> before));
    }

    /** Returns what these attributes of a text become by a change. */
    Attributes changedBy(Attributes change) {
        return combined(change, (before, after) -> after.isPresent() ? after.filter(value -> !isNull(value)) : before);
    }

    /** Returns these without the ones that the others name too. */
    Attributes without(Attributes others) {
        return combined(others, (mine, other) -> other.isPresent() ? Optional.empty() : mine);
    }

    /**
     * Returns the change that takes attributes back to what they were before this change. A list or an object that this
     * change sets is set back even where it was the same: the reference compares them by identity.
     *
     * @param before attributes without any {@code null} that this change touches: no change brings that back
     */
    Attributes undoneTo(Attributes before) {
        return combined(before, (set, was) -> {
            if (set.isEmpty()) {
                return Optional.empty();
            }
            if (was.isEmpty()) {
                return NULL;
            }
            return set.equals(was) && !isCompound(set.get()) ? Optional.empty() : was;
        });
    }

    /** Returns the change from these attributes of a text to others; nothing if they have a {@code null} that is new. */
    Optional<Attributes> changeTo(Attributes after) {
        Attributes change = combined(after, (is, becomes) -> {
            if (becomes.isEmpty()) {
                return NULL;
            }
            return becomes.equals(is) ? Optional.empty() : becomes;
        });
        return changedBy(change).equals(after) ? Optional.of(change) : Optional.empty();
    }

    /** What becomes of one name that is among these attributes, among the others, or among both. */
    private interface Choice {
        Optional<JsonValue> of(Optional<JsonValue> mine, Optional<JsonValue> other);
    }

    /** Walks over the names of both, and lets {@code choice} say the value of each. */
    private Attributes combined(Attributes others, Choice choice) {
        if (names.length == 0 && others.names.length == 0) {
            return NONE;
        }
        String[] kept = new String[names.length + others.names.length];
        JsonValue[] chosen = new JsonValue[kept.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < names.length || j < others.names.length) {
            int order = compare(i, others, j);
            String name = order <= 0 ? names[i] : others.names[j];
            Optional<JsonValue> mine = order <= 0 ? Optional.of(values[i++]) : Optional.empty();
            Optional<JsonValue> other = order >= 0 ? Optional.of(others.values[j++]) : Optional.empty();
            Optional<JsonValue> value = choice.of(mine, other);
            if (value.isPresent()) {
                kept[size] = name;
                chosen[size++] = value.get();
            }
        }
        return shared(others, kept, chosen, size);
    }

    /** Compares name {@code i} of these with name {@code j} of others; the end comes after every name. */
    private int compare(int i, Attributes others, int j) {
        if (i == names.length) {
            return 1;
        }
        return j == others.names.length ? -1 : names[i].compareTo(others.names[j]);
    }

    /** Returns the attributes of the first {@code size} names: these or the others, if they are equal. */
    private Attributes shared(Attributes others, String[] kept, JsonValue[] chosen, int size) {
        if (size == 0) {
            return NONE;
        }
        Attributes result = new Attributes(Arrays.copyOf(kept, size), Arrays.copyOf(chosen, size));
        if (result.equals(this)) {
            return this;
        }
        return result.equals(others) ? others : result;
    }

    private static boolean isNull(JsonValue value) {
        return value.equals(JsonValue.NULL);
    }

    private static boolean isCompound(JsonValue value) {
        return value instanceof JsonArray || value instanceof JsonObject;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Attributes attributes
                && hash == attributes.hash
                && Arrays.equals(names, attributes.names)
                && Arrays.equals(values, attributes.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Returns the plain form, to be read by people. */
    @Override
    public String toString() {
        return plain().toString();
    }
}
