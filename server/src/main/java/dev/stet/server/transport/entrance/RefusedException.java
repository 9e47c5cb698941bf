package dev.stet.server.transport.entrance;

/** A request is not let in. The message is shown to whoever made it, and says nothing that would help them to get in. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** It does not show who it is from: HTTP 401. */
        UNAUTHENTICATED(401),
        /** It comes from a page that may not use this server: HTTP 403. */
        ORIGIN_NOT_ALLOWED(403),
        /** Whoever makes it does not look after this server: HTTP 403. */
        NOT_ADMINISTRATOR(403),
        /** It cannot be found out now who it is from: HTTP 503. */
        IDENTITY_UNAVAILABLE(503);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /** Returns the HTTP status. */
        public int status() {
            return status;
        }
    }

    RefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }
}
