package dev.stet.server.rendering;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which addresses may be followed or shown: those relative to the page, and those of a few schemes. What a browser would
 * read otherwise than it is written, with control characters or blanks inside, is not among them.
 */
final class SafeUrl {
    private static final Set<String> LINKS = Set.of("http", "https", "mailto", "tel");
    private static final Set<String> IMAGES = Set.of("http", "https");
    private static final Pattern IMAGE_DATA =
            Pattern.compile("data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*", Pattern.CASE_INSENSITIVE);

    private SafeUrl() {}

    /** Returns the address of a link, if it is safe. */
    static Optional<String> link(String url) {
        return safe(url, LINKS);
    }

    /** Returns the address of a picture, if it is safe; the picture itself may be in it. */
    static Optional<String> image(String url) {
        return IMAGE_DATA.matcher(url.strip()).matches() ? Optional.of(url.strip()) : safe(url, IMAGES);
    }

    private static Optional<String> safe(String url, Set<String> schemes) {
        String stripped = url.strip();
        if (stripped.isEmpty() || stripped.chars().anyMatch(SafeUrl::isBlankOrControl)) {
            return Optional.empty();
        }
        int end = 0;
        while (end < stripped.length() && "/?#".indexOf(stripped.charAt(end)) < 0) {
            if (stripped.charAt(end) == ':') {
                String scheme = stripped.substring(0, end).toLowerCase(Locale.ROOT);
                return Optional.of(stripped).filter(any -> schemes.contains(scheme));
            }
            end++;
        }
        return Optional.of(stripped);
    }

    private static boolean isBlankOrControl(int c) {
        return Character.isISOControl(c)
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
