package dev.stet.ot.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A change to a text, like {@link TextOperation}, but lengths are Unicode code points, and a delete may say what it
 * takes away. An operation whose deletes all do so can be inverted without the document.
 *
 * <p>Always canonical: no component is empty, no two neighbours are of one kind, the last is not a retain. Neighbouring
 * deletes become one, which says its text if both did.
 *
 * <p>Immutable.
 */
public final class UnicodeOperation extends PackedOperation<UnicodeOperation> {
    private static final UnicodeOperation NOOP = new UnicodeOperation(new long[0], "", "", 0, 0);

    UnicodeOperation(long[] packed, String inserted, String removed, int baseLength, int targetLength) {
        super(packed, inserted, removed, baseLength, targetLength);
    }

    /** Returns the operation that changes nothing. */
    public static UnicodeOperation noop() {
        return NOOP;
    }

    /** Returns a builder without components. */
    public static UnicodeOperationBuilder builder() {
        return new UnicodeOperationBuilder();
    }

    /**
     * Returns the operation that puts {@code text} at position {@code at} and takes away the {@code deleted} code points
     * that were there; either may be nothing.
     *
     * @throws dev.stet.ot.InvalidOperationException if the text holds a lone surrogate
     */
    public static UnicodeOperation replace(int at, int deleted, String text) {
        return builder().retain(at).insert(text).delete(deleted).build();
    }

    /** Returns the components in order: a copy, made for the caller. */
    public List<UnicodeComponent> components() {
        List<UnicodeComponent> components = new ArrayList<>(size());
        for (ComponentCursor cursor = new ComponentCursor(this); cursor.hasNext(); cursor.skip()) {
            components.add(
                    switch (cursor.kind()) {
                        case RETAIN -> new UnicodeComponent.Retain(cursor.remaining());
                        case INSERT -> new UnicodeComponent.Insert(cursor.text());
                        case DELETE ->
                            cursor.hasText()
                                    ? new UnicodeComponent.DeleteText(cursor.text())
                                    : new UnicodeComponent.Delete(cursor.remaining());
                    });
        }
        return components;
    }

    /** Returns whether every delete says what it takes away. */
    public boolean isInvertible() {
        for (int i = 0; i < size(); i++) {
            if (Kind.of(packed(i)) == Kind.DELETE && Kind.extent(packed(i)) == 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns this operation with every delete saying what it takes away.
     *
     * @param before the document that this operation is made for
     * @throws dev.stet.ot.InvalidOperationException if it does not fit the document
     */
    public UnicodeOperation makeInvertible(Rope before) {
        return UnicodeInvert.makeInvertible(this, before);
    }

    /** Returns this operation with every delete saying only how much it takes away. */
    public UnicodeOperation stripInvertible() {
        return UnicodeInvert.stripInvertible(this);
    }

    /**
     * Returns the operation that undoes this one.
     *
     * @throws IllegalStateException if this operation is not {@linkplain #isInvertible invertible}
     */
    public UnicodeOperation invert() {
        return UnicodeInvert.invert(this);
    }

    @Override
    UnicodeOperation made(long[] packed, String inserted, String removed, int baseLength, int targetLength) {
        return packed.length == 0 ? NOOP : new UnicodeOperation(packed, inserted, removed, baseLength, targetLength);
    }

    @Override
    int index(Rope document, int position) {
        return document.indexOfCodePoint(position);
    }

    @Override
    int position(Rope document, int index) {
        return document.codePointOffset(index);
    }

    @Override
    int count(String text) {
        return text.codePointCount(0, text.length());
    }

    @Override
    boolean deletesMaySayText() {
        return true;
    }
}
