package dev.stet.server;

/** The server could not start. The message is one line that says why, and what to do. */
public final class StartFailedException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message one line for the person at the command line */
    public StartFailedException(String message) {
        super(message);
    }

    /** @param message one line for the person at the command line */
    public StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
