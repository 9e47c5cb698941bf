package dev.stet.server.protocol;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether text is well-formed: JSON can escape half a surrogate pair, which no UTF-8 frame can carry on. */
final class Unicode {
    private Unicode() {}

    /** Returns whether all text in a plain JSON-shaped value is well-formed, names included. */
    static boolean isWellFormed(@Nullable Object json) {
        return switch (json) {
            case String text -> isWellFormed(text);
            case Map<?, ?> map -> areWellFormed(map.keySet()) && areWellFormed(map.values());
            case List<?> list -> areWellFormed(list);
            case null, default -> true;
        };
    }

    private static boolean areWellFormed(Collection<?> values) {
        for (Object value : values) {
            if (!isWellFormed(value)) {
                return false;
            }
        }
        return true;
    }

    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
