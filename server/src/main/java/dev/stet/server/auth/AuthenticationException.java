package dev.stet.server.auth;

/**
 * Somebody did not show who they are. The message is for the operator's log: it never holds the token, and it is never
 * told to whoever sent it, who could learn from it what to send next.
 */
public final class AuthenticationException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Why, as far as it makes a difference to whoever is refused. */
    public enum Reason {
        /** Nothing was shown. */
        NO_CREDENTIALS,
        /** What was shown does not count. */
        REFUSED,
        /** It cannot be found out now: the keys cannot be had. The same may count later. */
        UNAVAILABLE
    }

    /** @param message for whoever runs the server */
    public AuthenticationException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    AuthenticationException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns why, as far as it may be told. */
    public Reason reason() {
        return reason;
    }
}
