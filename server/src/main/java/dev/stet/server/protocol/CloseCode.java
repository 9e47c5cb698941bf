package dev.stet.server.protocol;

/** Why a connection is closed: the codes of RFC 6455 that are used, and this protocol's own. */
public enum CloseCode {
    /** All is done. */
    NORMAL(1000, "done"),
    /** Nothing was heard for too long. Reconnect. */
    GOING_AWAY(1001, "nothing heard for too long"),
    /** A binary frame on a connection that speaks JSON, or a text frame on one that speaks CBOR. */
    UNSUPPORTED_DATA(1003, "frames of this kind are not taken"),
    /** A text frame that is not UTF-8, or a deflated one that cannot be inflated. */
    BAD_DATA(1007, "not UTF-8, or not deflated"),
    /** A frame longer than the limit, or a message that becomes longer when it is inflated. */
    TOO_BIG(1009, "frame too large"),
    /** A fault of the server. Reconnect. */
    INTERNAL(1011, "internal error"),
    /** The time is over for which the user has shown who they are. Reconnect with a new token. */
    TOKEN_EXPIRED(4002, "token expired"),
    /** The user went on sending while told to wait, or has too many connections. Reconnect later. */
    RATE_LIMITED(4008, "rate limited"),
    /** A newer connection of the same client took over. */
    REPLACED(4009, "replaced by a newer connection of this client"),
    /** The server shuts down. Reconnect. */
    DRAINING(4010, "draining"),
    /** What was sent was not read in time. Reconnect, and resume. */
    TOO_SLOW(4011, "what was sent was not read in time");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** Returns the number sent in the close frame. */
    public int code() {
        return code;
    }

    /** Returns the reason sent in the close frame: at most 123 bytes. */
    public String reason() {
        return reason;
    }
}
