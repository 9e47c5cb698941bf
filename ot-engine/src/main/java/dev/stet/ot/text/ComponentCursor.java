package dev.stet.ot.text;

/**
 * Walks over an operation's components and can stop inside one. What is left of the component it stands on is the
 * current piece. Confined to its owner's thread.
 */
final class ComponentCursor {
    private final long[] components;
    private final String inserted;
    private final String removed;
    private int index;
    private Kind kind = Kind.RETAIN;

    /** Units left of the component at {@link #index}; 0 past the last one. */
    private int remaining;

    /** UTF-16 code units left of its text. */
    private int extent;

    /** Where the next inserted text begins in {@link PackedOperation#inserted()}. */
    private int insertedAt;

    /** Where the next deleted text begins in {@link PackedOperation#removed()}. */
    private int removedAt;

    ComponentCursor(PackedOperation<?> operation) {
        this.components = operation.packed();
        this.inserted = operation.inserted();
        this.removed = operation.removed();
        load();
    }

    boolean hasNext() {
        return index < components.length;
    }

    /** Returns the index of the current component. */
    int index() {
        return index;
    }

    /** Returns the kind of the current piece, which must exist. */
    Kind kind() {
        return kind;
    }

    /** Returns whether there is a current piece and it is an insert. */
    boolean atInsert() {
        return hasNext() && kind == Kind.INSERT;
    }

    /** Returns the length of the current piece. */
    int remaining() {
        return remaining;
    }

    /** Returns whether the current piece has a text: it is an insert, or a delete that says what it takes away. */
    boolean hasText() {
        return extent > 0;
    }

    /** Returns the text of the current piece. */
    String text() {
        return source().substring(textAt(), textAt() + extent);
    }

    /** Returns the string that the current piece's text is part of. */
    String source() {
        return kind == Kind.INSERT ? inserted : removed;
    }

    /** Returns where the current piece's text begins in its {@link #source}. */
    int textAt() {
        return kind == Kind.INSERT ? insertedAt : removedAt;
    }

    /** Returns how many UTF-16 code units of text the first {@code length} units of the current piece have. */
    int extentOf(int length) {
        if (length == remaining) {
            return extent;
        }
        if (extent == 0) {
            return 0;
        }
        return extent == remaining ? length : source().offsetByCodePoints(textAt(), length) - textAt();
    }

    /** Steps over the whole current piece. */
    void skip() {
        step(remaining, extent);
    }

    /** Steps over the first {@code length} units of the current piece. */
    void skip(int length) {
        step(length, extentOf(length));
    }

    /** Appends the whole current piece and steps over it. */
    void moveTo(Packer target) {
        moveTo(target, remaining);
    }

    /** Appends the first {@code length} units of the current piece and steps over them. */
    void moveTo(Packer target, int length) {
        int text = extentOf(length);
        switch (kind) {
            case RETAIN -> target.retain(length);
            case INSERT -> target.insert(length, inserted, insertedAt, insertedAt + text);
            case DELETE -> target.delete(length, removed, removedAt, removedAt + text);
        }
        step(length, text);
    }

    /** Appends everything that is left. */
    void moveAllTo(Packer target) {
        while (hasNext()) {
            moveTo(target);
        }
    }

    private void step(int length, int text) {
        if (kind == Kind.INSERT) {
            insertedAt += text;
        } else {
            removedAt += text;
        }
        extent -= text;
        remaining -= length;
        if (remaining == 0) {
            index++;
            load();
        }
    }

    private void load() {
        if (hasNext()) {
            long component = components[index];
            kind = Kind.of(component);
            remaining = Kind.length(component);
            extent = Kind.extent(component);
        } else {
            remaining = 0;
            extent = 0;
        }
    }
}
