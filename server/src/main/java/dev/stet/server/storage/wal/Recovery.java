package dev.stet.server.storage.wal;

import dev.stet.server.storage.wal.RecordFormat.Damaged;
import dev.stet.server.storage.wal.RecordFormat.Found;
import dev.stet.server.storage.wal.RecordFormat.Whole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads what a log has. A record is appended when the one before is forced, so only the last can be torn; that was
 * promised to nobody and is left out. Anything else that is not as it was written is damage, and ends the reading with an
 * exception: a torn record with another one behind it, a number left out, a segment missing between two or without
 * records before one that has some. What the last record says is released is not handed over.
 *
 * <p>All segments are checked before the first record is handed over, and are read again for that, so that never more than one
 * of them is in memory.
 *
 * <p>Confined to its owner's thread.
 */
final class Recovery {

    private final LogFiles files;
    private final String storeId;
    private final List<Filled> segments = new ArrayList<>();
    private long lastSequence; // 0 as long as there is no record
    private long released; // as the last record says

    /** A segment that has records. */
    private record Filled(long number, long lastSequence) {}

    private Recovery(LogFiles files, String storeId) {
        this.files = files;
        this.storeId = storeId;
    }

    static Recovery read(LogFiles files, List<Long> numbers, String storeId) throws IOException {
        Recovery recovery = new Recovery(files, storeId);
        boolean ended = false;
        for (int i = 0; i < numbers.size(); i++) {
            long number = numbers.get(i);
            if (i > 0 && number != numbers.get(i - 1) + 1) {
                throw new DamagedLogException("Segments of the write-ahead log are missing, after=" + numbers.get(i - 1)
                        + ", before=" + number);
            }
            boolean empty = !recovery.check(number);
            if (ended && !empty) {
                throw new DamagedLogException(
                        "A segment of the write-ahead log has lost its records, segment=" + (number - 1));
            }
            ended = empty;
        }
        return recovery;
    }

    /**
     * Returns what was appended and not released, in order; each to be read once. It is read while it is iterated over, which
     * throws {@link UncheckedIOException} if that fails.
     */
    Iterable<ByteBuffer> payloads() {
        return () -> segments.stream()
                .filter(segment -> segment.lastSequence() > released)
                .flatMap(segment -> unreleased(segment.number()))
                .iterator();
    }

    /** Returns the number of the last record, 0 if there is none. */
    long lastSequence() {
        return lastSequence;
    }

    private Stream<ByteBuffer> unreleased(long number) {
        try {
            byte[] segment = files.read(number);
            return records(number, segment).stream()
                    .filter(record -> record.sequence() > released)
                    .map(record -> ByteBuffer.wrap(segment, record.from(), record.to() - record.from()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes in what a segment has, and returns whether that is anything. */
    private boolean check(long number) throws IOException {
        List<Whole> records = records(number, files.read(number));
        for (Whole record : records) {
            if (lastSequence > 0 && record.sequence() != lastSequence + 1) {
                throw new DamagedLogException("Records of the write-ahead log are missing, segment=" + number
                        + ", record=" + record.sequence() + ", expected=" + (lastSequence + 1));
            }
            lastSequence = record.sequence();
            released = record.released();
        }
        if (!records.isEmpty()) {
            segments.add(new Filled(number, lastSequence));
        }
        return !records.isEmpty();
    }

    /** Returns where the records of a segment are, after which there must be none. */
    private List<Whole> records(long number, byte[] segment) throws DamagedLogException {
        List<Whole> records = new ArrayList<>();
        int salt = SegmentHeader.decode(segment, number, storeId).salt();
        int place = SegmentHeader.BYTES;
        Found found = RecordFormat.at(segment, salt, place);
        while (found instanceof Whole record) {
            records.add(record);
            place = record.end();
            found = RecordFormat.at(segment, salt, place);
        }
        if (found instanceof Damaged) {
            throw damaged(number, place);
        }
        requireNoRecordAfter(number, segment, salt, place);
        return records;
    }

    private static void requireNoRecordAfter(long number, byte[] segment, int salt, int end)
            throws DamagedLogException {
        int last = segment.length - RecordFormat.HEADER_BYTES;
        for (int place = RecordFormat.nextPlace(end + 1); place <= last; place = RecordFormat.nextPlace(place + 1)) {
            if (RecordFormat.hasHeader(segment, salt, place)) {
                throw damaged(number, end);
            }
        }
    }

    private static DamagedLogException damaged(long number, int place) {
        return new DamagedLogException(
                "A record of the write-ahead log is damaged, segment=" + number + ", position=" + place);
    }
}
