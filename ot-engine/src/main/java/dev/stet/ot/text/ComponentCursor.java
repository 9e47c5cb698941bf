package dev.stet.ot.text;

/**
 * Walks over an operation's components and can stop inside one. What is left of the component it stands on is the
 * current piece. Confined to its owner's thread.
 */
final class ComponentCursor {
    private final TextOperation operation;
    private int index;

    /** Units left of the component at {@link #index}; 0 past the last one. */
    private int remaining;

    /** Where the next inserted unit lies in {@link TextOperation#inserted()}. */
    private int textAt;

    ComponentCursor(TextOperation operation) {
        this.operation = operation;
        load();
    }

    boolean hasNext() {
        return index < operation.size();
    }

    /** Returns the index of the current component. */
    int index() {
        return index;
    }

    /** Returns the kind of the current piece, which must exist. */
    Kind kind() {
        return Kind.of(operation.packed(index));
    }

    /** Returns whether there is a current piece and it is an insert. */
    boolean atInsert() {
        return hasNext() && kind() == Kind.INSERT;
    }

    /** Returns the length of the current piece. */
    int remaining() {
        return remaining;
    }

    /** Returns where the current piece begins in the inserted text, if it is an insert. */
    int textAt() {
        return textAt;
    }

    /** Steps over the whole current piece. */
    void skip() {
        skip(remaining);
    }

    /** Steps over the first {@code length} units of the current piece. */
    void skip(int length) {
        if (kind() == Kind.INSERT) {
            textAt += length;
        }
        remaining -= length;
        if (remaining == 0) {
            index++;
            load();
        }
    }

    /** Appends the whole current piece and steps over it. */
    void moveTo(TextOperationBuilder target) {
        moveTo(target, remaining);
    }

    /** Appends the first {@code length} units of the current piece and steps over them. */
    void moveTo(TextOperationBuilder target, int length) {
        switch (kind()) {
            case RETAIN -> target.retain(length);
            case INSERT -> target.insert(operation.inserted(), textAt, textAt + length);
            case DELETE -> target.delete(length);
        }
        skip(length);
    }

    /** Appends everything that is left. */
    void moveAllTo(TextOperationBuilder target) {
        while (hasNext()) {
            moveTo(target);
        }
    }

    private void load() {
        remaining = hasNext() ? Kind.length(operation.packed(index)) : 0;
    }
}
