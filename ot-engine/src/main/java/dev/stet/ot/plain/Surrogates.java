package dev.stet.ot.plain;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;

/** Questions about well-formed UTF-16: text in which every high surrogate is followed by a low one, and no other low. */
public final class Surrogates {
    private Surrogates() {}

    /** Returns the index of the first surrogate that is not half of a pair, or -1 if the text is well formed. */
    public static int firstLone(String text) {
        int length = text.length();
        int i = 0;
        while (i < length) {
            int codePoint = text.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                return i;
            }
            i += Character.charCount(codePoint);
        }
        return -1;
    }

    /**
     * Returns the text.
     *
     * @param component the index of the component that the text is of, or -1
     * @throws InvalidOperationException if it is not well formed
     */
    public static String requireWellFormed(String text, int component) {
        int lone = firstLone(text);
        if (lone >= 0) {
            throw new InvalidOperationException(
                    Rule.LONE_SURROGATE, component, "a text must not hold a lone surrogate, index=" + lone);
        }
        return text;
    }

    /** Returns whether a cut before {@code index} of a well-formed text falls between the halves of a pair. */
    public static boolean splits(CharSequence text, int index) {
        return index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index));
    }
}
