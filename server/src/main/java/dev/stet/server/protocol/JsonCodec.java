package dev.stet.server.protocol;

import dev.stet.server.json.ShortJson;
import java.nio.ByteBuffer;
import java.util.Optional;
import tools.jackson.core.json.JsonFactory;

/** {@code stet.v1.json}: messages as JSON in text frames. */
public final class JsonCodec extends JacksonCodec {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(CONSTRAINTS)
            .rootValueSeparator("")
            .build();

    /** Makes a codec; one is enough. */
    public JsonCodec() {
        super(FACTORY, RawUtf8::write, "JSON");
    }

    @Override
    public ClientMessage decode(ByteBuffer frame) throws ProtocolException {
        Optional<JsonFields> message = usual(frame).flatMap(JsonFields::object).map(JsonFields::new);
        return message.isPresent() ? ClientMessages.of(message.get()) : super.decode(frame);
    }

    /** Reads a message as most are, for which a parser is more than the message. What is shorter than the longest name has no longer one. */
    private static Optional<Object> usual(ByteBuffer frame) {
        return frame.hasArray() && frame.remaining() <= MAX_NAME_LENGTH
                ? ShortJson.read(frame.array(), frame.arrayOffset() + frame.position(), frame.remaining())
                : Optional.empty();
    }

    @Override
    public String subprotocol() {
        return "stet.v1.json";
    }

    @Override
    public boolean isBinary() {
        return false;
    }

    @Override
    public int mostJsonBytesPerByte() {
        return 1;
    }
}
