package dev.stet.server.storage.wal;

import dev.stet.server.storage.wal.RecordFormat.Damaged;
import dev.stet.server.storage.wal.RecordFormat.Found;
import dev.stet.server.storage.wal.RecordFormat.Whole;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a log has. A record is appended when the one before is forced, so only the last can be torn; that was
 * promised to nobody and is left out. Anything else that is not as it was written is damage, and ends the reading with an
 * exception: a torn record with another one behind it, a number left out, a segment missing between two or without
 * records before one that has some. What the last record says is released is not handed over.
 *
 * <p>Confined to its owner's thread.
 */
final class Recovery {

    private final String storeId;
    private final List<ByteBuffer> payloads = new ArrayList<>();
    private long lastSequence; // 0 as long as there is no record
    private long released; // as the last record says

    private Recovery(String storeId) {
        this.storeId = storeId;
    }

    static Recovery read(LogFiles files, List<Long> numbers, String storeId) throws IOException {
        Recovery recovery = new Recovery(storeId);
        boolean ended = false;
        for (int i = 0; i < numbers.size(); i++) {
            long number = numbers.get(i);
            if (i > 0 && number != numbers.get(i - 1) + 1) {
                throw new DamagedLogException("Segments of the write-ahead log are missing, after=" + numbers.get(i - 1)
                        + ", before=" + number);
            }
            int before = recovery.payloads.size();
            recovery.readSegment(number, files.read(number));
            boolean empty = recovery.payloads.size() == before;
            if (ended && !empty) {
                throw new DamagedLogException(
                        "A segment of the write-ahead log has lost its records, segment=" + (number - 1));
            }
            ended = empty;
        }
        return recovery;
    }

    /** Returns what was appended and not released, in order; each to be read once. */
    List<ByteBuffer> payloads() {
        long first = lastSequence - payloads.size() + 1;
        return payloads.subList(Math.clamp(released - first + 1, 0, payloads.size()), payloads.size());
    }

    /** Returns the number of the last record, 0 if there is none. */
    long lastSequence() {
        return lastSequence;
    }

    private void readSegment(long number, byte[] segment) throws DamagedLogException {
        int salt = SegmentHeader.decode(segment, number, storeId).salt();
        int place = SegmentHeader.BYTES;
        Found found = RecordFormat.at(segment, salt, place);
        while (found instanceof Whole record) {
            take(number, segment, record);
            place = record.end();
            found = RecordFormat.at(segment, salt, place);
        }
        if (found instanceof Damaged) {
            throw damaged(number, place);
        }
        requireNoRecordAfter(number, segment, salt, place);
    }

    private void take(long number, byte[] segment, Whole record) throws DamagedLogException {
        if (lastSequence > 0 && record.sequence() != lastSequence + 1) {
            throw new DamagedLogException("Records of the write-ahead log are missing, segment=" + number + ", record="
                    + record.sequence() + ", expected=" + (lastSequence + 1));
        }
        payloads.add(ByteBuffer.wrap(segment, record.from(), record.to() - record.from()));
        lastSequence = record.sequence();
        released = record.released();
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
