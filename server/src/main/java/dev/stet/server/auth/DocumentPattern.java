package dev.stet.server.auth;

import java.util.regex.Pattern;

/**
 * Names of documents that look alike: {@code *} stands for any characters, also none, everything else for itself.
 * Immutable.
 *
 * @param text 1 to 128 characters of {@code A-Z a-z 0-9 _ . ~ - *}
 */
public record DocumentPattern(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.~*-]{1,128}");

    /** @throws IllegalArgumentException if the text cannot be a pattern */
    public DocumentPattern {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a pattern has 1 to 128 characters of A-Z a-z 0-9 _ . ~ - *");
        }
    }

    /** Returns whether a document has such a name. Takes at most the product of both lengths, whatever they are. */
    public boolean matches(String document) {
        int at = 0;
        int in = 0;
        int star = -1; // the last star that was passed, and up to where it reached
        int reach = 0;
        while (in < document.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                reach = in;
            } else if (at < text.length() && text.charAt(at) == document.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++reach;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == '*') {
            at++;
        }
        return at == text.length();
    }
}
