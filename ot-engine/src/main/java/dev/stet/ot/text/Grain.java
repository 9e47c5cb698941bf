package dev.stet.ot.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How finely a text is cut before it is compared: no cut divides a surrogate pair or what is written as one character. */
enum Grain {
    LINE(2_000) {
        @Override
        int end(String text, int from) {
            int newline = text.indexOf('\n', from);
            return newline < 0 ? text.length() : newline + 1;
        }
    },
    WORD(1_000) {
        @Override
        int end(String text, int from) {
            int end = CHARACTER.end(text, from);
            if (joins(text.codePointAt(from))) {
                while (end < text.length() && joins(text.codePointAt(end))) {
                    end = CHARACTER.end(text, end);
                }
            }
            return end;
        }
    },
    CHARACTER(500) {
        @Override
        int end(String text, int from) {
            int end = from + Character.charCount(text.codePointAt(from));
            while (end < text.length() && continues(text.codePointAt(end))) {
                int next = text.codePointAt(end);
                end += Character.charCount(next);
                if (next == ZERO_WIDTH_JOINER && end < text.length()) {
                    end += Character.charCount(text.codePointAt(end));
                }
            }
            return end;
        }
    };

    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int FIRST_SKIN_TONE = 0x1F3FB;
    private static final int LAST_SKIN_TONE = 0x1F3FF;

    /** The most deletes and inserts that a difference may take at this grain; what takes more is one replacement. */
    private final int maxSteps;

    Grain(int maxSteps) {
        this.maxSteps = maxSteps;
    }

    int maxSteps() {
        return maxSteps;
    }

    /** Returns where the piece ends that begins at {@code from}. */
    abstract int end(String text, int from);

    /** Returns where the pieces of a text begin, and where the last one ends. */
    int[] cuts(String text) {
        int[] cuts = new int[16];
        int count = 0;
        for (int at = 0; at < text.length(); at = end(text, at)) {
            if (count + 1 == cuts.length) {
                cuts = Arrays.copyOf(cuts, 2 * cuts.length);
            }
            cuts[count++] = at;
        }
        cuts[count] = text.length();
        return Arrays.copyOf(cuts, count + 1);
    }

    /** Returns a number for each piece of a text; equal pieces have equal numbers. */
    static int[] numbers(String text, int[] cuts, Map<String, Integer> known) {
        int[] numbers = new int[cuts.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            int fresh = known.size();
            numbers[i] = known.merge(text.substring(cuts[i], cuts[i + 1]), fresh, (earlier, ignored) -> earlier);
        }
        return numbers;
    }

    /** Returns pieces that have no number yet. */
    static Map<String, Integer> unknown() {
        return new HashMap<>();
    }

    /** Returns whether a code point belongs to the character before it, as accents do. */
    static boolean continues(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> codePoint == ZERO_WIDTH_JOINER || (codePoint >= FIRST_SKIN_TONE && codePoint <= LAST_SKIN_TONE);
        };
    }

    /** Returns whether a code point makes one word with others: scripts without spaces are compared by characters. */
    private static boolean joins(int codePoint) {
        return Character.isLetterOrDigit(codePoint) && !Character.isIdeographic(codePoint);
    }
}
