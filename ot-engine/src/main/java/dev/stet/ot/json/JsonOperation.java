package dev.stet.ot.json;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A change to a JSON document: components that are carried out one after the other, each on the document that those
 * before it left.
 *
 * <p>Every list of well-formed components is canonical: components are not reordered, and two that could be one are
 * merged where operations are composed or transformed, not where they are made.
 *
 * <p>Immutable.
 */
public final class JsonOperation {
    private static final JsonOperation NOOP = new JsonOperation(List.of());

    private final List<JsonComponent> components;

    private JsonOperation(List<JsonComponent> components) {
        this.components = components;
    }

    /** Returns the operation that changes nothing. */
    public static JsonOperation noop() {
        return NOOP;
    }

    /**
     * Returns the operation of these components.
     *
     * @throws dev.stet.ot.InvalidOperationException MALFORMED if the path of one does not end as its change needs, or a
     *     position is negative; EMPTY_COMPONENT if a step of an edit has no text; LONE_SURROGATE; TOO_DEEP
     */
    public static JsonOperation of(List<JsonComponent> components) {
        List<JsonComponent> checked = List.copyOf(components);
        for (int i = 0; i < checked.size(); i++) {
            ComponentRules.check(checked.get(i), i);
        }
        return unchecked(checked);
    }

    /** {@link #of} components that are known to be well formed. */
    static JsonOperation unchecked(List<JsonComponent> components) {
        return components.isEmpty() ? NOOP : new JsonOperation(List.copyOf(components));
    }

    /** Returns the components in order. */
    public List<JsonComponent> components() {
        return components;
    }

    /** Returns whether there are no components. */
    public boolean isNoop() {
        return components.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonOperation operation && components.equals(operation.components);
    }

    @Override
    public int hashCode() {
        return components.hashCode();
    }

    /** Returns the encoded form as JSON text: {@code [{"li":1,"p":["list",0]}]}. */
    @Override
    public String toString() {
        return components.stream().map(JsonComponent::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
