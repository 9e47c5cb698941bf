package dev.stet.server.storage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Encoded content: bytes compared by value. Immutable by agreement: whoever wraps an array, or looks at one, never
 * changes it again, so nothing is ever copied.
 */
public final class Bytes {
    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /** Takes over the array, without a copy. */
    public static Bytes wrap(byte[] array) {
        return new Bytes(array);
    }

    /** Returns the text in UTF-8. */
    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the bytes themselves, to be read only. */
    public byte[] array() {
        return array;
    }

    /** Returns the number of bytes. */
    public int length() {
        return array.length;
    }

    /** Returns the bytes read as UTF-8. */
    public String utf8() {
        return new String(array, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(array, that.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    @Override
    public String toString() {
        return array.length + " bytes";
    }
}
