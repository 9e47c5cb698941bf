package dev.stet.server.maintenance;

import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Brings documents from one store into another: logs with their times, writers and hashes, snapshots, versions, deleted
 * marks. The hashes are checked on the way, and the end of each log is read back.
 *
 * <p>If it fails half way, what is complete stays in the target, and so may a part of one document.
 */
public final class Transfer {
    private Transfer() {}

    /**
     * Brings the whole store into an empty one.
     *
     * @throws StorageException if the target is not empty, the source is damaged, or one of them cannot be read or written
     */
    public static Transferred migrate(Storage from, Storage to, MaintenanceProgress progress) throws IOException {
        requireEmpty(to);
        return run(new StoreSource(from), new StoreSink(to), progress);
    }

    /**
     * Brings some documents into a store that has none of them, and may have others.
     *
     * @throws StorageException if there is no such document, the target has one of them, the source is damaged, or one of
     *     the stores cannot be read or written
     */
    public static Transferred copy(Storage from, Storage to, List<String> ids, MaintenanceProgress progress)
            throws IOException {
        List<DocumentInfo> documents = new ArrayList<>();
        for (String id : new TreeSet<>(ids)) {
            documents.add(
                    from.info(id).orElseThrow(() -> new StorageException("There is no such document, document=" + id)));
            if (to.info(id).isPresent()) {
                throw new StorageException("The target has such a document already, document=" + id);
            }
        }
        return run(sink -> new StoreSource(from).give(documents, sink), new StoreSink(to), progress);
    }

    /** Throws unless the store has no documents, not even deleted ones. */
    static void requireEmpty(Storage to) {
        to.list("", 1).stream().findFirst().ifPresent(there -> {
            throw new StorageException(
                    "The target is not empty, document=" + there.document().id());
        });
    }

    static Transferred run(DocumentSource source, DocumentSink sink, MaintenanceProgress progress) throws IOException {
        ChainChecked checked = new ChainChecked(sink, new ProgressCount(progress));
        source.forEach(checked);
        return checked.transferred();
    }
}
