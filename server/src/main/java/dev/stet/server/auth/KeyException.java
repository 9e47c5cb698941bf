package dev.stet.server.auth;

/** Keys cannot be read, or are not what they have to be. The message is one line for the operator; it holds no key. */
public final class KeyException extends Exception {
    private static final long serialVersionUID = 1;

    KeyException(String message) {
        super(message);
    }

    KeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
