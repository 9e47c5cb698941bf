package dev.stet.ot.json;

/** A value that is a word. */
public enum JsonLiteral implements JsonValue {
    NULL,
    TRUE,
    FALSE;

    private static final int WEIGHT = 4;

    /** Returns the literal of a boolean. */
    public static JsonLiteral of(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    @SuppressWarnings("NullAway") // plain JSON has a null, and the codecs of a type speak plain JSON
    public Object plain() {
        return this == NULL ? null : (Object) (this == TRUE);
    }

    @Override
    public long weight() {
        return WEIGHT;
    }

    /** Returns the word, as JSON text. */
    @Override
    public String toString() {
        return switch (this) {
            case NULL -> "null";
            case TRUE -> "true";
            case FALSE -> "false";
        };
    }
}
