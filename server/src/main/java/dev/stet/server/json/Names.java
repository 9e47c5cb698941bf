package dev.stet.server.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Names of fields that were read before, since almost all are the same few: one that is here is not made again.
 *
 * <p>Threads: thread-safe without a lock, since a name that another thread does not see yet is only made once more.
 */
final class Names {
    /** A power of two. */
    private static final int PLACES = 256;

    /** Longer ones are not kept. */
    private static final int MAX_LENGTH = 32;

    private final @Nullable String[] names = new String[PLACES];

    /** Returns the name that these bytes, which are ASCII, are. */
    String of(byte[] ascii, int from, int length) {
        if (length > MAX_LENGTH) {
            return text(ascii, from, length);
        }
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + ascii[i];
        }
        int place = (hash ^ (hash >>> 8)) & (PLACES - 1);
        String known = names[place];
        if (known == null || !is(known, ascii, from, length)) {
            known = text(ascii, from, length);
            names[place] = known;
        }
        return known;
    }

    private static boolean is(String name, byte[] ascii, int from, int length) {
        if (name.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) != ascii[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] ascii, int from, int length) {
        return new String(ascii, from, length, StandardCharsets.ISO_8859_1);
    }
}
