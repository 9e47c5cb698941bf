package dev.stet.server.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON as almost all operations are, and the messages that bring them: lists and objects, ASCII text without escapes,
 * whole numbers of few digits, no space between. That takes a tenth of the time that a reader of all JSON takes to begin. It
 * gives up at anything else, and where it does not, the value is the one that a reader of all JSON would have read: of plain
 * lists, maps and strings, and {@code Integer}.
 *
 * <p>Confined to its owner's thread, used once.
 */
public final class ShortJson {

    /** Longer values are left alone: there the time to begin does not matter. */
    private static final int MAX_BYTES = 4_096;

    private static final int MAX_DEPTH = 16;

    /** So many digits always fit an {@code int}. */
    private static final int MAX_DIGITS = 9;

    private static final Names NAMES = new Names();

    private final byte[] json;
    private final int end;
    private int at;
    private int depth;
    private boolean unusual;

    private ShortJson(byte[] json, int from, int length) {
        this.json = json;
        this.at = from;
        this.end = from + length;
    }

    /** Returns the value, or nothing if this is not the reader for it; then nothing is said about it. */
    public static Optional<Object> read(byte[] utf8) {
        return read(utf8, 0, utf8.length);
    }

    /** Does the same with a part of the bytes. */
    public static Optional<Object> read(byte[] utf8, int from, int length) {
        if (length > MAX_BYTES) {
            return Optional.empty();
        }
        ShortJson reader = new ShortJson(utf8, from, length);
        Object value = reader.value();
        return reader.unusual || reader.at < reader.end ? Optional.empty() : Optional.of(value);
    }

    private int peek() {
        return at < end ? json[at] : -1;
    }

    /** Goes past a character, if it is there. */
    private boolean skip(char expected) {
        boolean there = peek() == expected;
        if (there) {
            at++;
        }
        return there;
    }

    private Object giveUp() {
        unusual = true;
        return "";
    }

    private Object value() {
        int first = peek();
        if (first == '"') {
            return text();
        }
        if (first >= '0' && first <= '9') {
            return number();
        }
        if ((first != '[' && first != '{') || depth == MAX_DEPTH) {
            return giveUp();
        }
        at++;
        depth++;
        Object value = first == '[' ? list() : object();
        depth--;
        return value;
    }

    private Object list() {
        List<Object> list = new ArrayList<>();
        if (skip(']')) {
            return list;
        }
        do {
            list.add(value());
        } while (!unusual && skip(','));
        return skip(']') ? list : giveUp();
    }

    private Object object() {
        Map<String, Object> object = new LinkedHashMap<>();
        if (skip('}')) {
            return object;
        }
        do {
            String name = name();
            if (!skip(':') || object.put(name, value()) != null) {
                return giveUp();
            }
        } while (!unusual && skip(','));
        return skip('}') ? object : giveUp();
    }

    private String text() {
        int from = at + 1;
        int to = endOfText();
        return unusual ? "" : new String(json, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private String name() {
        int from = at + 1;
        int to = endOfText();
        return unusual ? "" : NAMES.of(json, from, to - from);
    }

    /** Goes past a text. Returns where its second quotation mark is, if it is a usual one. */
    private int endOfText() {
        unusual |= !skip('"');
        int unit = peek();
        while (unit >= ' ' && unit != '"' && unit != '\\') { // not negative, so ASCII
            at++;
            unit = peek();
        }
        int to = at;
        unusual |= !skip('"');
        return to;
    }

    private Object number() {
        int from = at;
        int value = 0;
        int digit = peek();
        while (digit >= '0' && digit <= '9' && at - from < MAX_DIGITS) {
            value = 10 * value + digit - '0';
            at++;
            digit = peek();
        }
        boolean ends = digit == ',' || digit == ']' || digit == '}' || digit == -1;
        boolean leadingZero = json[from] == '0' && at - from > 1;
        return ends && !leadingZero ? value : giveUp();
    }
}
