package dev.stet.ot.text;

/** One step of a {@link UnicodeOperation}'s walk over a document. Lengths are code points, 1 or more. */
public sealed interface UnicodeComponent {
    /** Leaves the next code points as they are. */
    record Retain(int length) implements UnicodeComponent {}

    /** Puts a text in; it is never empty. */
    record Insert(String text) implements UnicodeComponent {}

    /** Takes the next code points away, whatever they are. */
    record Delete(int length) implements UnicodeComponent {}

    /** Takes the next code points away, which are this text; it is never empty. */
    record DeleteText(String text) implements UnicodeComponent {}
}
