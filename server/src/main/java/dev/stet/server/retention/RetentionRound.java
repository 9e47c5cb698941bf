package dev.stet.server.retention;

import dev.stet.ot.OperationType;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Goes over all documents of a store once, and squashes what is old. Documents of types that are not known are left alone.
 *
 * <p>Confined to its owner's thread, which it blocks.
 */
public final class RetentionRound {
    private static final int PAGE = 500;

    private final Storage storage;
    private final DocumentTypes types;
    private final RetentionPolicy policy;
    private final Listener listener;

    /** @param listener hears what becomes of each document */
    public RetentionRound(Storage storage, DocumentTypes types, RetentionPolicy policy, Listener listener) {
        this.storage = storage;
        this.types = types;
        this.policy = policy;
        this.listener = listener;
    }

    /** Hears what becomes of the documents, one after the other. */
    public interface Listener {
        /** So many entries of a document were squashed, perhaps none. */
        void squashed(StoredDocument document, long entries);

        /** The document could not be squashed, or not in full. */
        void failed(StoredDocument document, RuntimeException why);
    }

    /**
     * Does the round.
     *
     * @param nowMs milliseconds since the epoch
     * @param stop asked again and again whether to end early
     * @throws StorageException if the documents cannot be listed
     */
    public void run(long nowMs, BooleanSupplier stop) {
        String after = "";
        List<DocumentInfo> page;
        do {
            page = storage.list(after, PAGE);
            for (DocumentInfo info : page) {
                if (stop.getAsBoolean()) {
                    return;
                }
                squash(info.document(), nowMs, stop);
                after = info.document().id();
            }
        } while (page.size() == PAGE);
    }

    private void squash(StoredDocument document, long nowMs, BooleanSupplier stop) {
        Optional<OperationType<?, ?>> type = types.find(document.docType());
        if (type.isEmpty()) {
            return;
        }
        try {
            listener.squashed(document, new Squashing<>(storage, document, type.get(), policy).all(nowMs, stop));
        } catch (RuntimeException e) {
            listener.failed(document, e);
        }
    }
}
