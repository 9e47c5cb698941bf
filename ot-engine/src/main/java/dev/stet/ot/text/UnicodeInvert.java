package dev.stet.ot.text;

/** Undoes operations of type {@code text-unicode}, and lets their deletes say what they take away, or not. */
final class UnicodeInvert {
    private UnicodeInvert() {}

    /** Returns the operation that undoes one whose deletes say what they take away. */
    static UnicodeOperation invert(UnicodeOperation operation) {
        Packer inverse = new Packer();
        for (ComponentCursor cursor = new ComponentCursor(operation); cursor.hasNext(); cursor.skip()) {
            int length = cursor.remaining();
            int textEnd = cursor.textAt() + cursor.extentOf(length);
            switch (cursor.kind()) {
                case RETAIN -> inverse.retain(length);
                case INSERT -> inverse.delete(length, cursor.source(), cursor.textAt(), textEnd);
                case DELETE -> {
                    if (!cursor.hasText()) {
                        throw new IllegalStateException(
                                "a delete that does not say its text cannot be inverted, component=" + cursor.index());
                    }
                    inverse.insert(length, cursor.source(), cursor.textAt(), textEnd);
                }
            }
        }
        return inverse.build(operation);
    }

    /** Returns the operation with all deletes saying what they take away from a document. */
    static UnicodeOperation makeInvertible(UnicodeOperation operation, Rope before) {
        UnicodeFit.require(before, operation);
        if (operation.isInvertible()) {
            return operation;
        }
        Packer invertible = new Packer();
        int at = 0;
        ComponentCursor cursor = new ComponentCursor(operation);
        while (cursor.hasNext()) {
            int length = cursor.remaining();
            at += cursor.kind() == Kind.INSERT ? 0 : length;
            if (cursor.kind() == Kind.DELETE && !cursor.hasText()) {
                String text = before.substring(before.indexOfCodePoint(at - length), before.indexOfCodePoint(at));
                invertible.delete(length, text, 0, text.length());
                cursor.skip();
            } else {
                cursor.moveTo(invertible);
            }
        }
        return invertible.build(operation);
    }

    /** Returns the operation with all deletes saying only how much they take away. */
    static UnicodeOperation stripInvertible(UnicodeOperation operation) {
        if (operation.removed().isEmpty()) {
            return operation;
        }
        Packer stripped = new Packer();
        ComponentCursor cursor = new ComponentCursor(operation);
        while (cursor.hasNext()) {
            if (cursor.kind() == Kind.DELETE) {
                stripped.delete(cursor.remaining());
                cursor.skip();
            } else {
                cursor.moveTo(stripped);
            }
        }
        return stripped.build(operation);
    }
}
