package dev.stet.ot.json;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The members of an object: a balanced tree of leaves with a few members each, in the order of the keys. A small object
 * is one leaf.
 *
 * <pre>
 *                MemberBranch  first=a
 *               /            \
 *      [a c d f]              MemberBranch  first=k
 *                            /            \
 *                   [k m n]                [p r s z]
 * </pre>
 *
 * <p>Heights of neighbours differ by at most 1 (AVL). A hash table would not need the order; but keys come from
 * everybody, and keys with equal hashes would make every change as long as the object.
 *
 * <p>Immutable.
 */
abstract sealed class Members permits MemberLeaf, MemberBranch {
    /** The smallest key; empty if there is none. */
    final String first;

    final int size;

    /** About how many characters the members take up as JSON text. */
    final long weight;

    Members(String first, int size, long weight) {
        this.first = first;
        this.size = size;
        this.weight = weight;
    }

    /** Returns the tree of some members. */
    static Members of(Map<String, JsonValue> members) {
        Map<String, JsonValue> sorted = new TreeMap<>(members);
        String[] keys = sorted.keySet().toArray(String[]::new);
        JsonValue[] values = sorted.values().toArray(JsonValue[]::new);
        return MemberLeaf.tree(keys, values, 0, keys.length);
    }

    /** Returns the number of branches on the longest way to a leaf. */
    abstract int height();

    abstract Optional<JsonValue> get(String key);

    /** Returns the tree with a member put in, or replaced. */
    abstract Members put(String key, JsonValue value);

    /** Returns the tree without a member, which may be missing. */
    abstract Members remove(String key);

    abstract void forEach(BiConsumer<? super String, ? super JsonValue> consumer);
}
