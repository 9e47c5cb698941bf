package dev.stet.server.document;

import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when a document's snapshot is stored, and stores it in the background. Confined to the document's mailbox.
 *
 * <p>Storing a snapshot takes time in proportion to the document; between two of them there are at least
 * {@code snapshotEvery} operations, and at least one for every {@value #UNITS_PER_OPERATION} units of the document, so the
 * share of each operation stays the same however large the document is.
 */
final class SnapshotWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotWriter.class);
    private static final int UNITS_PER_OPERATION = 1_000;

    private final StoredDocument document;
    private final Storage storage;
    private final StorageCalls calls;
    private final int snapshotEvery;
    private long storedAt;
    private boolean writing;

    SnapshotWriter(StoredDocument document, Environment environment, StorageCalls calls, long storedAt) {
        this.document = document;
        this.storage = environment.storage();
        this.calls = calls;
        this.snapshotEvery = environment.policy().snapshotEvery();
        this.storedAt = storedAt;
    }

    /** Returns whether a snapshot is being stored. */
    boolean writing() {
        return writing;
    }

    /** Returns whether there are operations after the stored snapshot. */
    boolean behind(long revision) {
        return storedAt < revision;
    }

    /** Returns whether it is time for a snapshot. */
    boolean due(long revision, long size) {
        return !writing && revision - storedAt >= Math.max(snapshotEvery, size / UNITS_PER_OPERATION);
    }

    /**
     * Stores a snapshot if there is anything new in it.
     *
     * @param done told afterwards, in the mailbox, whether it succeeded or not
     */
    void write(Snapshot snapshot, Runnable done) {
        if (writing || !behind(snapshot.revision())) {
            done.run();
            return;
        }
        writing = true;
        calls.call(
                () -> {
                    storage.writeSnapshot(
                            document, new StoredSnapshot(snapshot.revision(), Bytes.wrap(snapshot.encode())));
                    return snapshot.revision();
                },
                revision -> {
                    storedAt = revision;
                    writing = false;
                    done.run();
                },
                failure -> {
                    LOG.warn(
                            "a snapshot could not be stored, doc={} revision={}",
                            document.id(),
                            snapshot.revision(),
                            failure);
                    writing = false;
                    done.run();
                });
    }
}
