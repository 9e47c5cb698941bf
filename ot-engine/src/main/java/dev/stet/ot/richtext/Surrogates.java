package dev.stet.ot.richtext;

/** Questions about well-formed UTF-16: text in which every high surrogate is followed by a low one, and no other low. */
final class Surrogates {
    private Surrogates() {}

    /** Returns the index of the first surrogate that is not half of a pair, or -1 if the text is well formed. */
    static int firstLone(String text) {
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

    /** Returns whether a cut before {@code index} of a well-formed text falls between the halves of a pair. */
    static boolean splits(CharSequence text, int index) {
        return index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index));
    }
}
