package dev.stet.server.storage;

import dev.stet.server.storage.Storage.Append;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is in the write-ahead log and not yet in the database. Records gather until somebody wants to read one of their
 * documents, or there are many, or the oldest has waited for {@link #GATHER_NANOS}: the database is cheapest with much at
 * once.
 *
 * <pre>
 *               add                 take               applied
 * append ──▶ durable ──▶ backlog ──▶ database, forced ──▶ forgotten
 *                           ▲ awaitApplied(document): whoever reads
 * </pre>
 *
 * <p>One portion is under way at a time. It is taken {@linkplain Haste#POLITE politely} by one who gives way to everybody else, as
 * long as nobody waits for it, and {@linkplain Haste#URGENT urgently} by one who does not if somebody does or much has piled up: the
 * polite one may get next to nothing of a processor that others keep busy.
 *
 * <p>Threads: thread-safe. No wait is ended by an interrupt.
 */
final class Backlog {

    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    /** With so much in the backlog, in bytes, whoever appends waits. */
    static final long MAX_BYTES = 16L << 20;

    /** So much is applied at once, in bytes. */
    static final long TRANSACTION_BYTES = 1L << 20;

    /**
     * With so much, in bytes, nobody waits for more: some 1,000 keystrokes. A transaction is two forces of the database's file, which
     * those of the log meet on the same disk; but what waits longer lives on through more collections, and a transaction is
     * what somebody in haste may have to wait for.
     */
    static final long GATHER_BYTES = 256L << 10;

    /** With so much, in bytes, it is urgent whether somebody waits for it or not. */
    static final long URGENT_BYTES = MAX_BYTES / 4;

    /** As long as nobody wants to read it, and there is little, a record waits so long for others. */
    static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition politeWork = lock.newCondition(); // whoever takes portions waits for one of these
    private final Condition urgentWork = lock.newCondition();
    private final Condition progress = lock.newCondition(); // everybody else waits for this

    // All below is guarded by lock.
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Map<Long, Long> lastSequences =
            new HashMap<>(); // by the key of each document that is not all applied
    private final Set<Long> unknown = new HashSet<>(); // keys of documents of an append that failed
    private long bytes; // of what is added and not applied
    private long added; // number of the last record that was added
    private long applied; // number of the last record that is applied
    private long awaited; // number of the last record that somebody waits for
    private long wanted; // the same, of those who are in a hurry
    private boolean underWay; // whether a portion is taken and not yet applied
    private boolean closed;
    private Optional<StorageException> failure = Optional.empty();

    private record Waiting(long sequence, List<Append> batch, long addedNanos) {}

    /** Which portions somebody takes. */
    enum Haste {
        POLITE,
        URGENT
    }

    /**
     * What is to be applied next, in one transaction. Immutable.
     *
     * @param lastSequence number of its last record
     * @param bytes about how much memory it takes
     */
    record Portion(List<Append> batch, long lastSequence, long bytes) {}

    /** Waits until there is room for an append. */
    void awaitRoom() {
        lock.lock();
        try {
            while (bytes >= MAX_BYTES && !closed && failure.isEmpty()) {
                progress.awaitUninterruptibly();
            }
            requireWorking();
        } finally {
            lock.unlock();
        }
    }

    /** Throws unless what is added will be applied. */
    void requireWorking() {
        lock.lock();
        try {
            if (closed) {
                throw new StorageException("The store is closed");
            }
            if (failure.isPresent()) {
                throw new StorageException("The store takes nothing more until it is opened again", failure.get());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Adds a batch that is on disk, as the record of this number. */
    void add(long sequence, List<Append> batch) {
        lock.lock();
        try {
            boolean first = waiting.isEmpty();
            waiting.add(new Waiting(sequence, batch, System.nanoTime()));
            added = sequence;
            for (Append append : batch) {
                lastSequences.put(append.document().key(), sequence);
                bytes += Appends.bytes(append);
            }
            // the applier gathers: to wake it for each record would cost more than the record
            if (first || bytes >= GATHER_BYTES) {
                signalWork();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Remembers that nobody knows whether a batch is on disk: its documents cannot be read until that is found out. */
    void addUnknown(List<Append> batch) {
        lock.lock();
        try {
            batch.forEach(append -> unknown.add(append.document().key()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all that has been added of a document is in the database.
     *
     * @param haste polite for one whom nobody waits for in turn
     */
    void awaitApplied(StoredDocument document, Haste haste) {
        lock.lock();
        try {
            if (unknown.contains(document.key())) {
                throw new StorageException(
                        "A document cannot be read until the store is opened again: an append to it failed, document="
                                + document.id());
            }
            long sequence = lastSequences.getOrDefault(document.key(), applied);
            while (applied < sequence && failure.isEmpty()) {
                want(sequence, haste);
                progress.awaitUninterruptibly();
            }
            if (applied < sequence) {
                throw new StorageException(
                        "A document cannot be read until the store is opened again: it was not applied, document="
                                + document.id(),
                        failure.orElseThrow());
            }
        } finally {
            lock.unlock();
        }
    }

    private void want(long sequence, Haste haste) {
        boolean isNews = awaited < sequence || (haste == Haste.URGENT && wanted < sequence);
        awaited = Math.max(awaited, sequence);
        if (haste == Haste.URGENT) {
            wanted = Math.max(wanted, sequence);
        }
        if (isNews) {
            signalWork();
        }
    }

    /** Waits until all that has been added is in the database, or that failed. For one who keeps others from adding more. */
    void awaitAllApplied() {
        lock.lock();
        try {
            while (!lastSequences.isEmpty() && failure.isEmpty()) {
                want(added, Haste.URGENT);
                progress.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a portion and takes it; nothing when the backlog is closed and all is taken, or the database failed. For one thread
     * for each haste.
     */
    Optional<Portion> take(Haste haste) {
        lock.lock();
        try {
            while (failure.isEmpty() && !(closed && waiting.isEmpty())) {
                long leftNanos = underWay || waiting.isEmpty() || haste != haste() ? Long.MAX_VALUE : leftToGather();
                if (leftNanos <= 0) {
                    return Optional.of(next(haste == Haste.URGENT ? TRANSACTION_BYTES : GATHER_BYTES));
                }
                try {
                    work(haste).awaitNanos(leftNanos);
                } catch (InterruptedException e) {
                    LOG.warn("An applier's thread was interrupted, which it must not be; it goes on", e);
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Returns who should take what is there. */
    private Haste haste() {
        return wanted > applied || bytes >= URGENT_BYTES || closed ? Haste.URGENT : Haste.POLITE;
    }

    private Condition work(Haste haste) {
        return haste == Haste.URGENT ? urgentWork : politeWork;
    }

    private void signalWork() {
        work(haste()).signal();
    }

    /** Returns for how much longer what is there should wait for company. */
    private long leftToGather() {
        return haste() == Haste.URGENT || awaited > applied || bytes >= GATHER_BYTES
                ? 0
                : waiting.element().addedNanos() + GATHER_NANOS - System.nanoTime();
    }

    private Portion next(long maxBytes) {
        MergedAppends merged = new MergedAppends();
        long sequence = applied;
        while (!waiting.isEmpty() && merged.bytes() < maxBytes) {
            Waiting next = waiting.remove();
            next.batch().forEach(merged::add);
            sequence = next.sequence();
        }
        underWay = true;
        return new Portion(merged.batch(), sequence, merged.bytes());
    }

    /** Says that a portion is in the database, on disk. */
    void applied(Portion portion) {
        lock.lock();
        try {
            underWay = false;
            applied = portion.lastSequence();
            bytes -= portion.bytes();
            for (Append append : portion.batch()) {
                lastSequences.computeIfPresent(
                        append.document().key(), (key, sequence) -> sequence <= applied ? null : sequence);
            }
            progress.signalAll();
            signalEverybodyWhoTakes();
        } finally {
            lock.unlock();
        }
    }

    private void signalEverybodyWhoTakes() {
        politeWork.signal();
        urgentWork.signal();
    }

    /** Says that the database failed: nothing more is taken, and whoever waits is told. */
    void fail(StorageException cause) {
        lock.lock();
        try {
            failure = Optional.of(cause);
            progress.signalAll();
            signalEverybodyWhoTakes();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether all that was added is in the database. */
    boolean isApplied() {
        lock.lock();
        try {
            return lastSequences.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more, and lets what is there be applied without gathering. */
    void close() {
        lock.lock();
        try {
            closed = true;
            progress.signalAll();
            signalEverybodyWhoTakes();
        } finally {
            lock.unlock();
        }
    }
}
