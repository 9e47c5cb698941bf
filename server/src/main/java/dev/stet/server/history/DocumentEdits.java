package dev.stet.server.history;

import dev.stet.ot.OperationType;
import dev.stet.ot.Selection;
import dev.stet.ot.sync.OperationId;
import dev.stet.server.document.Document;
import dev.stet.server.document.DocumentRegistry;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.document.EditRefusedException;
import dev.stet.server.document.OpenFailedException;
import dev.stet.server.document.Reader;
import dev.stet.server.document.Snapshot;
import dev.stet.server.history.HistoryException.Reason;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.Storage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Changes documents for somebody who has not opened them.
 *
 * <pre>
 *   base ────── what others did meanwhile ─────▶ head
 *    │                                            │
 *    │ wanted − base                              │ the same, transformed
 *    ▼                                            ▼
 *   wanted                                      what everybody has then
 * </pre>
 *
 * <p>Threads: thread-safe; every method blocks until what it did is durable, and may throw {@link
 * dev.stet.server.storage.StorageException}.
 */
public final class DocumentEdits {
    private final Storage storage;
    private final DocumentRegistry documents;
    private final DocumentTypes types;
    private final Histories histories;
    private final Duration patience;
    private final Creation creation;

    /**
     * @param patience how long to wait for an edit to become durable
     */
    public DocumentEdits(
            Storage storage, DocumentRegistry documents, DocumentTypes types, Histories histories, Duration patience) {
        this.storage = storage;
        this.documents = documents;
        this.types = types;
        this.histories = histories;
        this.patience = patience;
        this.creation = new Creation();
    }

    /**
     * Creates a document.
     *
     * @param docType name or URI of its type
     * @param content what it begins with; nothing for an empty one
     * @param key the maker's name for this, under which the document is made once, however often that is repeated. The log says
     *     so: one that is made empty begins with an operation that changes nothing
     * @return its revision
     * @throws HistoryException if there is one of this name, or no such type
     * @throws dev.stet.ot.InvalidOperationException if no document of the type can have the content
     */
    public long create(String id, String docType, Optional<Wanted> content, Optional<String> key, String author)
            throws HistoryException, OpenFailedException, EditRefusedException {
        OperationType<?, ?> type = types.find(docType)
                .orElseThrow(() -> new HistoryException(Reason.UNKNOWN_TYPE, "there is no such document type"));
        Optional<Object> operation =
                content.map(wanted -> fromEmpty(type, wanted)).or(() -> key.map(named -> nothing(type)));
        return creation.alone(id, () -> {
            OperationId first = key.isPresent() ? EditKey.operation(author, key) : Creation.FIRST;
            Optional<DocumentInfo> present = storage.info(id);
            if (present.isPresent()) {
                return Creation.again(storage, present.get().document(), first)
                        .filter(revision -> key.isPresent())
                        .orElseThrow(
                                () -> new HistoryException(Reason.EXISTS, "there is a document of this name already"));
            }
            var unused = await(documents.open(id, docType, true)).takeCreated(); // whoever asked knows
            return operation.isPresent() ? edit(id, first, author, 0, operation.get()) : 0;
        });
    }

    private static <S, O> Object fromEmpty(OperationType<S, O> type, Wanted wanted) {
        return wanted.changeFrom(type, type.empty());
    }

    private static <S, O> Object nothing(OperationType<S, O> type) {
        return type.encode(type.noop());
    }

    /**
     * Applies an operation.
     *
     * @param base the revision it was made on
     * @param operation in the encoded form of the document's type
     * @param key the editor's name for this edit, under which it is applied once, however often it is repeated
     * @return the revision at which it is in the log
     */
    public long apply(String id, long base, Object operation, Optional<String> key, String author)
            throws HistoryException, OpenFailedException, EditRefusedException {
        histories.of(id);
        return edit(id, EditKey.operation(author, key), author, base, operation);
    }

    /**
     * Applies an operation that a client program has named itself. It is applied once, however often and wherever it is
     * submitted.
     *
     * @param id names the operation for ever
     * @param base the revision it was made on
     * @param operation in the encoded form of the document's type
     * @param selection where the client's selection is after it, told to the others if the client has the document open here
     * @return the revision at which it is in the log
     */
    public long submit(
            String document, OperationId id, String author, long base, Object operation, Optional<Selection> selection)
            throws HistoryException, OpenFailedException, EditRefusedException {
        return edit(document, id, author, base, operation, selection);
    }

