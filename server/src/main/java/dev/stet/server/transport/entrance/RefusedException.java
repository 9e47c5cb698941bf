package dev.stet.server.transport.entrance;

/** A request is not let in. The message is shown to whoever made it, and says nothing that would help them to get in. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final long retryAfterMs;

    /** Why. */
    public enum Reason {
        /** It does not show who it is from: HTTP 401. */
        UNAUTHENTICATED(401),
        /** It comes from a page that may not use this server: HTTP 403. */
        ORIGIN_NOT_ALLOWED(403),
        /** Whoever makes it does not look after this server: HTTP 403. */
        NOT_ADMINISTRATOR(403),
        /** It cannot be found out now who it is from: HTTP 503. */
        IDENTITY_UNAVAILABLE(503),
        /** They have used up what they may in this time: HTTP 429. */
        RATE_LIMITED(429),
        /** There are as many connections as there may be: HTTP 503. */
        FULL(503);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /** Returns whether somebody may have tried to be let in with what they made up. */
        boolean isFailedLogin() {
            return this == UNAUTHENTICATED || this == NOT_ADMINISTRATOR;
        }

        /** Returns the HTTP status. */
        public int status() {
            return status;
        }
    }

    RefusedException(Reason reason, String message) {
        this(reason, message, reason == Reason.IDENTITY_UNAVAILABLE ? 1_000 : 0);
    }

    /** @param retryAfterMs when to try again; 0 for never */
    RefusedException(Reason reason, String message, long retryAfterMs) {
        super(message);
        this.reason = reason;
        this.retryAfterMs = retryAfterMs;
    }

    /** Returns after how many milliseconds the same may be let in; 0 if it will not be. */
    public long retryAfterMs() {
        return retryAfterMs;
    }

    /** Returns the same in seconds, as the header {@code Retry-After} has it. */
    public String retryAfterSeconds() {
        return Long.toString(Math.ceilDiv(retryAfterMs, 1_000L));
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }
}
