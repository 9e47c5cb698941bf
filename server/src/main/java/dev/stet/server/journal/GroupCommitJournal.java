package dev.stet.server.journal;

import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.Storage.Append;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits in a thread of its own. It takes what waits, appends it in one transaction, tells the outcomes, and takes what
 * gathered meanwhile.
 *
 * <pre>
 * append ──▶ waiting ──▶ batch ──▶ Storage.append ──▶ listeners
 *        │   (grows while a batch is being forced to disk)    ▲
 *        └──▶ a batch of one ──▶ Storage.appendAtOnce ────────┘
 *             (if none is under way, or was just now)
 * </pre>
 *
 * Waking a thread costs as much as an append for which nothing has to be waited for. So whoever comes when it is quiet asks the
 * storage for that first, and nobody is woken if it can. When it is not, many are at work, and a batch of several is cheaper. There is one
 * batch at a time either way, and outcomes are told in the order of the batches.
 *
 * <p>Threads: thread-safe. Outcomes are told on the journal's thread, except of what was appended at once, and of appends after the
 * close, which fail: those in the caller's.
 */
public final class GroupCommitJournal implements Journal {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitJournal.class);

    /** Whoever comes sooner than this after the last batch is one of many at work, and waits for company. */
    static final long REST_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final Storage storage;
    private final BatchLimits limits;
    private final Telemetry telemetry;
    private final LongSupplier nanos;
    private final Thread thread;

    private final Object lock = new Object();
    // All below is guarded by lock.
    private final Deque<Request> waiting = new ArrayDeque<>();
    private Optional<Thread> committer = Optional.empty(); // of the batch under way, outcomes included
    private long begunNanos; // when that was begun
    private long overNanos; // when the last one was over
    private boolean closed;

    private GroupCommitJournal(Storage storage, BatchLimits limits, Telemetry telemetry, LongSupplier nanos) {
        this.storage = storage;
        this.limits = limits;
        this.telemetry = telemetry;
        this.nanos = nanos;
        this.overNanos = nanos.getAsLong() - REST_NANOS;
        this.thread = Thread.ofPlatform().name("stet-journal").unstarted(this::commitUntilClosed);
    }

    /** Starts a journal. The storage stays the caller's, who closes it after the journal. */
    public static GroupCommitJournal start(Storage storage, BatchLimits limits) {
        return start(storage, limits, Telemetry.NONE);
    }

    /** As {@link #start(Storage, BatchLimits)}; the telemetry is told of each batch. */
    public static GroupCommitJournal start(Storage storage, BatchLimits limits, Telemetry telemetry) {
        return start(storage, limits, telemetry, System::nanoTime);
    }

    /** As {@link #start(Storage, BatchLimits, Telemetry)}, with a clock that nobody sets. */
    static GroupCommitJournal start(Storage storage, BatchLimits limits, Telemetry telemetry, LongSupplier nanos) {
        GroupCommitJournal journal = new GroupCommitJournal(storage, limits, telemetry, nanos);
        journal.thread.start();
        return journal;
    }

    @Override
    public void append(StoredDocument document, List<LogEntry> entries, Listener listener) {
        Request request = Request.of(document, entries, listener);
        boolean atOnce;
        synchronized (lock) {
            boolean isFirst = waiting.isEmpty() && committer.isEmpty();
            atOnce = !closed && isFirst && nanos.getAsLong() - overNanos >= REST_NANOS;
            if (atOnce) {
                begin();
            } else if (!closed) {
                waiting.add(request);
                if (isFirst) {
                    lock.notifyAll();
                }
                return;
            }
        }
        if (atOnce) {
            commitAtOnce(request);
        } else {
            StorageException cause = new StorageException("The journal is closed, document=" + document.id());
            tell(request, told -> told.failed(cause));
        }
    }

    /** Commits a request here if that takes no waiting; if it does, leaves it to the thread, before any that came meanwhile. */
    private void commitAtOnce(Request request) {
        boolean done = true;
        try {
            done = commit(
                    List.of(request),
                    appends -> storage.appendAtOnce(appends) ? Optional.of(Set.of()) : Optional.empty());
        } finally {
            synchronized (lock) {
                if (!done) {
                    waiting.addFirst(request);
                }
                end();
                if (closed || !waiting.isEmpty()) {
                    lock.notifyAll();
                }
            }
        }
    }

    /** Returns the number of appends that wait for the batch under way. */
    public int waiting() {
        synchronized (lock) {
            return waiting.size();
        }
    }

    /** Returns for how long the batch under way has been so; zero if there is none. */
    public Duration busyFor() {
        synchronized (lock) {
            return committer.isPresent() ? Duration.ofNanos(nanos.getAsLong() - begunNanos) : Duration.ZERO;
        }
    }

    /** Returns whether the thread that commits has ended, so that nothing is ever stored again. */
    public boolean hasEnded() {
        return !thread.isAlive();
    }

    /** Waits until all is committed, which takes as long as the storage takes, unless called by a listener. */
    @Override
    public void close() {
        boolean byListener;
        synchronized (lock) {
            closed = true;
            byListener = committer.filter(Thread.currentThread()::equals).isPresent();
            lock.notifyAll();
        }
        if (!byListener) {
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
            commit(batch, appends -> Optional.of(storage.append(appends)));
        }
    }

    /**
     * Waits for requests and takes as many as one batch may have; none when the journal is closed and all are done. The batch before is
     * over.
     */
    private List<Request> nextBatch() {
        synchronized (lock) {
            if (committer.filter(thread::equals).isPresent()) {
                end();
            }
            while (committer.isPresent() || (waiting.isEmpty() && !closed)) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    LOG.warn("The journal's thread was interrupted, which it must not be; it goes on", e);
                }
            }
            List<Request> batch = limits.takeBatch(waiting);
            if (!batch.isEmpty()) {
                begin();
            }
            return batch;
        }
    }

    private void begin() {
        committer = Optional.of(Thread.currentThread());
        begunNanos = nanos.getAsLong();
    }

    private void end() {
        committer = Optional.empty();
        overNanos = nanos.getAsLong();
    }

    /** Appends a batch and tells the outcomes. Returns whether that was done: not if there is nothing to tell. */
    private boolean commit(List<Request> batch, Function<List<Append>, Optional<Set<StoredDocument>>> append) {
        long fromNanos = telemetry.now();
        Optional<Set<StoredDocument>> conflicted;
        try {
            conflicted = append.apply(batch.stream().map(Request::append).toList());
        } catch (StorageException e) {
            telemetry.commits().failed(telemetry.now() - fromNanos);
            fail(batch, e);
            return true;
        } catch (RuntimeException | Error e) {
            telemetry.commits().failed(telemetry.now() - fromNanos);
            LOG.error("The storage failed in a way it must not, documents={}", batch.size(), e);
            fail(batch, new StorageException("Could not append entries, documents=" + batch.size(), e));
            return true;
        }
        conflicted.ifPresent(documents -> {
            told(batch, documents.size(), telemetry.now() - fromNanos);
            for (Request request : batch) {
                tell(request, documents.contains(request.document()) ? Listener::conflicted : Listener::committed);
            }
        });
        return conflicted.isPresent();
    }

    private void told(List<Request> batch, int conflicts, long tookNanos) {
        long operations = 0;
        long bytes = 0;
        for (Request request : batch) {
            operations += request.append().entries().size();
            bytes += request.bytes();
        }
        telemetry.commits().committed(batch.size(), operations, bytes, conflicts, tookNanos);
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
