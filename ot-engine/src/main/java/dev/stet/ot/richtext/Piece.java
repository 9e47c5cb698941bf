package dev.stet.ot.richtext;

import dev.stet.ot.json.JsonObject;
import dev.stet.ot.text.Rope;

/**
 * A stretch of a {@link RichText} that looks the same all over: text, or one embed. In a document no two texts with
 * equal attributes stand next to each other.
 *
 * <p>Immutable.
 */
public sealed interface Piece {
    /** Returns how it looks. */
    Attributes attributes();

    /** Returns how many units it takes up: UTF-16 code units, 1 for an embed. */
    int length();

    /**
     * A stretch of text.
     *
     * @param text never empty
     */
    record Text(Rope text, Attributes attributes) implements Piece {
        @Override
        public int length() {
            return text.length();
        }
    }

    /**
     * Something in the text that is no text: a picture, a mention.
     */
    record Embed(JsonObject value, Attributes attributes) implements Piece {
        @Override
        public int length() {
            return 1;
        }
    }
}
