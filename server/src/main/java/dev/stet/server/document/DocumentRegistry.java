package dev.stet.server.document;

import dev.stet.ot.OperationType;
import dev.stet.server.document.OpenFailedException.Reason;
import dev.stet.server.storage.StorageException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.stream.Stream;
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

    /** When all are stored, since the server stops. */
    private static final int SNAPSHOTS_AT_ONCE = 4;

    private final Environment environment;
    private final DocumentTypes types;
    private final DocumentLoader loader;
    private final HeadPoll poll;
    private final Map<String, CompletableFuture<Document<?, ?>>> open = new ConcurrentHashMap<>();
    private final int maxDocuments;
    private volatile boolean closing;

    /** Makes a registry of as many documents as there may be, and starts looking for unused ones. */
    public DocumentRegistry(Environment environment, DocumentTypes types) {
        this(environment, types, 0);
    }

    /**
     * Makes a registry, and starts looking for unused documents.
     *
     * @param maxDocuments documents in memory; 0 for no limit
     */
    public DocumentRegistry(Environment environment, DocumentTypes types, int maxDocuments) {
        this.environment = environment;
        this.maxDocuments = maxDocuments;
        this.types = types;
        this.loader = new DocumentLoader(environment, types);
        scheduleRounds();
        this.poll = new HeadPoll(environment, this::inUse, this::showOut);
        poll.start();
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
        if (maxDocuments > 0 && open.size() >= maxDocuments && !open.containsKey(id)) {
            return CompletableFuture.failedFuture(new OpenFailedException(
                    Reason.TOO_MANY, "too many documents are open now, maxDocuments=" + maxDocuments));
        }
        CompletableFuture<Document<?, ?>> mine = new CompletableFuture<>();
        CompletableFuture<Document<?, ?>> other = open.putIfAbsent(id, mine);
        if (other != null) {
            return create ? orCreate(other, id, type) : other;
        }
        environment.storageExecutor().execute(() -> {
            try {
                mine.complete(loader.load(id, type, create));
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

    /**
     * Deletes a document: it cannot be opened any more, and whoever has it open is shown out. Its log stays. Does nothing
     * to one that is deleted already.
     *
     * @return completes when that is durable, or with an {@link OpenFailedException}
     */
    public CompletableFuture<Void> delete(String id) {
        return inStorage(id, () -> {
            loader.delete(id);
            CompletableFuture<Document<?, ?>> opened = open.get(id);
            if (opened != null) {
                opened.thenAccept(this::showOut).exceptionally(neverOpened -> null);
            }
        });
    }

    /**
     * Takes a deletion back. Does nothing to a document that is not deleted.
     *
     * @return completes when that is durable, or with an {@link OpenFailedException}
     */
    public CompletableFuture<Void> undelete(String id) {
        return inStorage(id, () -> loader.undelete(id));
    }

    /** What blocks, and fails as opening does. */
    private interface StorageWork {
        void run() throws OpenFailedException;
    }

    private CompletableFuture<Void> inStorage(String id, StorageWork work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        environment.storageExecutor().execute(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (OpenFailedException e) {
                done.completeExceptionally(e);
            } catch (RuntimeException e) {
                LOG.warn("a document cannot be marked, doc={}", id, e);
                done.completeExceptionally(new OpenFailedException("the document cannot be marked now", e));
            }
        });
        return done;
    }

    /** A document is deleted, here or on another node. */
    private void showOut(Document<?, ?> document) {
        CompletableFuture<Document<?, ?>> opened = open.get(document.id());
        document.deleted();
        if (opened != null && opened.getNow(null) == document) {
            open.remove(document.id(), opened);
        }
    }

    /** Returns the names of the documents that somebody has open. */
    public List<String> namesInUse() {
        return inUse().stream().map(Document::id).toList();
    }

    private Collection<Document<?, ?>> inUse() {
        return opened().filter(document -> !document.published().participants().isEmpty())
                .toList();
    }

    /** Tells when every document that is open now has got round to it: whether all of them make progress. */
    public void whenResponsive(Runnable responsive) {
        List<CompletableFuture<Void>> all = opened().map(document -> {
                    CompletableFuture<Void> one = new CompletableFuture<>();
                    document.whenResponsive(() -> one.complete(null));
                    return one;
                })
                .filter(one -> !one.isDone())
                .toList();
        var unused =
                CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenRun(responsive);
    }

    private Stream<Document<?, ?>> opened() {
        return open.values().stream()
                .filter(future -> future.isDone() && !future.isCompletedExceptionally())
                .map(CompletableFuture::join);
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

    /** Opens nothing any more, and completes when everything that was accepted is stored. */
    public CompletableFuture<Void> close() {
        closing = true;
        poll.stop();
        List<CompletableFuture<Void>> settled = opened().map(Document::settle).toList();
        return CompletableFuture.allOf(settled.toArray(CompletableFuture[]::new));
    }

    /**
     * Stores a snapshot of every document of which much was written since the last one, so that it opens quickly; a few
     * documents at a time.
     *
     * @return to be cancelled if the documents that are left may do without
     */
    public CompletableFuture<Void> storeSnapshots() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Queue<Document<?, ?>> left = new ConcurrentLinkedQueue<>(opened().toList());
        CompletableFuture<?>[] lanes = Stream.generate(() -> storeSnapshots(left, done))
                .limit(SNAPSHOTS_AT_ONCE)
                .toArray(CompletableFuture[]::new);
        var unused = CompletableFuture.allOf(lanes).thenRun(() -> done.complete(null));
        return done;
    }

    private CompletableFuture<Void> storeSnapshots(Queue<Document<?, ?>> left, Future<?> wanted) {
        Document<?, ?> next = wanted.isDone() ? null : left.poll();
        return next == null
                ? CompletableFuture.completedFuture(null)
                : next.storeSnapshot()
                        .thenComposeAsync(stored -> storeSnapshots(left, wanted), environment.storageExecutor());
    }
}
