package dev.stet.ot.text;

import java.util.ArrayList;
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
public final class TextOperation extends PackedOperation<TextOperation> {
    private static final TextOperation NOOP = new TextOperation(new long[0], "", 0, 0);

    TextOperation(long[] packed, String inserted, int baseLength, int targetLength) {
        super(packed, inserted, "", baseLength, targetLength);
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

    /** Returns the components in order: a copy, made for the caller. */
    public List<TextComponent> components() {
        List<TextComponent> components = new ArrayList<>(size());
        for (ComponentCursor cursor = new ComponentCursor(this); cursor.hasNext(); cursor.skip()) {
            components.add(
                    switch (cursor.kind()) {
                        case RETAIN -> new TextComponent.Retain(cursor.remaining());
                        case INSERT -> new TextComponent.Insert(cursor.text());
                        case DELETE -> new TextComponent.Delete(cursor.remaining());
                    });
        }
        return components;
    }

    @Override
    TextOperation made(long[] packed, String inserted, String removed, int baseLength, int targetLength) {
        return packed.length == 0 ? NOOP : new TextOperation(packed, inserted, baseLength, targetLength);
    }

    @Override
    int index(Rope document, int position) {
        return position;
    }

    @Override
    int position(Rope document, int index) {
        return index;
    }

    @Override
    int count(String text) {
        return text.length();
    }

    @Override
    boolean deletesMaySayText() {
        return false;
    }
}
