package dev.stet.server.journal;

import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits in a thread of its own. It takes what waits, appends it in one transaction, tells the outcomes, and takes what
 * gathered meanwhile.
 *
 * <pre>
 * append ──▶ waiting ──▶ batch ──▶ Storage.append ──▶ listeners
 *            (grows while a batch is being forced to disk)
 * </pre>
 *
 * <p>Threads: thread-safe. Outcomes are told on the journal's thread, except of appends after the close, which fail in
 * the caller's.
 */
public final class GroupCommitJournal implements Journal {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitJournal.class);

    private final Storage storage;
    private final BatchLimits limits;
    private final Telemetry telemetry;
    private final Thread thread;

    private final Object lock = new Object();
    private final Queue<Request> waiting = new ArrayDeque<>(); // guarded by lock
    private boolean closed; // guarded by lock
    /** When the batch under way was begun. */
    private volatile long begunNanos;
    /** Whether a batch is under way, outcomes included. */
    private volatile boolean committing;

    private GroupCommitJournal(Storage storage, BatchLimits limits, Telemetry telemetry) {
        this.storage = storage;
        this.limits = limits;
        this.telemetry = telemetry;
        this.thread = Thread.ofPlatform().name("stet-journal").unstarted(this::commitUntilClosed);
    }

    /** Starts a journal. The storage stays the caller's, who closes it after the journal. */
    public static GroupCommitJournal start(Storage storage, BatchLimits limits) {
        return start(storage, limits, Telemetry.NONE);
    }

    /** As {@link #start(Storage, BatchLimits)}; the telemetry is told of each batch. */
    public static GroupCommitJournal start(Storage storage, BatchLimits limits, Telemetry telemetry) {
        GroupCommitJournal journal = new GroupCommitJournal(storage, limits, telemetry);
        journal.thread.start();
        return journal;
    }

    @Override
    public void append(StoredDocument document, List<LogEntry> entries, Listener listener) {
        Request request = Request.of(document, entries, listener);
        synchronized (lock) {
            if (!closed) {
                waiting.add(request);
                lock.notifyAll();
                return;
            }
        }
        tell(request, told -> told.failed(new StorageException("The journal is closed, document=" + document.id())));
    }

    /** Returns the number of appends that wait for the batch under way. */
    public int waiting() {
        synchronized (lock) {
            return waiting.size();
        }
    }

    /** Returns for how long the batch under way has been so; zero if there is none. */
    public Duration busyFor() {
        long begun = begunNanos;
        return committing ? Duration.ofNanos(Math.max(0, telemetry.now() - begun)) : Duration.ZERO;
    }

    /** Returns whether the thread that commits has ended, so that nothing is ever stored again. */
    public boolean hasEnded() {
        return !thread.isAlive();
    }

    /** Waits until all is committed, which takes as long as the storage takes, unless called by a listener. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        if (!thread.equals(Thread.currentThread())) {
            joinUninterruptibly();
        }
    }

    private void joinUninterruptibly() {
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

    private void commitUntilClosed() {
        for (List<Request> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
            begunNanos = telemetry.now();
            committing = true;
            commit(batch);
            committing = false;
        }
    }

    /** Waits for requests and takes as many as one batch may have; none when the journal is closed and all are done. */
    private List<Request> nextBatch() {
        synchronized (lock) {
            while (waiting.isEmpty() && !closed) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    LOG.warn("The journal's thread was interrupted, which it must not be; it goes on", e);
                }
            }
            return limits.takeBatch(waiting);
        }
    }

    private void commit(List<Request> batch) {
        Set<StoredDocument> conflicted;
        try {
            conflicted = storage.append(batch.stream().map(Request::append).toList());
        } catch (StorageException e) {
            telemetry.commits().failed(telemetry.now() - begunNanos);
            fail(batch, e);
            return;
        } catch (RuntimeException | Error e) {
            telemetry.commits().failed(telemetry.now() - begunNanos);
            LOG.error("The storage failed in a way it must not, documents={}", batch.size(), e);
            fail(batch, new StorageException("Could not append entries, documents=" + batch.size(), e));
            return;
        }
        told(batch, conflicted.size());
        for (Request request : batch) {
            tell(request, conflicted.contains(request.document()) ? Listener::conflicted : Listener::committed);
        }
    }

    private void told(List<Request> batch, int conflicts) {
        long operations = 0;
        long bytes = 0;
        for (Request request : batch) {
            operations += request.append().entries().size();
            bytes += request.bytes();
        }
        telemetry.commits().committed(batch.size(), operations, bytes, conflicts, telemetry.now() - begunNanos);
    }

    private static void fail(List<Request> batch, StorageException cause) {
        for (Request request : batch) {
            tell(request, listener -> listener.failed(cause));
        }
    }

    /** Tells one listener; its failure is its own and must not stop the others from being told. */
    private static void tell(Request request, Consumer<Listener> outcome) {
        try {
            outcome.accept(request.listener());
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "A listener failed when told the outcome, document={}",
                    request.document().id(),
                    e);
        }
    }
}
