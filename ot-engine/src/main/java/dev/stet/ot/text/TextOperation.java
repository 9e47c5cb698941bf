package dev.stet.ot.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A change to a text: a walk over the document that leaves units alone, puts text in, and takes units away. What the
 * walk does not reach stays as it is. Lengths are UTF-16 code units.
 *
 * <p>Always canonical: no component is empty, no two neighbours are of one kind, the last is not a retain. An insert
 * and a delete at one place may stand in either order, and are different operations: concurrent inserts land on
 * different sides.
 *
 * <p>Immutable. A keystroke is four objects: this one, an array of packed components, and the inserted string, which is
 * shared with the operations made from this one.
 */
public final class TextOperation {
    private static final TextOperation NOOP = new TextOperation(new long[0], "", 0, 0);

    /** The components, as {@link Kind} packs them. */
    private final long[] packed;

    /** The texts of all inserts, one after the other. */
    private final String inserted;

    private final int baseLength;
    private final int targetLength;

    TextOperation(long[] packed, String inserted, int baseLength, int targetLength) {
        this.packed = packed;
        this.inserted = inserted;
        this.baseLength = baseLength;
        this.targetLength = targetLength;
    }

    /** Returns the operation that changes nothing. */
    public static TextOperation noop() {
        return NOOP;
    }

    /** Returns a builder without components. */
    public static TextOperationBuilder builder() {
        return new TextOperationBuilder();
    }

    /**
     * Returns the operation that puts {@code text} at position {@code at} and takes away the {@code deleted} units that
     * were there; either may be nothing.
     *
     * @throws dev.stet.ot.InvalidOperationException if the text holds a lone surrogate
     */
    public static TextOperation replace(int at, int deleted, String text) {
        return builder().retain(at).insert(text).delete(deleted).build();
    }

    /** Returns whether this changes nothing. */
    public boolean isNoop() {
        return packed.length == 0;
    }

    /** Returns the components in order: a copy, made for the caller. */
    public List<TextComponent> components() {
        List<TextComponent> components = new ArrayList<>(packed.length);
        int from = 0;
        for (long component : packed) {
            int length = Kind.length(component);
            switch (Kind.of(component)) {
                case RETAIN -> components.add(new TextComponent.Retain(length));
                case DELETE -> components.add(new TextComponent.Delete(length));
                case INSERT -> {
                    components.add(new TextComponent.Insert(inserted.substring(from, from + length)));
                    from += length;
                }
            }
        }
        return components;
    }

    /** Returns how long a document must be for this operation to fit: what it retains and deletes, in code units. */
    public int baseLengthAtLeast() {
        return baseLength;
    }

    /** Returns by how many code units the document grows, or shrinks if negative. */
    public int lengthChange() {
        return targetLength - baseLength;
    }

    /** Returns where the caret of whoever made this operation stands after it: at the end of the last component. */
    public int caretAfter() {
        return targetLength;
    }

    /** Returns the number of components. */
    int size() {
        return packed.length;
    }

    /** Returns a component, as {@link Kind} packs it. */
    long packed(int index) {
        return packed[index];
    }

    /** Returns the texts of all inserts, one after the other. */
    String inserted() {
        return inserted;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextOperation operation
                && Arrays.equals(packed, operation.packed)
                && inserted.equals(operation.inserted);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(packed) + inserted.hashCode();
    }

    /** Returns the encoded form as JSON text: {@code [5,"x",{"d":1}]}. */
    @Override
    public String toString() {
        return TextCodec.toJson(this);
    }
}
