package dev.stet.cli.load.edits;

import java.util.random.RandomGenerator;

/** Text that means nothing: small letters, blanks, and a line every so often. */
final class Letters {
    private static final String ALPHABET = "etaoinshrdlu etaoin shrdlu cmfwyp vbgk";
    private static final int LINE = 80;

    private Letters() {}

    /** Returns one letter or blank. */
    static String one(RandomGenerator random) {
        int at = random.nextInt(ALPHABET.length());
        return ALPHABET.substring(at, at + 1);
    }

    /** Returns a text of this length. */
    static String text(int length, RandomGenerator random) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 1; i <= length; i++) {
            text.append(i % LINE == 0 ? '\n' : ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
