package dev.stet.ot.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * An object: members by their keys. Looking up, putting and removing a member takes time in proportion to the
 * logarithm of their number, whatever the keys are. Members stand in the order of their keys, not in that in which they
 * were put.
 *
 * <p>Immutable.
 */
public final class JsonObject implements JsonValue {
    private static final JsonObject EMPTY = new JsonObject(MemberLeaf.EMPTY);
    private static final int BRACES = 2;

    private final Members members;

    private JsonObject(Members members) {
        this.members = members;
    }

    /** Returns the object without members. */
    public static JsonObject empty() {
        return EMPTY;
    }

    /** Returns the object of these members, whose keys are known to be well-formed UTF-16. */
    static JsonObject ofWellFormed(Map<String, JsonValue> members) {
        return members.isEmpty() ? EMPTY : new JsonObject(Members.of(members));
    }

    /** Returns the number of members. Constant time. */
    public int size() {
        return members.size;
    }

    /** Returns the value of a member. */
    public Optional<JsonValue> member(String key) {
        return members.get(key);
    }

    /** Passes the members on, in the order of their keys by UTF-16 code units. */
    public void forEach(BiConsumer<? super String, ? super JsonValue> consumer) {
        members.forEach(consumer);
    }

    /** Returns the object with a member put in, or replaced. */
    JsonObject with(String key, JsonValue value) {
        return new JsonObject(members.put(key, value));
    }

    /** Returns the object without a member that it has. */
    JsonObject without(String key) {
        return new JsonObject(members.remove(key));
    }

    /** Returns the members, to compare and to look at. */
    Members members() {
        return members;
    }

    @Override
    public Map<String, Object> plain() {
        Map<String, Object> plain = LinkedHashMap.newLinkedHashMap(size());
        forEach((key, value) -> plain.put(key, value.plain()));
        return Collections.unmodifiableMap(plain);
    }

    @Override
    public long weight() {
        return BRACES + members.weight;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof JsonObject object
                        && size() == object.size()
                        && weight() == object.weight()
                        && MemberWalk.equal(members, object.members));
    }

    @Override
    public int hashCode() {
        int[] hash = new int[1];
        forEach((key, value) -> hash[0] += key.hashCode() ^ 31 * value.hashCode());
        return hash[0];
    }

    /** Returns the object as JSON text. */
    @Override
    public String toString() {
        return JsonText.of(this);
    }
}
