package dev.stet.server.history;

import dev.stet.ot.OperationType;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.history.HistoryException.Reason;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The documents of a store and their pasts.
 *
 * <p>Threads: thread-safe; every method blocks, and may throw {@link dev.stet.server.storage.StorageException}.
 */
public final class Histories {
    private final Storage storage;
    private final DocumentTypes types;
    private final HistoryLimits limits;
    private final ReadPermits permits;

    /** Makes a reader of all documents of a store. */
    public Histories(Storage storage, DocumentTypes types, HistoryLimits limits) {
        this.storage = storage;
        this.types = types;
        this.limits = limits;
        this.permits = new ReadPermits(limits);
    }

    /**
     * A document in a list. Immutable.
     *
     * @param revision its newest one
     */
    public record Listed(DocumentInfo info, long revision) {}

    /**
     * Returns documents in the order of their ids.
     *
     * @param after those whose ids come after this one; the empty string for all
     * @param limit at most so many; fewer only at the end
     * @param deleted whether deleted ones are among them
     */
    public List<Listed> list(String after, int limit, boolean deleted) {
        List<DocumentInfo> found = new ArrayList<>();
        String last = after;
        boolean more = true;
        while (more && found.size() < limit) {
            List<DocumentInfo> page = storage.list(last, limit);
            page.stream()
                    .filter(info -> deleted || !info.isDeleted())
                    .limit(limit - found.size())
                    .forEach(found::add);
            more = page.size() == limit;
            last = page.isEmpty() ? last : page.getLast().document().id();
        }
        Map<StoredDocument, Long> heads =
                storage.heads(found.stream().map(DocumentInfo::document).toList());
        return found.stream()
                .map(info -> new Listed(info, heads.getOrDefault(info.document(), 0L)))
                .toList();
    }

    /**
     * Returns the past of a document.
     *
     * @throws HistoryException if there is no such document, or it is deleted
     */
    public DocumentHistory<?, ?> of(String id) throws HistoryException {
        DocumentInfo info = info(id);
        if (info.isDeleted()) {
            throw new HistoryException(Reason.DELETED, "the document is deleted");
        }
        OperationType<?, ?> type = types.find(info.document().docType())
                .orElseThrow(() -> new HistoryException(
                        Reason.UNKNOWN_TYPE,
                        "the document's type is not served, docType="
                                + info.document().docType()));
        return history(info, type);
    }

    private <S, O> DocumentHistory<S, O> history(DocumentInfo info, OperationType<S, O> type) {
        return new DocumentHistory<>(storage, info, type, limits, permits);
    }

    /** Returns what the store knows of a document, deleted or not. */
    DocumentInfo info(String id) throws HistoryException {
        return storage.info(id).orElseThrow(() -> new HistoryException(Reason.NOT_FOUND, "there is no such document"));
    }
}
