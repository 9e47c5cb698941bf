package dev.stet.server.maintenance;

import dev.stet.server.document.DocumentTypes;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.Storage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Checks every document of a store: that its log has no gap and no entry was changed since it was written, that every
 * operation can be read and applied, that times never go down, and that snapshots and versions agree with the log. Goes
 * on with the next document when one is damaged. Only reads.
 *
 * <p>Documents are checked in parallel, each by one thread that replays while another reads on.
 *
 * <p>Threads: thread-safe; a check blocks its caller until it is done.
 */
public final class LogVerifier {
    private static final int DOCUMENTS_AT_ONCE = 500;

    private final Storage storage;
    private final DocumentTypes types;
    private final int threads;

    /** @param threads how many documents to check at once, 1 or more */
    public LogVerifier(Storage storage, DocumentTypes types, int threads) {
        this.storage = storage;
        this.types = types;
        this.threads = threads;
    }

    /**
     * Checks the whole store.
     *
     * @throws dev.stet.server.storage.StorageException if it cannot be read; damage is no exception
     */
    public VerifyReport verify(MaintenanceProgress progress) {
        ProgressCount count = new ProgressCount(progress);
        Queue queue = new Queue(storage);
        List<DocumentReport> damaged = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads);
                ExecutorService readers = Executors.newFixedThreadPool(threads)) {
            List<CompletableFuture<List<DocumentReport>>> parts = IntStream.range(0, threads)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> work(queue, readers, count), workers))
                    .toList();
            for (CompletableFuture<List<DocumentReport>> part : parts) {
                damaged.addAll(part.join());
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        damaged.sort(Comparator.comparing(report -> report.document().id()));
        return new VerifyReport(count.documents(), count.entries(), damaged);
    }

    private List<DocumentReport> work(Queue queue, ExecutorService readers, ProgressCount count) {
        List<DocumentReport> damaged = new ArrayList<>();
        try {
            for (Optional<DocumentInfo> next = queue.next(); next.isPresent(); next = queue.next()) {
                DocumentReport report =
                        DocumentCheck.check(storage, types, next.get().document(), readers, count);
                if (!report.isSound()) {
                    damaged.add(report);
                }
                count.document();
            }
            return damaged;
        } finally {
            queue.end(); // which is its end anyway, unless this failed: then for the others too
        }
    }

    /** The documents that are still to be checked. Thread-safe. */
    private static final class Queue {
        private final Storage storage;
        private final Deque<DocumentInfo> page = new ArrayDeque<>(); // guarded by this
        private String last = ""; // guarded by this
        private boolean ended; // guarded by this

        Queue(Storage storage) {
            this.storage = storage;
        }

        synchronized void end() {
            ended = true;
        }

        synchronized Optional<DocumentInfo> next() {
            if (ended) {
                return Optional.empty();
            }
            if (page.isEmpty()) {
                page.addAll(storage.list(last, DOCUMENTS_AT_ONCE));
            }
            Optional<DocumentInfo> next = Optional.ofNullable(page.poll());
            next.ifPresent(info -> last = info.document().id());
            return next;
        }
    }
}
