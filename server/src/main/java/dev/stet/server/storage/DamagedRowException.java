package dev.stet.server.storage;

/** A row is there and makes no sense. What was read before it is right as far as a row can tell by itself. */
public final class DamagedRowException extends StorageException {
    private static final long serialVersionUID = 1;

    private final long revision;

    /**
     * @param revision of the row that makes no sense
     * @param message what is wrong with it, as a sentence with values
     */
    public DamagedRowException(long revision, String message) {
        super(message);
        this.revision = revision;
    }

    /** Returns the revision of the row that makes no sense. */
    public long revision() {
        return revision;
    }
}
