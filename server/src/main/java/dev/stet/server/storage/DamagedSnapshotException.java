package dev.stet.server.storage;

/** A stored snapshot does not fit its checksum. Others of the document may be good. */
public final class DamagedSnapshotException extends StorageException {
    private static final long serialVersionUID = 1;

    private final long revision;

    public DamagedSnapshotException(StoredDocument document, long revision) {
        super("A snapshot does not fit its checksum, document=" + document.id() + ", revision=" + revision);
        this.revision = revision;
    }

    /** Returns the revision of the snapshot. */
    public long revision() {
        return revision;
    }
}
