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

    /** A stretch of text, never empty. */
    final class Text implements Piece {
        private final Rope text;
        private final Attributes attributes;

        /** The length of the text, kept here because looking a position up asks many pieces for it. */
        private final int length;

        /**
         * @throws IllegalArgumentException if the text is empty
         */
        public Text(Rope text, Attributes attributes) {
            if (text.length() == 0) {
                throw new IllegalArgumentException("a piece of a rich text must not be empty");
            }
            this.text = text;
            this.attributes = attributes;
            this.length = text.length();
        }

        /** Returns the text. */
        public Rope text() {
            return text;
        }

        @Override
        public Attributes attributes() {
            return attributes;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text piece && attributes.equals(piece.attributes) && text.equals(piece.text);
        }

        @Override
        public int hashCode() {
            return 31 * text.hashCode() + attributes.hashCode();
        }

        @Override
        public String toString() {
            return text + " " + attributes;
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
