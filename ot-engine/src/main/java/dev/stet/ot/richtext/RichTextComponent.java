package dev.stet.ot.richtext;

import dev.stet.ot.json.JsonObject;

/**
 * One step of a {@link RichTextOperation}'s walk over a document. Lengths are UTF-16 code units, 1 or more; an embed
 * counts 1.
 */
public sealed interface RichTextComponent {
    /**
     * Leaves the next units where they are.
     *
     * @param attributes what changes about them: a value is set, {@code null} takes the attribute away; those not named
     *     stay as they are
     */
    record Retain(int length, Attributes attributes) implements RichTextComponent {}

    /**
     * Puts a text in.
     *
     * @param text never empty
     */
    record Insert(String text, Attributes attributes) implements RichTextComponent {}

    /**
     * Puts something in that is no text: a picture, a mention.
     */
    record Embed(JsonObject value, Attributes attributes) implements RichTextComponent {}

    /** Takes the next units away. */
    record Delete(int length) implements RichTextComponent {}
}