    /**
     * Makes a document's content what is wanted instead of what it was at a revision; what others did since stays.
     *
     * @param base what the wanted content was made from
     * @param key as in {@link #apply}
     * @return the revision at which the change is in the log; the base if nothing changes
     * @throws dev.stet.ot.InvalidOperationException if no document of the type can have the content
     */
    public long put(String id, Moment base, Wanted wanted, Optional<String> key, String author)
            throws HistoryException, OpenFailedException, EditRefusedException {
        DocumentHistory<?, ?> history = histories.of(id);
        long revision = base instanceof Moment.Newest ? head(id).revision() : history.revision(base);
        Optional<Object> change = history.changeTo(wanted, revision);
        return change.isEmpty() ? revision : edit(id, EditKey.operation(author, key), author, revision, change.get());
    }

    /**
     * Makes a document's content what it was. What others do meanwhile stays.
     *
     * @param base the content that is to become what it was; what others did since stays
     * @param key as in {@link #apply}
     * @return the revision at which it is so
     */
    public long restore(String id, Moment moment, Moment base, Optional<String> key, String author)
            throws HistoryException, OpenFailedException, EditRefusedException {
        DocumentHistory<?, ?> history = histories.of(id);
        long wanted = history.revision(moment);
        long from = base instanceof Moment.Newest ? head(id).revision() : history.revision(base);
        Optional<Object> change = history.changeBetween(from, wanted);
        return change.isEmpty() ? from : edit(id, EditKey.operation(author, key), author, from, change.get());
    }

    /** Returns the newest revision that this server knows of; others over the same store may know of newer ones. */
    public long knownRevision(String id) throws HistoryException, OpenFailedException {
        try {
            return await(documents.find(id)).published().revision();
        } catch (EditRefusedException e) {
            throw new IllegalStateException("a document that is found refuses no edit", e);
        }
    }

    /** Returns the newest content. */
    public Snapshot head(String id) throws HistoryException, OpenFailedException {
        try {
            return await(await(documents.find(id)).snapshot());
        } catch (EditRefusedException e) {
            throw new IllegalStateException("a document that is read refuses no edit", e);
        }
    }

    /**
     * Deletes a document, and shows out whoever has it open; its past stays in the store.
     *
     * @throws HistoryException if there is none, or it is deleted already
     */
    public void delete(String id) throws HistoryException, OpenFailedException {
        histories.of(id);
        awaitMark(documents.delete(id));
    }

    /**
     * Takes back that a document was deleted. Does nothing if it is not.
     *
     * @return its revision
     * @throws HistoryException if there never was one
     */
    public long undelete(String id) throws HistoryException, OpenFailedException {
        histories.info(id);
        awaitMark(documents.undelete(id));
        return histories.of(id).head();
    }

    private void awaitMark(CompletableFuture<Void> marked) throws HistoryException, OpenFailedException {
        try {
            await(marked);
        } catch (EditRefusedException e) {
            throw new IllegalStateException("a document that is marked refuses no edit", e);
        }
    }

    private long edit(String id, OperationId operation, String author, long base, Object change)
            throws HistoryException, OpenFailedException, EditRefusedException {
        return edit(id, operation, author, base, change, Optional.empty());
    }

    private long edit(
            String id, OperationId operation, String author, long base, Object change, Optional<Selection> selection)
            throws HistoryException, OpenFailedException, EditRefusedException {
        while (true) {
            Document<?, ?> document = await(documents.find(id));
            try {
                return await(document.edit(operation, author, base, change, selection));
            } catch (EditRefusedException e) {
                if (e.reason() != Reader.Reason.NOT_JOINED) {
                    throw e;
                }
                // it was put away just now: the next one is another
            }
        }
    }

    private <T> T await(CompletableFuture<T> future)
            throws HistoryException, OpenFailedException, EditRefusedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Optional<OpenFailedException> notOpened = OpenFailedException.in(e);
            if (notOpened.isPresent()) {
                throw notOpened.get();
            }
            throw EditRefusedException.in(e)
                    .orElseThrow(() -> new IllegalStateException("a document failed as none should", e));
        } catch (TimeoutException e) {
            throw new HistoryException(
                    Reason.UNANSWERED, "storage did not answer in time, waitedMs=" + patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException(Reason.UNANSWERED, "the server stops");
        }
    }
}
