package dev.stet.server.storage;

import dev.stet.server.storage.wal.LogFile;
import dev.stet.server.storage.wal.LogFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Files of a write-ahead log, in front of those that touch the disk. A {@link Disk} knows what went through. */
record WatchedLogFiles(LogFiles files, Disk disk) implements LogFiles {

    private static final int SECTOR_BYTES = 512;

    /** Returns the name that the disk knows a segment by. */
    static String name(long number) {
        return "%010d.wal".formatted(number);
    }

    @Override
    public List<Long> open() throws IOException {
        return files.open();
    }

    @Override
    public byte[] read(long number) throws IOException {
        return files.read(number);
    }

    @Override
    public LogFile create(long number, byte[] header, int bytes) throws IOException {
        LogFile file = new Watched(files.create(number, header, bytes), name(number), disk);
        disk.create(name(number), Arrays.copyOf(header, bytes));
        return file;
    }

    @Override
    public void delete(long number) throws IOException {
        files.delete(number);
        disk.delete(name(number));
    }

    private record Watched(LogFile file, String name, Disk disk) implements LogFile {
        @Override
        public void write(byte[] source, long position) throws IOException {
            file.write(source, position);
            disk.write(name, ByteBuffer.wrap(source), position, SECTOR_BYTES);
        }

        @Override
        public void force() throws IOException {
            disk.force(name);
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
