package dev.stet.server.document;

import dev.stet.ot.OperationType;
import dev.stet.server.document.OpenFailedException.Reason;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open documents: each at most once. Opens one when it is asked for, and puts it away when nobody had it open for a
 * while.
 *
 * <p>Threads: thread-safe; nothing blocks.
 */
public final class DocumentRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentRegistry.class);

    private final Environment environment;
    private final DocumentTypes types;
    private final Map<String, CompletableFuture<Document<?, ?>>> open = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /** Makes a registry, and starts looking for unused documents. */
    public DocumentRegistry(Environment environment, DocumentTypes types) {
        this.environment = environment;
        this.types = types;
        scheduleRounds();
    }

    /** Returns the number of documents in memory. */
    public int size() {
        return open.size();
    }

    /** Opens a document that exists. See {@link #open}. */
    public CompletableFuture<Document<?, ?>> find(String id) {
        return load(id, Optional.empty(), false);
    }

    /**
     * Opens a document.
     *
     * @param docType name or URI of its type
     * @param create whether to create it if it does not exist
     * @return completes with the document, or with an {@link OpenFailedException}
     */
    public CompletableFuture<Document<?, ?>> open(String id, String docType, boolean create) {
        Optional<OperationType<?, ?>> type = types.find(docType);
        if (type.isEmpty()) {
            return CompletableFuture.failedFuture(new OpenFailedException(
                    Reason.UNKNOWN_TYPE,
                    "there is no such document type, docType=" + docType.substring(0, Math.min(80, docType.length()))));
        }
        return load(id, type, create).thenApply(document -> {
            if (!document.docType().equals(type.get().name())) {
                throw new CompletionException(new OpenFailedException(
                        Reason.TYPE_MISMATCH,
                        "the document has another type, docType=" + document.docType() + " asked="
                                + type.get().name()));
            }
            return document;
        });
    }

    private CompletableFuture<Document<?, ?>> load(String id, Optional<OperationType<?, ?>> type, boolean create) {
        if (closing) {
            return CompletableFuture.failedFuture(new OpenFailedException(Reason.CLOSING, "the server shuts down"));
        }
        CompletableFuture<Document<?, ?>> mine = new CompletableFuture<>();
        CompletableFuture<Document<?, ?>> other = open.putIfAbsent(id, mine);
        if (other != null) {
            return create ? orCreate(other, id, type) : other;
        }
        environment.storageExecutor().execute(() -> {
            try {
                mine.complete(read(id, type, create));
            } catch (OpenFailedException e) {
                open.remove(id, mine);
                mine.completeExceptionally(e);
            } catch (StorageException e) {
                LOG.warn("a document cannot be read, doc={}", id, e);
                open.remove(id, mine);
                mine.completeExceptionally(new OpenFailedException("the document cannot be read now", e));
            } catch (RuntimeException e) {
                LOG.error("a document cannot be opened, doc={}", id, e);
                open.remove(id, mine);
                mine.completeExceptionally(new OpenFailedException("the document cannot be read", e));
            }
        });
        return mine;
    }

    /** Somebody else asks for the document right now, perhaps without creating it. */
    private CompletableFuture<Document<?, ?>> orCreate(
            CompletableFuture<Document<?, ?>> other, String id, Optional<OperationType<?, ?>> type) {
        return other.exceptionallyCompose(failure -> OpenFailedException.in(failure)
                        .filter(failed -> failed.reason() == Reason.NOT_FOUND)
                        .isPresent()
                ? load(id, type, true)
                : CompletableFuture.failedFuture(failure));
    }

    private Document<?, ?> read(String id, Optional<OperationType<?, ?>> type, boolean create)
            throws OpenFailedException {
        Optional<StoredDocument> found = environment.storage().find(id);
        if (found.isEmpty() && !create) {
            throw new OpenFailedException(Reason.NOT_FOUND, "there is no such document, doc=" + id);
        }
        StoredDocument stored = found.orElseGet(
                () -> environment.storage().create(id, type.orElseThrow().name()));
        OperationType<?, ?> storedType = types.find(stored.docType())
                .orElseThrow(() -> new OpenFailedException(
                        Reason.UNKNOWN_TYPE, "the document's type is not served, docType=" + stored.docType()));
        return load(stored, storedType);
    }

    private <S, O> Document<S, O> load(StoredDocument stored, OperationType<S, O> type) {
        return new Document<>(stored, type, environment, Loaded.from(environment.storage(), stored, type));
    }

    private void scheduleRounds() {
        environment.scheduler().after(environment.policy().evictAfter().dividedBy(2), () -> {
            if (!closing) {
                putAwayUnused();
                scheduleRounds();
            }
        });
    }

    private void putAwayUnused() {
        open.forEach((id, future) -> {
            if (future.isDone() && !future.isCompletedExceptionally()) {
                future.join().putAwayIfUnused(putAway -> {
                    if (putAway) {
                        open.remove(id, future);
                    }
                });
            }
        });
    }

    /**
     * Opens nothing any more, and completes when everything that was accepted is stored, with snapshots.
     */
    public CompletableFuture<Void> close() {
        closing = true;
        List<CompletableFuture<Void>> settled = open.values().stream()
                .filter(future -> future.isDone() && !future.isCompletedExceptionally())
                .map(future -> future.join().settle())
                .toList();
        return CompletableFuture.allOf(settled.toArray(CompletableFuture[]::new));
    }
}
