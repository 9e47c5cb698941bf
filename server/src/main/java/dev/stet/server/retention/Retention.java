package dev.stet.server.retention;

import dev.stet.server.document.DocumentTypes;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.time.Duration;
import java.time.InstantSource;
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
public final class Retention implements AutoCloseable, RetentionRound.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

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
        try {
            new RetentionRound(storage, types, policy, this).run(clock.millis(), this::isClosed);
        } catch (StorageException e) {
            LOG.warn("old entries cannot be squashed now", e);
        }
    }

    @Override
    public void squashed(StoredDocument document, long entries) {
        if (entries > 0) {
            LOG.info("old entries squashed, doc={} entries={}", document.id(), entries);
        }
    }

    @Override
    public void failed(StoredDocument document, RuntimeException why) {
        LOG.warn("old entries of a document could not be squashed, doc={}", document.id(), why);
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
