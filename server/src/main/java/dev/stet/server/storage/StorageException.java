package dev.stet.server.storage;

/** The store could not be read or written. What was asked for may or may not have happened. */
public class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what was tried, as a sentence with values */
    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message what is wrong, as a sentence with values */
    public StorageException(String message) {
        super(message);
    }
}
