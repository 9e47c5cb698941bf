package dev.stet.server.protocol;

import dev.stet.ot.json.JsonValue;
import dev.stet.server.json.Encoder;
import java.nio.ByteBuffer;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;

/**
 * Messages as objects with named fields, in any encoding that has a Jackson factory.
 *
 * <p>Input is bounded in depth, in the length of numbers and names, and by the size of the frame, whose length the
 * transport bounds before anything is read.
 */
abstract sealed class JacksonCodec implements MessageCodec permits JsonCodec, CborCodec {
    /**
     * Deep enough for the deepest value that documents take, with what the protocol puts around it: frame, message,
     * operations, operation, component. A frame cannot make the reader recurse further.
     */
    static final int MAX_DEPTH = JsonValue.MAX_DEPTH + 8;

    static final int MAX_NAME_LENGTH = 1_024;

    /** More than the digits of any number in a document. */
    static final int MAX_NUMBER_LENGTH = 1_000;

    static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(MAX_NUMBER_LENGTH)
            .maxNameLength(MAX_NAME_LENGTH)
            .maxStringLength(Integer.MAX_VALUE)
            .build();

    private final TokenStreamFactory factory;
    private final Encoder encoder;
    private final ValueWriter values;
    private final String encoding;

    /** @param encoding its name, for people */
    JacksonCodec(TokenStreamFactory factory, ValueWriter values, String encoding) {
        this.factory = factory;
        this.encoder = new Encoder(factory);
        this.values = values;
        this.encoding = encoding;
    }

    @Override
    public ClientMessage decode(ByteBuffer frame) throws ProtocolException {
        JsonFields fields = new JsonFields();
        try (JsonParser parser = parser(frame)) {
            fields.readMessage(parser);
        } catch (JacksonException e) {
            throw fields.fault(ErrorCode.BAD_JSON, "the frame is not " + encoding + at(e));
        }
        return ClientMessages.of(fields);
    }

    @Override
    public List<ServerMessage> decodeServer(ByteBuffer frame) throws ProtocolException {
        try (JsonParser parser = parser(frame)) {
            return ServerMessages.read(parser);
        } catch (JacksonException e) {
            throw new ProtocolException(
                    ServerMessage.Failure.of(ErrorCode.BAD_JSON, "the frame is not " + encoding + at(e)));
        }
    }

    @Override
    public byte[] encode(List<? extends ServerMessage> messages) {
        return encoder.encode(generator -> {
            ServerMessageWriter writer = new ServerMessageWriter(generator, values);
            if (messages.size() == 1) {
                writer.write(messages.getFirst());
            } else {
                generator.writeStartArray();
                messages.forEach(writer::write);
                generator.writeEndArray();
            }
        });
    }

    @Override
    public byte[] encode(ClientMessage message) {
        return encoder.encode(generator -> ClientMessages.write(message, generator, values));
    }

    private JsonParser parser(ByteBuffer frame) {
        if (frame.hasArray()) {
            return factory.createParser(
                    ObjectReadContext.empty(),
                    frame.array(),
                    frame.arrayOffset() + frame.position(),
                    frame.remaining());
        }
        byte[] copy = new byte[frame.remaining()];
        frame.duplicate().get(copy);
        return factory.createParser(ObjectReadContext.empty(), copy, 0, copy.length);
    }

    /** Returns where in the frame the fault is. The parser's own words may quote content, and are not passed on. */
    private static String at(JacksonException e) {
        return e.getLocation() == null ? "" : ", byte=" + e.getLocation().getByteOffset();
    }
}
