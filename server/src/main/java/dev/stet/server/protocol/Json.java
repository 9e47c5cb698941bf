package dev.stet.server.protocol;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON value inside a message that the protocol does not look into: an operation, a snapshot, a presence state. It
 * comes as an encoded value or as a decoded one, and becomes the other when that is asked for.
 *
 * <p>Immutable, by the agreement that nobody changes the bytes or the lists and maps.
 */
public final class Json {
    /** Reads every number digit by digit: none is rounded to what a {@code double} holds. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private volatile byte @Nullable [] encoded;
    private final @Nullable Object value;
    private final boolean decoded;

    private Json(byte @Nullable [] encoded, @Nullable Object value, boolean decoded) {
        this.encoded = encoded;
        this.value = value;
        this.decoded = decoded;
    }

    /** Takes a value in its encoded form, UTF-8 JSON, without looking at it. */
    public static Json encoded(byte[] utf8) {
        return new Json(utf8, null, false);
    }

    /** Takes a value of plain lists, maps, strings, numbers, booleans and {@code null}. */
    public static Json of(@Nullable Object value) {
        return new Json(null, value, true);
    }

    /** Returns the UTF-8 JSON. */
    public byte[] encoded() {
        byte[] bytes = encoded;
        if (bytes == null) {
            bytes = MAPPER.writeValueAsBytes(value);
            encoded = bytes;
        }
        return bytes;
    }

    /** Returns the value in plain lists, maps, strings, numbers, booleans, and {@code null} for JSON's null. */
    public @Nullable Object value() {
        return decoded ? value : MAPPER.readValue(Objects.requireNonNull(encoded), Object.class);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Json that && Arrays.equals(encoded(), that.encoded());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded());
    }

    @Override
    public String toString() {
        return encoded().length + " bytes of JSON";
    }
}
