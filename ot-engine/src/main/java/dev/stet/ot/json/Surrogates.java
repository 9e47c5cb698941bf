package dev.stet.ot.json;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;

/** Sees to it that texts are well-formed UTF-16: every high surrogate is followed by a low one, and there is no other low. */
final class Surrogates {
    private Surrogates() {}

    /**
     * Returns the text.
     *
     * @param component where it stands in an operation, or -1
     * @throws InvalidOperationException LONE_SURROGATE
     */
    static String requireWellFormed(String text, int component) {
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                throw new InvalidOperationException(
                        Rule.LONE_SURROGATE, component, "a text must not hold a lone surrogate, index=" + i);
            }
            i += Character.charCount(codePoint);
        }
        return text;
    }
}
