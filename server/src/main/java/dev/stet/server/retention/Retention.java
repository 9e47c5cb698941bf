package dev.stet.server.retention;

import dev.stet.ot.OperationType;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes over all documents, squashes what is old, and comes back after a pause. A document that cannot be squashed is logged
 * and left for the next round.
 *
 * <p>Threads: thread-safe. The work is done in a thread of its own, which is never interrupted.
 */
public final class Retention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int PAGE = 500;

    private final Storage storage;
    private final DocumentTypes types;
    private final RetentionPolicy policy;
    private final InstantSource clock;
    private final Duration pause;
    private final Thread thread;

    private final CountDownLatch closed = new CountDownLatch(1);

    private Retention(
            Storage storage, DocumentTypes types, RetentionPolicy policy, InstantSource clock, Duration pause) {
        this.storage = storage;
        this.types = types;
        this.policy = policy;
        this.clock = clock;
        this.pause = pause;
        this.thread = Thread.ofPlatform().daemon().name("stet-retention").unstarted(this::rounds);
    }

    /**
     * Starts with a first round at once.
     *
     * @param pause between two rounds
     */
    public static Retention start(
            Storage storage, DocumentTypes types, RetentionPolicy policy, InstantSource clock, Duration pause) {
        Retention retention = new Retention(storage, types, policy, clock, pause);
        retention.thread.start();
        return retention;
    }

    private void rounds() {
        while (!isClosed()) {
            round();
            rest();
        }
    }

    private void round() {
        String after = "";
        try {
            List<DocumentInfo> page;
            do {
                page = storage.list(after, PAGE);
                for (DocumentInfo info : page) {
                    if (isClosed()) {
                        return;
                    }
                    squash(info.document());
                    after = info.document().id();
                }
            } while (page.size() == PAGE);
        } catch (StorageException e) {
            LOG.warn("old entries cannot be squashed now", e);
        }
    }

    private void squash(StoredDocument document) {
        Optional<OperationType<?, ?>> type = types.find(document.docType());
        if (type.isEmpty()) {
            return; // of a newer server: nothing that this one understands
        }
        try {
            long squashed = new Squashing<>(storage, document, type.get(), policy).all(clock.millis(), this::isClosed);
            if (squashed > 0) {
                LOG.info("old entries squashed, doc={} entries={}", document.id(), squashed);
            }
        } catch (RuntimeException e) {
            LOG.warn("old entries of a document could not be squashed, doc={}", document.id(), e);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void rest() {
        try {
            var unused = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.warn("The thread of the retention was interrupted, which it must not be; it goes on", e);
        }
    }

    /** Ends after the stretch that is being squashed. Idempotent. */
    @Override
    public void close() {
        closed.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
