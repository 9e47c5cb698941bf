package dev.stet.server.storage.wal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * How a record lies in a segment. Numbers are big-endian; a record begins at a multiple of 32 bytes.
 *
 * <pre>
 *  0        4          12         20           24          28      32        32+length         multiple of 32
 *  ├────────┼──────────┼──────────┼────────────┼───────────┼───────┼─────────┼─────────────────┤
 *  │ length │ sequence │ released │ payloadCrc │ headerCrc │ magic │ payload │ filler: 1 to 32 │
 * </pre>
 *
 * {@code released} is the number of the last record that needed not be handed over again when this one was written.
 * {@code payloadCrc} is the CRC-32C of the payload, {@code headerCrc} that of the segment's salt and of what is before it.
 * The magic number comes last in the header and the filler, all {@code 0xff}, last in the record: where they are still
 * zero, the record was not written to its end.
 *
 * <p>Disks write sectors of 512 bytes or more whole or not at all, and a segment is full of zeros before. So of a record
 * that was being written at a loss of power, whole sectors are zero. One of which every sector is there, but whose
 * checksum does not fit, is not torn but damaged.
 */
final class RecordFormat {

    static final int HEADER_BYTES = 32;
    private static final int HEADER_CRC_AT = 24;

    /** No part of this may be zero, and it differs from zero by more than one bit in every byte. */
    private static final int MAGIC = 0x57a1_5eed;

    private static final byte FILLER = (byte) 0xff;
    private static final int SECTOR_BYTES = 512;
    private static final int ALIGNMENT = 32;

    private RecordFormat() {}

    /** What is to be written for a record. */
    static byte[] encode(int salt, long sequence, long released, byte[] payload) {
        byte[] record = new byte[recordBytes(payload.length)];
        ByteBuffer buffer = ByteBuffer.wrap(record)
                .putInt(payload.length)
                .putLong(sequence)
                .putLong(released)
                .putInt(crc(0, payload, 0, payload.length));
        buffer.putInt(crc(salt, record, 0, buffer.position())).putInt(MAGIC).put(payload);
        Arrays.fill(record, HEADER_BYTES + payload.length, record.length, FILLER);
        return record;
    }

    /** Returns how many bytes a record takes. */
    static int recordBytes(int payloadBytes) {
        return Math.addExact(HEADER_BYTES + ALIGNMENT, payloadBytes) / ALIGNMENT * ALIGNMENT;
    }

    /** Returns the first place at or after a position where a record may begin. */
    static int nextPlace(int position) {
        return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** What is found at a place. */
    sealed interface Found {}

    /** Nothing was written here, or its beginning has not reached the disk. */
    record Nothing() implements Found {}

    /** Something was being written here that did not reach the disk whole. */
    record Torn() implements Found {}

    /** Something was written here, and is not what it was. */
    record Damaged() implements Found {}

    /** A record, with the place of its payload. */
    record Whole(long sequence, long released, int from, int to) implements Found {
        int end() {
            return from - HEADER_BYTES + recordBytes(to - from);
        }
    }

    /** Looks for a record at a place, a multiple of 32. */
    static Found at(byte[] segment, int salt, int place) {
        if (place + HEADER_BYTES > segment.length || isZero(segment, place, place + HEADER_BYTES)) {
            return new Nothing();
        }
        if (segment[place + HEADER_BYTES - 1] == 0) {
            return new Torn();
        }
        if (!hasHeader(segment, salt, place)) {
            return new Damaged();
        }
        ByteBuffer header = ByteBuffer.wrap(segment, place, HEADER_BYTES);
        int length = header.getInt();
        long sequence = header.getLong();
        long released = header.getLong();
        int payloadCrc = header.getInt();
        int from = place + HEADER_BYTES;
        if (length > segment.length - from) {
            return new Torn();
        }
        if (crc(0, segment, from, length) == payloadCrc) {
            return new Whole(sequence, released, from, from + length);
        }
        return isTorn(segment, place, place + recordBytes(length)) ? new Torn() : new Damaged();
    }

    /** Returns whether a header is there that is right. */
    static boolean hasHeader(byte[] segment, int salt, int place) {
        ByteBuffer header = ByteBuffer.wrap(segment);
        return header.getInt(place + HEADER_BYTES - Integer.BYTES) == MAGIC
                && header.getInt(place) >= 0
                && header.getInt(place + HEADER_CRC_AT) == crc(salt, segment, place, HEADER_CRC_AT);
    }

    private static boolean isTorn(byte[] segment, int start, int end) {
        if (end > segment.length || segment[end - 1] == 0) {
            return true;
        }
        int sector = start;
        while (sector < end) {
            int next = Math.min(end, (sector / SECTOR_BYTES + 1) * SECTOR_BYTES);
            if (isZero(segment, sector, next)) {
                return true;
            }
            sector = next;
        }
        return false;
    }

    static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static int crc(int salt, byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(salt).flip());
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
