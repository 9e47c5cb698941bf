package dev.stet.server.transport.api;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Revisions as entity tags: {@code "12"}. A tag that something on the way has made weak, as compression does, names its
 * revision all the same.
 */
final class EntityTag {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([0-9]{1,15})\"");
    /** What stands for any revision. */
    static final String ANY = "*";

    private EntityTag() {}

    static String of(long revision) {
        return "\"" + revision + "\"";
    }

    /** Returns whether {@code If-None-Match} names a revision, or any. */
    static boolean matches(String header, long revision) {
        return header.strip().equals(ANY)
                || Arrays.stream(header.split(",", -1))
                        .map(tag -> TAG.matcher(tag.strip()))
                        .anyMatch(tag -> tag.matches() && Long.parseLong(tag.group(1)) == revision);
    }

    /** Returns whether a header means any revision. */
    static boolean isAny(String header) {
        return header.strip().equals(ANY);
    }

    /** Returns the one revision that {@code If-Match} names. */
    static Optional<Long> revision(String header) {
        Matcher tag = TAG.matcher(header.strip());
        return tag.matches() ? Optional.of(Long.parseLong(tag.group(1))) : Optional.empty();
    }
}
