package dev.stet.ot.json;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A few members, in the order of their keys. */
final class MemberLeaf extends Members {
    /** The most members of a leaf. A change copies one leaf. */
    static final int MOST = 32;

    /** Neighbours of no more than this become one; less than the most, so that a split is not at once undone. */
    static final int JOINED = 24;

    static final MemberLeaf EMPTY = new MemberLeaf(new String[0], new JsonValue[0]);

    /** Quotes, colon and comma. */
    private static final int WEIGHT_BESIDES_TEXTS = 4;

    private final String[] keys;
    private final JsonValue[] values;

    private MemberLeaf(String[] keys, JsonValue[] values) {
        this(keys, values, weigh(keys, values));
    }

    /** Keeps the arrays. */
    private MemberLeaf(String[] keys, JsonValue[] values, long weight) {
        super(keys.length == 0 ? "" : keys[0], keys.length, weight);
        this.keys = keys;
        this.values = values;
    }

    private static long weigh(String[] keys, JsonValue[] values) {
        long weight = 0;
        for (int i = 0; i < keys.length; i++) {
            weight += keys[i].length() + values[i].weight() + WEIGHT_BESIDES_TEXTS;
        }
        return weight;
    }

    /** Returns the balanced tree of the members from {@code from} to {@code to}, sorted by key. */
    static Members tree(String[] keys, JsonValue[] values, int from, int to) {
        if (to - from > MOST) {
            int middle = (from + to) >>> 1;
            return MemberBranch.balanced(tree(keys, values, from, middle), tree(keys, values, middle, to));
        }
        return new MemberLeaf(Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(values, from, to));
    }

    @Override
    int height() {
        return 0;
    }

    String key(int index) {
        return keys[index];
    }

    JsonValue value(int index) {
        return values[index];
    }

    @Override
    Optional<JsonValue> get(String key) {
        int at = Arrays.binarySearch(keys, key);
        return at < 0 ? Optional.empty() : Optional.of(values[at]);
    }

    @Override
    Members put(String key, JsonValue value) {
        int at = Arrays.binarySearch(keys, key);
        if (at >= 0) {
            JsonValue[] changed = values.clone();
            changed[at] = value;
            return new MemberLeaf(keys, changed, weight - values[at].weight() + value.weight());
        }
        String[] moreKeys = withGap(keys, -at - 1);
        JsonValue[] moreValues = withGap(values, -at - 1);
        moreKeys[-at - 1] = key;
        moreValues[-at - 1] = value;
        return tree(moreKeys, moreValues, 0, moreKeys.length);
    }

    @Override
    Members remove(String key) {
        int at = Arrays.binarySearch(keys, key);
        if (at < 0) {
            return this;
        }
        return size == 1 ? EMPTY : new MemberLeaf(without(keys, at), without(values, at));
    }

    boolean joins(MemberLeaf next) {
        return size + next.size <= JOINED;
    }

    /** Returns this leaf with the members of the next one. */
    MemberLeaf join(MemberLeaf next) {
        String[] allKeys = Arrays.copyOf(keys, size + next.size);
        JsonValue[] allValues = Arrays.copyOf(values, size + next.size);
        System.arraycopy(next.keys, 0, allKeys, size, next.size);
        System.arraycopy(next.values, 0, allValues, size, next.size);
        return new MemberLeaf(allKeys, allValues);
    }

    @Override
    void forEach(BiConsumer<? super String, ? super JsonValue> consumer) {
        for (int i = 0; i < size; i++) {
            consumer.accept(keys[i], values[i]);
        }
    }

    private static <T> T[] withGap(T[] array, int at) {
        T[] longer = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, at, longer, at + 1, array.length - at);
        return longer;
    }

    private static <T> T[] without(T[] array, int at) {
        T[] shorter = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, at + 1, shorter, at, shorter.length - at);
        return shorter;
    }
}
