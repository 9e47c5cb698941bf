package dev.stet.ot.richtext;

import dev.stet.ot.json.JsonObject;

/**
 * Walks over an operation's components and can stop inside one. What is left of the component it stands on is the
 * current piece. Confined to its owner's thread.
 */
final class ComponentCursor {
    private final RichTextOperation operation;
    private int index;

    /** The component at {@link #index}, as {@link Kind} packs it; 0 past the last one. */
    private long current;

    /** Units left of the current component; 0 past the last one. */
    private int remaining;

    /** Where the next inserted unit lies in {@link RichTextOperation#inserted()}. */
    private int textAt;

    /** Components with attributes that were passed. */
    private int attributedBefore;

    /** Embeds that were passed. */
    private int embedsBefore;

    ComponentCursor(RichTextOperation operation) {
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
        return Kind.of(current);
    }

    /** Returns whether there is a current piece and it is a text or an embed put in. */
    boolean atInsert() {
        return hasNext() && kind().inserts();
    }

    /** Returns whether there is a current piece and it changes nothing. */
    boolean atPlainRetain() {
        return hasNext() && Kind.isPlainRetain(current);
    }

    /** Returns the length of the current piece. */
    int remaining() {
        return remaining;
    }

    /** Returns where the current piece begins in the inserted text, if it is a text. */
    int textAt() {
        return textAt;
    }

    /** Returns the attributes of the current piece, which must exist. */
    Attributes attributes() {
        return Kind.attributed(current) ? operation.attributes(attributedBefore) : Attributes.none();
    }

    /** Returns what the current piece holds, which must be an embed. */
    JsonObject embed() {
        return operation.embed(embedsBefore);
    }

    /** Returns the text that the current piece puts in. */
    String text() {
        return operation.inserted().substring(textAt, textAt + remaining);
    }

    /** Returns the current piece. */
    RichTextComponent component() {
        return switch (kind()) {
            case RETAIN -> new RichTextComponent.Retain(remaining, attributes());
            case INSERT -> new RichTextComponent.Insert(text(), attributes());
            case EMBED -> new RichTextComponent.Embed(embed(), attributes());
            case DELETE -> new RichTextComponent.Delete(remaining);
        };
    }

    /** Steps over the whole current piece. */
    void skip() {
        skip(remaining);
    }

    /** Steps over the first {@code length} units of the current piece. */
    void skip(int length) {
        Kind kind = kind();
        if (kind == Kind.INSERT) {
            textAt += length;
        }
        remaining -= length;
        if (remaining == 0) {
            if (kind == Kind.EMBED) {
                embedsBefore++;
            }
            if (Kind.attributed(current)) {
                attributedBefore++;
            }
            index++;
            load();
        }
    }

    /** Appends the whole current piece and steps over it. */
    void moveTo(RichTextOperationBuilder target) {
        moveTo(target, remaining, attributes());
    }

    /** Appends the first {@code length} units of the current piece with other attributes, and steps over them. */
    void moveTo(RichTextOperationBuilder target, int length, Attributes attributes) {
        switch (kind()) {
            case RETAIN -> target.retain(length, attributes);
            case INSERT -> target.insert(operation.inserted(), textAt, textAt + length, attributes);
            case EMBED -> target.embed(embed(), attributes);
            case DELETE -> target.delete(length);
        }
        skip(length);
    }

    /** Appends everything that is left. */
    void moveAllTo(RichTextOperationBuilder target) {
        while (hasNext()) {
            moveTo(target);
        }
    }

    private void load() {
        current = hasNext() ? operation.packed(index) : 0;
        remaining = Kind.length(current);
    }
}
