package dev.stet.server.protocol;

/** A message that cannot be understood. It carries the answer for its sender. */
public final class ProtocolException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient ServerMessage.Failure failure;

    /** @param failure what to answer */
    public ProtocolException(ServerMessage.Failure failure) {
        super(failure.code().wireName() + ": " + failure.message());
        this.failure = failure;
    }

    /** Returns what to answer. */
    public ServerMessage.Failure failure() {
        return failure;
    }
}
