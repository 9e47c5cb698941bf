package dev.stet.server.protocol;

/** A message that cannot be understood. It carries the answer for its sender. */
public final class ProtocolException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient ServerMessage.Failure error;

    /** @param error what to answer */
    public ProtocolException(ServerMessage.Failure error) {
        super(error.code().wireName() + ": " + error.message());
        this.error = error;
    }

    /** Returns what to answer. */
    public ServerMessage.Failure error() {
        return error;
    }
}
