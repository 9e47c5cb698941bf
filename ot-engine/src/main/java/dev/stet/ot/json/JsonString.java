package dev.stet.ot.json;

import dev.stet.ot.text.Rope;

/**
 * A string. A long one is a {@link Rope}, so that typing in it does not copy it.
 *
 * <p>Immutable.
 */
public final class JsonString implements JsonValue {
    /** Up to this many UTF-16 code units a string is kept in one piece. */
    static final int LONGEST_PIECE = 512;

    private static final int QUOTES = 2;

    /** A {@code String} up to {@link #LONGEST_PIECE} units, a {@code Rope} beyond: equal texts are of one class. */
    private final Object text;

    private final int length;

    private JsonString(Object text, int length) {
        this.text = text;
        this.length = length;
    }

    /** Returns the string of a text that is known to be well-formed UTF-16. */
    static JsonString ofWellFormed(String text) {
        return new JsonString(text.length() <= LONGEST_PIECE ? text : Rope.of(text), text.length());
    }

    private static JsonString of(Rope text) {
        return text.length() <= LONGEST_PIECE
                ? new JsonString(text.toString(), text.length())
                : new JsonString(text, text.length());
    }

    /** Returns the number of UTF-16 code units. Constant time. */
    public int length() {
        return length;
    }

    /** Returns the text as a rope. */
    Rope rope() {
        return text instanceof Rope rope ? rope : Rope.of(plain());
    }

    /** Returns whether this is a place to cut at: within the text, and not inside a surrogate pair. */
    boolean isBoundary(int index) {
        if (text instanceof Rope rope) {
            return rope.isBoundary(index);
        }
        boolean within = index >= 0 && index < length;
        return within ? index == 0 || !Character.isLowSurrogate(plain().charAt(index)) : index == length;
    }

    /** Returns whether a stretch of the text that begins at {@code start}, and lies within it, is {@code expected}. */
    boolean matches(int start, String expected) {
        return text instanceof Rope rope
                ? rope.substring(start, start + expected.length()).equals(expected)
                : plain().startsWith(expected, start);
    }

    /**
     * Returns the string with what lies between two boundaries replaced by a well-formed text; the result must not be
     * longer than {@link Integer#MAX_VALUE}.
     */
    JsonString replace(int start, int end, String replacement) {
        if (text instanceof Rope rope) {
            return of(rope.replace(start, end, replacement));
        }
        String kept = plain();
        return ofWellFormed(kept.substring(0, start).concat(replacement).concat(kept.substring(end)));
    }

    /** Returns the text as a {@code String}. Takes time in proportion to its length, if that is long. */
    @Override
    public String plain() {
        return text.toString();
    }

    @Override
    public long weight() {
        return QUOTES + (long) length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonString string && length == string.length && text.equals(string.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the string as JSON text. */
    @Override
    public String toString() {
        return JsonText.of(this);
    }
}
