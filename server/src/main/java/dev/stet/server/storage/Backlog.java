package dev.stet.server.storage;

import dev.stet.server.storage.Storage.Append;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * <p><b>Who holds the lock.</b> Every acknowledgement needs it for a moment, and the polite one may be kept from the processor at any
 * instruction for as long as others are busy, with the lock if it has it just then. So it does next to nothing with it: records
 * are gathered into heaps by whoever appends, a portion is a heap or some that are taken as they are and merged without the lock, and what
 * is known of a heap's documents is forgotten with the heap. What takes longer the more there is, is left to those who add and who read.
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
    private final Deque<Heap> waiting = new ArrayDeque<>(); // the oldest first; more is added to the last one
    private List<Heap> underWay = List.of(); // what is taken and not yet applied
    private final Set<Long> unknown = new HashSet<>(); // keys of documents of an append that failed
    private long bytes; // of what is added and not applied
    private long added; // number of the last record that was added
    private long applied; // number of the last record that is applied
    private long awaited; // number of the last record that somebody waits for
    private long wanted; // the same, of those who are in a hurry
    private boolean closed;
    private Optional<StorageException> failure = Optional.empty();

    /** Records that are applied together: as many as nobody waits for more with. Guarded by lock until it is taken, then read only. */
    private static final class Heap {
        private final long begunNanos = System.nanoTime();
        private final List<List<Append>> batches = new ArrayList<>();
        private final Map<Long, Long> sequences = new HashMap<>(); // of the last record of each document, by its key
        private long lastSequence;
        private long bytes;

        void add(long sequence, List<Append> batch, long batchBytes) {
            batches.add(batch);
            batch.forEach(append -> sequences.put(append.document().key(), sequence));
            lastSequence = sequence;
            bytes += batchBytes;
        }

        boolean isFull() {
            return bytes >= GATHER_BYTES;
        }
    }

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

    /** Returns whether there is room for an append, and what is added will be applied. */
    boolean hasRoom() {
        lock.lock();
        try {
            return bytes < MAX_BYTES && !closed && failure.isEmpty();
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
        long batchBytes = batch.stream().mapToLong(Appends::bytes).sum();
        lock.lock();
        try {
            boolean first = waiting.isEmpty();
            if (first || waiting.getLast().isFull()) {
                waiting.add(new Heap());
            }
            waiting.getLast().add(sequence, batch, batchBytes);
            added = sequence;
            bytes += batchBytes;
            // the applier gathers, and looks by itself when it is done: waking it each time would cost more than the
            // record
            if (underWay.isEmpty() && (first || bytes >= GATHER_BYTES)) {
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
            long sequence = lastSequence(document);
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

    /** Returns the number of the last record that has something of a document; one that is applied if there is none. */
    private long lastSequence(StoredDocument document) {
        long last = applied;
        for (Heap heap : underWay) {
            last = Math.max(last, heap.sequences.getOrDefault(document.key(), applied));
        }
        for (Heap heap : waiting) {
            last = Math.max(last, heap.sequences.getOrDefault(document.key(), applied));
        }
        return last;
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
            while (!nothingLeft() && failure.isEmpty()) {
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
        List<Heap> heaps = takeHeaps(haste);
        if (heaps.isEmpty()) {
            return Optional.empty();
        }
        MergedAppends merged = new MergedAppends();
        for (Heap heap : heaps) {
            heap.batches.forEach(batch -> batch.forEach(merged::add));
        }
        return Optional.of(new Portion(merged.batch(), heaps.getLast().lastSequence, merged.bytes()));
    }

    private List<Heap> takeHeaps(Haste haste) {
        lock.lock();
        try {
            while (failure.isEmpty() && !(closed && waiting.isEmpty())) {
                boolean mayTake = underWay.isEmpty() && !waiting.isEmpty() && haste == haste();
                long leftNanos = mayTake ? leftToGather() : Long.MAX_VALUE;
                if (leftNanos <= 0) {
                    underWay = next(haste == Haste.URGENT ? TRANSACTION_BYTES : GATHER_BYTES);
                    return underWay;
                }
                try {
                    work(haste).awaitNanos(leftNanos);
                } catch (InterruptedException e) {
                    LOG.warn("An applier's thread was interrupted, which it must not be; it goes on", e);
                }
            }
            return List.of();
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
                : waiting.element().begunNanos + GATHER_NANOS - System.nanoTime();
    }

    private List<Heap> next(long maxBytes) {
        List<Heap> heaps = new ArrayList<>();
        long heapBytes = 0;
        while (!waiting.isEmpty() && heapBytes < maxBytes) {
            Heap heap = waiting.remove();
            heaps.add(heap);
            heapBytes += heap.bytes;
        }
        return heaps;
    }

    /** Says that a portion is in the database, on disk. */
    void applied(Portion portion) {
        lock.lock();
        try {
            underWay = List.of();
            applied = portion.lastSequence();
            bytes -= portion.bytes();
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
            return nothingLeft();
        } finally {
            lock.unlock();
        }
    }

    private boolean nothingLeft() {
        return waiting.isEmpty() && underWay.isEmpty();
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
