package dev.stet.server.transport.api;

import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.MessageCodec;
import dev.stet.server.protocol.ProtocolException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the body of a request that is one message of the protocol, about the document that the path names. */
final class PostedMessage {
    private PostedMessage() {}

    /** @throws ApiException if the body is something else, or about another document */
    static ClientMessage of(Exchange exchange, MessageCodec codec, int maxBytes) throws ApiException, IOException {
        ClientMessage message;
        try {
            message = codec.decode(ByteBuffer.wrap(exchange.body(maxBytes)));
        } catch (ProtocolException e) {
            Problem problem = switch (e.failure().code()) {
                case BAD_JSON -> Problem.BAD_JSON;
                default -> Problem.BAD_MESSAGE;
            };
            throw new ApiException(problem, e.failure().message());
        }
        if (!about(message).equals(Parameters.document(exchange))) {
            throw new ApiException(Problem.BAD_MESSAGE, "the message is not about the document that the address names");
        }
        return message;
    }

    private static String about(ClientMessage message) {
        return switch (message) {
            case ClientMessage.Open open -> open.doc();
            case ClientMessage.Close close -> close.doc();
            case ClientMessage.Submit submit -> submit.doc();
            case ClientMessage.UpdatePresence update -> update.doc();
            case ClientMessage.Renew renew -> "";
            case ClientMessage.Ping ping -> "";
        };
    }

    static ApiException unexpected() {
        return new ApiException(Problem.BAD_MESSAGE, "a message of this type is not taken here");
    }
}
