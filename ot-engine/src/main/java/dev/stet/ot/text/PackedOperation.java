package dev.stet.ot.text;

import dev.stet.ot.blame.SequenceBlame;
import java.util.Arrays;

/**
 * What the operations of both types are made of. Whether a length counts UTF-16 code units or code points, transforming
 * and composing are the same: only where a component that carries text is cut does the difference show, and that is
 * seen from its length and its extent ({@link Kind}).
 *
 * <p>Immutable.
 *
 * @param <O> the operation itself
 */
abstract sealed class PackedOperation<O extends PackedOperation<O>> permits TextOperation, UnicodeOperation {
    /** The components, as {@link Kind} packs them. */
    private final long[] packed;

    /** The texts of all inserts, one after the other. */
    private final String inserted;

    /** The texts of all deletes that say theirs, one after the other. */
    private final String removed;

    private final int baseLength;
    private final int targetLength;

    /**
     * Keeps the array.
     *
     * @param baseLength what is retained and deleted
     * @param targetLength what is retained and inserted
     */
    PackedOperation(long[] packed, String inserted, String removed, int baseLength, int targetLength) {
        this.packed = packed;
        this.inserted = inserted;
        this.removed = removed;
        this.baseLength = baseLength;
        this.targetLength = targetLength;
    }

    /** Returns an operation of this type, made as by the constructor. */
    abstract O made(long[] packed, String inserted, String removed, int baseLength, int targetLength);

    /** Returns where in the document, in UTF-16 code units, a position within it lies that is counted in this type's units. */
    abstract int index(Rope document, int position);

    /** Returns which position, counted in this type's units, a place in the document is, given in UTF-16 code units. */
    abstract int position(Rope document, int index);

    /** Returns how many of this type's units a text has. */
    abstract int count(String text);

    /** Returns whether a delete of this type may say what it takes away. */
    abstract boolean deletesMaySayText();

    /** Returns whether this changes nothing. */
    public final boolean isNoop() {
        return packed.length == 0;
    }

    /** Returns how long a document must be for this operation to fit: what it retains and deletes, in the type's units. */
    public final int baseLengthAtLeast() {
        return baseLength;
    }

    /** Returns by how many of the type's units the document grows, or shrinks if negative. */
    public final int lengthChange() {
        return targetLength - baseLength;
    }

    /** Returns where the caret of whoever made this operation stands after it: at the end of the last component. */
    public final int caretAfter() {
        return targetLength;
    }

    /** Returns the number of components. */
    final int size() {
        return packed.length;
    }

    /** Returns a component, as {@link Kind} packs it. */
    final long packed(int index) {
        return packed[index];
    }

    /** Returns all components, as {@link Kind} packs them; nobody may change them. */
    final long[] packed() {
        return packed;
    }

    /** Returns the texts of all inserts, one after the other. */
    final String inserted() {
        return inserted;
    }

    /** Returns the texts of all deletes that say theirs, one after the other. */
    final String removed() {
        return removed;
    }

    /** Returns how many units are left alone before the first change. */
    final int start() {
        return packed.length > 0 && Kind.of(packed[0]) == Kind.RETAIN ? Kind.length(packed[0]) : 0;
    }

    /** Returns whether the lengths stay within what can be counted if the first retain grows by {@code change}. */
    final boolean canMove(int change) {
        return (long) Math.max(baseLength, targetLength) + change <= Integer.MAX_VALUE;
    }

    /**
     * Returns this operation with its first retain, which it must have, longer by {@code change}, or shorter but not
     * gone. It {@linkplain #canMove can}.
     */
    final O moved(int change) {
        if (change == 0) {
            return made(packed, inserted, removed, baseLength, targetLength);
        }
        long[] components = packed.clone();
        components[0] += change;
        return made(components, inserted, removed, baseLength + change, targetLength + change);
    }

    /** Tells the components to a walk over a document that follows who wrote what. */
    final void tell(SequenceBlame.Walk walk) {
        for (long component : packed) {
            int length = Kind.length(component);
            switch (Kind.of(component)) {
                case RETAIN -> walk.retain(length);
                case INSERT -> walk.insert(length);
                case DELETE -> walk.delete(length);
            }
        }
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof PackedOperation<?> operation
                && getClass() == operation.getClass()
                && Arrays.equals(packed, operation.packed)
                && inserted.equals(operation.inserted)
                && removed.equals(operation.removed);
    }

    @Override
    public final int hashCode() {
        return 31 * (31 * Arrays.hashCode(packed) + inserted.hashCode()) + removed.hashCode();
    }

    /** Returns the encoded form as JSON text: {@code [5,"x",{"d":1}]}. */
    @Override
    public final String toString() {
        return TextCodec.toJson(this);
    }
}
