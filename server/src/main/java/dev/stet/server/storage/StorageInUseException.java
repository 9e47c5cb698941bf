package dev.stet.server.storage;

/** Another process, or another store of this one, has the data folder open. */
public final class StorageInUseException extends StorageException {
    private static final long serialVersionUID = 1;

    StorageInUseException(String message) {
        super(message);
    }

    StorageInUseException(String message, Throwable cause) {
        super(message, cause);
    }
}
