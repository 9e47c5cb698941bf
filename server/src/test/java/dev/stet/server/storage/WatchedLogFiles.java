package dev.stet.server.storage;

import dev.stet.server.storage.wal.ForwardingLogFiles;
import dev.stet.server.storage.wal.LogFile;
import dev.stet.server.storage.wal.LogFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Files of a write-ahead log, in front of those that touch the disk. A {@link Disk} knows what went through. */
final class WatchedLogFiles extends ForwardingLogFiles {

    private static final int SECTOR_BYTES = 512;

    private final Disk disk;

    WatchedLogFiles(LogFiles files, Disk disk) {
        super(files);
        this.disk = disk;
    }

    /** Returns the name that the disk knows a segment by. */
    static String name(long number) {
        return "%010d.wal".formatted(number);
    }

    @Override
    public LogFile create(long number, byte[] header, int bytes) throws IOException {
        LogFile file = new Watched(super.create(number, header, bytes), name(number));
        disk.create(name(number), Arrays.copyOf(header, bytes));
        return file;
    }

    @Override
    public void delete(long number) throws IOException {
        super.delete(number);
        disk.delete(name(number));
    }

    private final class Watched extends ForwardingLogFile {
        private final String name;

        Watched(LogFile file, String name) {
            super(file);
            this.name = name;
        }

        @Override
        public void write(byte[] source, long position) throws IOException {
            super.write(source, position);
            disk.write(name, ByteBuffer.wrap(source), position, SECTOR_BYTES);
        }

        @Override
        public void force() throws IOException {
            disk.force(name);
            super.force();
        }
    }
}
