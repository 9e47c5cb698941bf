package dev.stet.server.storage.wal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records on disk, in segments of a fixed length that are made ahead of time: an append writes over zeros, so that
 * forcing it moves one block of content and none of the file system's own.
 *
 * <p><b>Failing.</b> If no segment can be made, on a full disk for example, the append failed and the next one tries
 * again. If a write or a force failed nobody knows what is on disk: the log takes no more until it is opened again.
 *
 * <p>Threads: thread-safe. Appends take turns; {@link #prepare} and {@link #release} do not hold them up.
 */
public final class WriteAheadLog implements AutoCloseable {

    /** Length of a segment, unless a test wants another. A record that is longer makes its segment longer. */
    public static final int SEGMENT_BYTES = 4 << 20;

    /** Takes over what was found in a log. */
    @FunctionalInterface
    public interface Replay {
        /**
         * Is given all records in order, each to be read once; they are read from disk one segment at a time, as they are
         * iterated over. When it returns they are where they belong, on disk, and are deleted here.
         */
        void accept(Iterable<ByteBuffer> payloads) throws IOException;
    }

    private final LogFiles files;
    private final String storeId;
    private final int segmentBytes;

    private Optional<Segment> current = Optional.empty(); // guarded by this, as are the next two
    private long lastSequence;
    private boolean failed;

    /** Segments that nothing is appended to any more, the oldest first. Whoever appends must not wait for one that is deleted. */
    private final Queue<Full> full = new ConcurrentLinkedQueue<>();

    /** Number of the last record that need not be handed over again. */
    private final AtomicLong released;

    private final Object making = new Object();
    private Optional<Segment> spare = Optional.empty(); // guarded by making, as is the next
    private long nextNumber;

    private record Full(long number, long lastSequence) {}

    private WriteAheadLog(LogFiles files, String storeId, int segmentBytes, long nextNumber, long lastSequence) {
        this.files = files;
        this.storeId = storeId;
        this.segmentBytes = segmentBytes;
        this.nextNumber = nextNumber;
        this.lastSequence = lastSequence;
        this.released = new AtomicLong(lastSequence);
    }

    /**
     * Opens a log and hands over what is in it.
     *
     * @param storeId name of the store; a log of another store is refused
     * @param segmentBytes length of a segment, in bytes, at least 1,024: {@link #SEGMENT_BYTES}, except in tests
     * @throws DamagedLogException if something that was appended cannot be read; nothing was handed over or changed
     * @throws IOException if it cannot be read or written, or the replay failed; what was in it still is
     */
    public static WriteAheadLog open(LogFiles files, String storeId, int segmentBytes, Replay replay)
            throws IOException {
        List<Long> numbers = files.open();
        Recovery recovery = Recovery.read(files, numbers, storeId);
        handOver(recovery, replay);
        for (long number : numbers) {
            files.delete(number);
        }
        WriteAheadLog log = new WriteAheadLog(
                files, storeId, segmentBytes, numbers.isEmpty() ? 1 : numbers.getLast() + 1, recovery.lastSequence());
        log.prepare();
        return log;
    }

    private static void handOver(Recovery recovery, Replay replay) throws IOException {
        try {
            replay.accept(recovery.payloads());
        } catch (UncheckedIOException e) {
            throw new IOException("The write-ahead log cannot be read", e);
        }
    }

    /**
     * Appends a record. It is on disk when this returns.
     *
     * @return its number, one more than that of the record before
     * @throws IOException if it failed
     */
    public synchronized long append(byte[] payload) throws IOException {
        if (failed) {
            throw new IOException("The write-ahead log could not be written before, and must be opened again");
        }
        Segment segment = segmentFor(payload);
        failed = true; // until it is known to be on disk
        segment.append(lastSequence + 1, released.get(), payload);
        failed = false;
        return ++lastSequence;
    }

    /** Returns whether a record can be appended without a segment being made or closed. */
    public synchronized boolean hasRoomFor(byte[] payload) {
        return !failed && current.filter(segment -> segment.hasRoomFor(payload)).isPresent();
    }

    /** Returns whether a write or a force has failed, so that nothing can be appended until the log is opened again. */
    public synchronized boolean hasFailed() {
        return failed;
    }

    private Segment segmentFor(byte[] payload) throws IOException {
        if (current.isPresent() && current.get().hasRoomFor(payload)) {
            return current.get();
        }
        Segment next;
        synchronized (making) {
            prepare();
            next = spare.orElseThrow();
            spare = Optional.empty();
        }
        failed = true; // until it has its first record
        turnOver();
        current = Optional.of(next);
        return next;
    }

    /** Makes a segment ahead of time, unless there is one. Who appends would have to wait for it otherwise. */
    public void prepare() throws IOException {
        synchronized (making) {
            if (spare.isEmpty()) {
                spare = Optional.of(Segment.create(files, new SegmentHeader(nextNumber, storeId), segmentBytes));
                nextNumber++;
            }
        }
    }

    /**
     * Deletes segments that have no record after this one. Records up to it need not be handed over again, and are not if
     * another record is appended after this.
     */
    public void release(long sequence) throws IOException {
        released.accumulateAndGet(sequence, Math::max);
        for (Full oldest = full.peek(); oldest != null && oldest.lastSequence() <= sequence; oldest = full.peek()) {
            files.delete(oldest.number()); // which somebody else may do as well at the same time
            full.remove(oldest);
        }
    }

    /** Deletes all segments that have records. None of them will be handed over again. */
    public synchronized void releaseAll() throws IOException {
        turnOver();
        release(lastSequence);
    }

    private void turnOver() throws IOException {
        if (current.isPresent()) {
            Segment ended = current.get();
            current = Optional.empty();
            full.add(new Full(ended.number(), lastSequence));
            ended.close();
        }
    }

    /** Closes the files. The segments that have records and are not released are handed over when it is opened again. */
    @Override
    public synchronized void close() throws IOException {
        failed = true;
        turnOver();
        synchronized (making) {
            if (spare.isPresent()) {
                Segment unused = spare.get();
                spare = Optional.empty();
                unused.close();
                files.delete(unused.number());
            }
        }
    }
}
