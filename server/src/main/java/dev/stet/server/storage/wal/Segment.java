package dev.stet.server.storage.wal;

import java.io.IOException;

/** A segment that records are being appended to. Confined to its owner's lock. */
final class Segment {

    private final SegmentHeader header;
    private final int salt;
    private final LogFile file;
    private final int bytes;
    private int end = SegmentHeader.BYTES; // where the next record begins

    private Segment(SegmentHeader header, LogFile file, int bytes) {
        this.header = header;
        this.salt = header.salt();
        this.file = file;
        this.bytes = bytes;
    }

    /** Makes the file of a segment, on disk and without records. */
    static Segment create(LogFiles files, SegmentHeader header, int bytes) throws IOException {
        return new Segment(header, files.create(header.number(), header.encode(), bytes), bytes);
    }

    long number() {
        return header.number();
    }

    /** Returns whether a record fits. The first one always does: what is too long makes the file longer. */
    boolean hasRoomFor(byte[] payload) {
        return end == SegmentHeader.BYTES || RecordFormat.recordBytes(payload.length) <= bytes - end;
    }

    /** Appends a record. It is on disk when this returns. */
    void append(long sequence, long released, byte[] payload) throws IOException {
        byte[] record = RecordFormat.encode(salt, sequence, released, payload);
        file.write(record, end);
        file.force();
        end += record.length;
    }

    void close() throws IOException {
        file.close();
    }
}
