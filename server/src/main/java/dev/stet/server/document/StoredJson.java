package dev.stet.server.document;

import dev.stet.server.json.Encoder;
import dev.stet.server.json.ShortJson;
import dev.stet.server.storage.Bytes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What documents and operations are stored as: UTF-8 JSON. Every number comes back as it was written, digit by digit. */
public final class StoredJson {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().rootValueSeparator("").build();
    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Encoder ENCODER = new Encoder(FACTORY);

    private StoredJson() {}

    /** Returns the stored form of a value. */
    public static byte[] write(@Nullable Object encoded) {
        return ENCODER.encode(json -> MAPPER.writeValue(json, encoded));
    }

    /**
     * Returns the value; for JSON's {@code null}, which types know as a value like any other, it is null.
     *
     * @throws JacksonException if it is no JSON; it says where, and quotes nothing of it, since it may be logged
     */
    public static Object read(Bytes utf8) {
        return ShortJson.read(utf8.array()).orElseGet(() -> readAny(utf8));
    }

    private static Object readAny(Bytes utf8) {
        try {
            return MAPPER.readValue(utf8.array(), Object.class);
        } catch (JacksonException e) {
            TokenStreamLocation where = e.getLocation();
            throw new StreamReadException(
                    null, "what is stored is no JSON, byte=" + (where == null ? -1 : where.getByteOffset()));
        }
    }
}
