package dev.stet.ot.text;

/** One step of a {@link TextOperation}'s walk over a document. Lengths are UTF-16 code units, 1 or more. */
public sealed interface TextComponent {
    /** Leaves the next units as they are. */
    record Retain(int length) implements TextComponent {}

    /** Puts a text in; it is never empty. */
    record Insert(String text) implements TextComponent {}

    /** Takes the next units away. */
    record Delete(int length) implements TextComponent {}
}
