package dev.stet.server.document;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.OperationType;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredSnapshot;
import java.util.Optional;

/**
 * A document as it was read from storage: the newest snapshot, and the operations after it. Immutable.
 *
 * @param revision number of operations in the log
 * @param snapshot the content at that revision
 * @param snapshotRevision revision of the stored snapshot it was made from; 0 if there is none
 */
public record Loaded<S>(long revision, S snapshot, long snapshotRevision) {

    /**
     * Reads a document. Blocks.
     *
     * @throws StorageException if it cannot be read, or what is stored makes no sense: never an empty document instead
     */
    public static <S, O> Loaded<S> from(Storage storage, StoredDocument document, OperationType<S, O> type) {
        Optional<StoredSnapshot> stored = storage.snapshot(document, Long.MAX_VALUE);
        long snapshotRevision = stored.map(StoredSnapshot::revision).orElse(0L);
        try {
            S content = stored.isPresent()
                    ? type.decodeSnapshot(StoredJson.read(stored.get().content()))
                    : type.empty();
            long revision = snapshotRevision;
            EntryCodec<O> codec = new EntryCodec<>(type);
            for (LogEntry entry : EntryCodec.readAll(storage, document, snapshotRevision)) {
                content = type.apply(content, codec.decode(entry).operation());
                revision = entry.revision();
            }
            return new Loaded<>(revision, content, snapshotRevision);
        } catch (InvalidOperationException e) {
            throw new StorageException("a stored operation does not fit its document, doc=" + document.id(), e);
        }
    }
}
