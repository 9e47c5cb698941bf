package dev.stet.server;

import dev.stet.server.protocol.CborCodec;
import dev.stet.server.protocol.JsonCodec;
import dev.stet.server.protocol.MessageCodec;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/** How a test's client speaks: read and written by a library's mappers, not by the server's codecs. */
public enum Encoding {
    JSON(new JsonCodec(), JsonMapper.shared()),
    CBOR(new CborCodec(), CBORMapper.shared());

    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final MessageCodec codec;
    private final ObjectMapper mapper;

    Encoding(MessageCodec codec, ObjectMapper mapper) {
        this.codec = codec;
        this.mapper = mapper;
    }

    String subprotocol() {
        return codec.subprotocol();
    }

    MessageCodec codec() {
        return codec;
    }

    /** Returns the frame for a message that is written down as JSON. */
    byte[] frame(String json) {
        return mapper.writeValueAsBytes(EXACT.readTree(json));
    }

    /** Returns what a frame holds as lists, maps, strings and numbers. */
    Object read(byte[] frame) {
        return mapper.readValue(frame, Object.class);
    }
}
