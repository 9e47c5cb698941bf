package dev.stet.server.document;

import dev.stet.ot.OperationType;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;

/**
 * A document as it was read from storage: a snapshot, and the operations after it. Immutable.
 *
 * @param revision number of operations in the log
 * @param timeMs time of the last of them, in milliseconds since the epoch; 0 if there is none
 * @param snapshot the content at that revision
 * @param snapshotRevision revision of the stored snapshot it was made from; 0 if there is none
 * @param bytesAfterSnapshot length of the encoded operations after that
 */
public record Loaded<S>(long revision, long timeMs, S snapshot, long snapshotRevision, long bytesAfterSnapshot) {

    /** Returns what a document has that was just created. */
    static <S> Loaded<S> empty(OperationType<S, ?> type) {
        return new Loaded<>(0, 0, type.empty(), 0, 0);
    }

    /**
     * Reads a document. Blocks.
     *
     * @throws StorageException if it cannot be read, or what is stored makes no sense: never an empty document instead
     */
    public static <S, O> Loaded<S> from(Storage storage, StoredDocument document, OperationType<S, O> type) {
        return new Loading<>(storage, document, type).load();
    }
}
