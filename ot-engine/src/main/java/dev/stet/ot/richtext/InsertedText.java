package dev.stet.ot.richtext;

import java.util.Arrays;

/**
 * Gathers the texts of an operation's inserts, one after the other. As long as all of them lie next to each other in one
 * string nothing is copied. Confined to its owner's thread.
 */
final class InsertedText {
    private static final char[] NO_TEXT = {};

    /** The text up to the last stretch. */
    private char[] earlier = NO_TEXT;

    private int earlierLength;

    /** The last stretch: from {@link #sourceFrom} to {@link #sourceTo} of this. */
    private String source = "";

    private int sourceFrom;
    private int sourceTo;

    /** Appends part of a text. */
    void append(String text, int from, int to) {
        if (sourceFrom == sourceTo) {
            source = text;
            sourceFrom = from;
        } else if (!sameString(source, text) || sourceTo != from) {
            keepStretch();
            source = text;
            sourceFrom = from;
        }
        sourceTo = to;
    }

    /** Returns all of it. */
    String gathered() {
        if (earlierLength == 0) {
            return source.substring(sourceFrom, sourceTo);
        }
        keepStretch();
        sourceFrom = sourceTo;
        return new String(earlier, 0, earlierLength);
    }

    /** Copies the last stretch to the earlier ones. */
    private void keepStretch() {
        int needed = earlierLength + sourceTo - sourceFrom;
        if (needed > earlier.length) {
            earlier = Arrays.copyOf(earlier, (int) Math.min(Integer.MAX_VALUE, 2L * needed));
        }
        source.getChars(sourceFrom, sourceTo, earlier, earlierLength);
        earlierLength = needed;
    }

    @SuppressWarnings("ReferenceEquality") // equal strings in different places are different sources
    private static boolean sameString(String one, String other) {
        return one == other;
    }
}
