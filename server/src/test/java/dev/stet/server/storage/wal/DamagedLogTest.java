package dev.stet.server.storage.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A torn tail is left out, and whatever else is not as it was written is found. {@code -Dstet.seed=…} repeats a run. */
class DamagedLogTest {

    private static final int SEGMENT_BYTES = 1024;
    private static final int SECTOR_BYTES = 512;

    private final long seed = Long.getLong("stet.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final MemoryLogFiles files = new MemoryLogFiles();

    /** Appends records of these lengths, as if nothing were ever released, and returns them. */
    private List<String> append(int... lengths) throws IOException {
        WriteAheadLog log = WriteAheadLog.open(files, "store", SEGMENT_BYTES, payloads -> {});
        List<String> appended = new ArrayList<>();
        for (int length : lengths) {
            String payload = "abcdefghij".repeat(length / 10 + 1).substring(0, length);
            log.append(payload.getBytes(StandardCharsets.UTF_8));
            appended.add(payload);
        }
        return appended;
    }

    private List<String> read() throws IOException {
        List<String> read = new ArrayList<>();
        Recovery.read(files, files.open(), "store")
                .payloads()
                .forEach(payload ->
                        read.add(StandardCharsets.UTF_8.decode(payload).toString()));
        return read;
    }

    private byte[] last() {
        return files.segments.values().stream()
                .filter(segment -> !RecordFormat.isZero(segment, SegmentHeader.BYTES, segment.length))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    @Test
    void shouldLeaveOutARecordThatIsTornAtAnyByte() throws IOException {
        List<String> appended = append(20, 30, 100);
        byte[] segment = last();
        byte[] whole = segment.clone();
        int start = SegmentHeader.BYTES + RecordFormat.recordBytes(20) + RecordFormat.recordBytes(30);
        int end = start + RecordFormat.HEADER_BYTES + 100;
        for (int torn = start; torn < end; torn++) {
            Arrays.fill(segment, torn, segment.length, (byte) 0);
            assertThat(read()).as("torn=%d", torn).isEqualTo(appended.subList(0, 2));
            System.arraycopy(whole, 0, segment, 0, segment.length);
        }
        assertThat(read()).isEqualTo(appended);
    }

    @Test
    void shouldLeaveOutARecordWhoseFileIsCutShort() throws IOException {
        List<String> appended = append(20, 5_000);
        long number = 2; // the long one has a segment of its own
        byte[] whole = files.segments.get(number);
        for (int length = SegmentHeader.BYTES;
                length < SegmentHeader.BYTES + RecordFormat.HEADER_BYTES + 5_000;
                length++) {
            files.segments.put(number, Arrays.copyOf(whole, length));
            assertThat(read()).as("length=%d", length).isEqualTo(appended.subList(0, 1));
        }
    }

    @Test
    void shouldLeaveOutARecordThatLostAnyOfItsSectors() throws IOException {
        List<String> appended = append(20, 6_000);
        byte[] segment = last();
        byte[] whole = segment.clone();
        int sectors = segment.length / SECTOR_BYTES;
        for (int round = 0; round < 1_000; round++) {
            boolean lost = false;
            for (int sector = 1; sector < sectors; sector++) {
                if (random.nextInt(sectors) == 0) {
                    Arrays.fill(segment, sector * SECTOR_BYTES, (sector + 1) * SECTOR_BYTES, (byte) 0);
                    lost = true;
                }
            }
            assertThat(read()).as("-Dstet.seed=%d", seed).isEqualTo(lost ? appended.subList(0, 1) : appended);
            System.arraycopy(whole, 0, segment, 0, segment.length);
        }
    }

    /** Even in the last record, since no loss of power leaves all sectors of a record and other bits in them. */
    @Test
    void shouldNeverLoseARecordToAFlippedBit() throws IOException {
        List<String> appended = append(100, 300, 0, 50, 700, 20, 400, 33);
        int found = 0;
        for (Map.Entry<Long, byte[]> segment : files.segments.entrySet()) {
            byte[] bytes = segment.getValue();
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                found += readsOrRefuses(appended, "segment=" + segment.getKey() + ", bit=" + bit) ? 0 : 1;
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
        assertThat(found)
                .isGreaterThan(8 * appended.stream().mapToInt(String::length).sum());
    }

    @Test
    void shouldNeverLoseARecordToABlockOfRubbishBeforeTheLast() throws IOException {
        List<String> appended = append(100, 300, 0, 50, 700, 20, 400, 33);
        List<byte[]> before = new ArrayList<>(files.segments.values());
        before.remove(last());
        for (int round = 0; round < 5_000; round++) {
            byte[] segment = before.get(random.nextInt(before.size()));
            byte[] whole = segment.clone();
            int from = random.nextInt(segment.length);
            int to = from + random.nextInt(segment.length - from);
            for (int i = from; i < to; i++) {
                segment[i] = random.nextBoolean() ? 0 : (byte) random.nextInt();
            }
            readsOrRefuses(appended, "-Dstet.seed=" + seed);
            System.arraycopy(whole, 0, segment, 0, segment.length);
        }
    }

    private boolean readsOrRefuses(List<String> appended, String where) throws IOException {
        List<String> read;
        try {
            read = read();
        } catch (DamagedLogException e) {
            return false;
        }
        if (!read.equals(appended)) {
            fail("lost without a word, %s, records=%d of %d", where, read.size(), appended.size());
        }
        return true;
    }

    @Test
    void shouldFindThatARecordIsDamagedBeforeTheLast() throws IOException {
        append(20, 30, 100);
        Arrays.fill(last(), SegmentHeader.BYTES, SegmentHeader.BYTES + 32, (byte) 0); // as if it had never been there
        assertThatThrownBy(this::read)
                .isInstanceOf(DamagedLogException.class)
                .hasMessage("A record of the write-ahead log is damaged, segment=1, position=512");
    }

    @Test
    void shouldFindThatASegmentIsMissing() throws IOException {
        append(400, 400, 400);
        files.segments.remove(2L);
        assertThatThrownBy(this::read)
                .isInstanceOf(DamagedLogException.class)
                .hasMessage("Segments of the write-ahead log are missing, after=1, before=3");
    }

    @Test
    void shouldFindThatASegmentIsInThePlaceOfAnother() throws IOException {
        append(400, 400, 400);
        files.segments.put(2L, files.segments.get(3L));
        assertThatThrownBy(this::read)
                .isInstanceOf(DamagedLogException.class)
                .hasMessage("A segment of the write-ahead log has another one's name, segment=2, is=3");
    }

    @Test
    void shouldFindThatASegmentIsEmptyThatWasNot() throws IOException {
        append(400, 400);
        Arrays.fill(files.segments.get(1L), SegmentHeader.BYTES, SEGMENT_BYTES, (byte) 0);
        assertThatThrownBy(this::read)
                .isInstanceOf(DamagedLogException.class)
                .hasMessage("A segment of the write-ahead log has lost its records, segment=1");
    }

    @Test
    void shouldRefuseWhatIsNoSegment() throws IOException {
        files.segments.put(1L, "some file".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(this::read)
                .isInstanceOf(DamagedLogException.class)
                .hasMessage("A file is no segment of a write-ahead log, segment=1");
    }

    /** Segments in memory, which a test may change. */
    private static final class MemoryLogFiles implements LogFiles {
        private final Map<Long, byte[]> segments = new TreeMap<>();

        @Override
        public List<Long> open() {
            return List.copyOf(segments.keySet());
        }

        @Override
        public byte[] read(long number) {
            return segments.get(number);
        }

        @Override
        public LogFile create(long number, byte[] header, int bytes) {
            segments.put(number, Arrays.copyOf(header, bytes));
            return new LogFile() {
                @Override
                public void write(byte[] source, long position) {
                    byte[] segment = segments.get(number);
                    int end = (int) position + source.length;
                    segment = end > segment.length ? Arrays.copyOf(segment, end) : segment;
                    System.arraycopy(source, 0, segment, (int) position, source.length);
                    segments.put(number, segment);
                }

                @Override
                public void force() {}

                @Override
                public void close() {}
            };
        }

        @Override
        public void delete(long number) {
            segments.remove(number);
        }
    }
}
