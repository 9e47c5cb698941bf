package dev.stet.ot.text;

/**
 * Puts stretches of strings together. As long as there is only one stretch, or they follow one another in one string,
 * nothing is copied. Confined to its owner's thread.
 */
final class TextCollector {
    private static final StringBuilder NONE = new StringBuilder(0);

    /** The first stretch, as soon as there is a second one; taken over by {@link #earlier} when there is a third one. */
    private String first = "";

    /** The text up to the last stretch, if there are more than two. */
    private StringBuilder earlier = NONE;

    /** The last stretch: from {@link #from} to {@link #to} of this. */
    private String source = "";

    private int from;
    private int to;

    /** Appends the units from {@code start} to {@code end} of a text. */
    void append(String text, int start, int end) {
        if (start == end) {
            return;
        }
        if (from == to || !sameString(source, text) || to != start) {
            keepStretch();
            source = text;
            from = start;
        }
        to = end;
    }

    /** Takes the last {@code length} units away; there are as many. */
    void dropLast(int length) {
        int ofEarlier = Math.max(0, length - (to - from));
        to -= length - ofEarlier;
        if (earlier == NONE) {
            first = first.substring(0, first.length() - ofEarlier);
        } else {
            earlier.setLength(earlier.length() - ofEarlier);
        }
    }

    /** Returns the text. */
    String text() {
        String last = source.substring(from, to);
        return earlier == NONE ? first.concat(last) : earlier.append(last).toString();
    }

    private void keepStretch() {
        if (from == to) {
            return;
        }
        if (earlier == NONE && first.isEmpty()) {
            first = source.substring(from, to);
            return;
        }
        if (earlier == NONE) {
            earlier = new StringBuilder(first);
        }
        earlier.append(source, from, to);
    }

    @SuppressWarnings("ReferenceEquality") // equal strings in different places are different sources
    private static boolean sameString(String one, String other) {
        return one == other;
    }
}
