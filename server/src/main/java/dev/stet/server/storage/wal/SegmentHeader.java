package dev.stet.server.storage.wal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What a segment begins with. Numbers are big-endian.
 *
 * <pre>
 *  0        8         12       20       24        24+n      28+n      512
 *  ├────────┼─────────┼────────┼────────┼─────────┼─────────┼─────────┤
 *  │ magic  │ version │ number │ n      │ storeId │ crc     │ zeros   │ records, see RecordFormat
 * </pre>
 *
 * {@code crc} is the CRC-32C of all before it. The header fills a sector, so that a record that is torn never takes the
 * header with it. Immutable.
 *
 * @param number the segment's place among the segments of the log
 * @param storeId the name of the store that the log belongs to
 */
record SegmentHeader(long number, String storeId) {

    /** Where the first record begins. */
    static final int BYTES = 512;

    private static final byte[] MAGIC = "stet-wal".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 2;
    private static final int FIXED_BYTES = 8 + Integer.BYTES + Long.BYTES + Integer.BYTES;
    private static final int MAX_ID_BYTES = BYTES - FIXED_BYTES - Integer.BYTES;

    byte[] encode() {
        byte[] id = storeId.getBytes(StandardCharsets.UTF_8);
        if (id.length > MAX_ID_BYTES) {
            throw new IllegalArgumentException(
                    "the name of a store fits in a segment's header, bytes=" + id.length + ", max=" + MAX_ID_BYTES);
        }
        ByteBuffer header = ByteBuffer.allocate(BYTES)
                .put(MAGIC)
                .putInt(VERSION)
                .putLong(number)
                .putInt(id.length)
                .put(id);
        return header.putInt(crc(header.array(), header.position())).array();
    }

    /** Seeds the checksums of the segment's records, so that a record is right in its own place only. */
    int salt() {
        byte[] header = encode();
        return crc(header, header.length);
    }

    /**
     * Reads the header of a segment.
     *
     * @throws DamagedLogException unless it is the header of segment {@code number} of the store's log
     */
    static SegmentHeader decode(byte[] segment, long number, String storeId) throws DamagedLogException {
        SegmentHeader read = decode(segment, number);
        if (!read.storeId.equals(storeId)) {
            throw new DamagedLogException("The write-ahead log belongs to another store, segment=" + number + ", store="
                    + read.storeId + ", expected=" + storeId);
        }
        if (read.number != number) {
            throw new DamagedLogException("A segment of the write-ahead log has another one's name, segment=" + number
                    + ", is=" + read.number);
        }
        return read;
    }

    private static SegmentHeader decode(byte[] segment, long number) throws DamagedLogException {
        if (segment.length < BYTES || !Arrays.equals(segment, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new DamagedLogException("A file is no segment of a write-ahead log, segment=" + number);
        }
        ByteBuffer header = ByteBuffer.wrap(segment, MAGIC.length, BYTES - MAGIC.length);
        int version = header.getInt();
        long storedNumber = header.getLong();
        int idBytes = header.getInt();
        int crcAt = FIXED_BYTES + idBytes;
        if (idBytes < 0 || idBytes > MAX_ID_BYTES || header.getInt(crcAt) != crc(segment, crcAt)) {
            throw new DamagedLogException("The header of a segment is damaged, segment=" + number);
        }
        if (version != VERSION) {
            throw new DamagedLogException("The write-ahead log was written by another server, segment=" + number
                    + ", version=" + version + ", known=" + VERSION);
        }
        return new SegmentHeader(storedNumber, new String(segment, FIXED_BYTES, idBytes, StandardCharsets.UTF_8));
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
