package dev.stet.client;

import dev.stet.server.protocol.ErrorCode;
import dev.stet.server.protocol.ServerMessage;
import java.util.Optional;

/** The server refused something for good, or the client is closed. Nothing is tried again. */
public final class StetClientException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Optional<ErrorCode> code;

    StetClientException(String message) {
        super(message);
        this.code = Optional.empty();
    }

    StetClientException(String what, ServerMessage.Failure refusal) {
        super(what + ", code=" + refusal.code().wireName() + " message=" + refusal.message());
        this.code = Optional.of(refusal.code());
    }

    /** Returns the server's error code, if the server said something. */
    public Optional<ErrorCode> code() {
        return code;
    }
}
