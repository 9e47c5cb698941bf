package dev.stet.server.storage;

import dev.stet.server.storage.wal.ForwardingLogFiles;
import dev.stet.server.storage.wal.LogFile;
import dev.stet.server.storage.wal.LogFiles;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Files of a write-ahead log that count what goes through. */
final class CountedLogFiles extends ForwardingLogFiles {
    private final Written written;

    CountedLogFiles(LogFiles files, Written written) {
        super(files);
        this.written = written;
    }

    @Override
    public LogFile create(long number, byte[] header, int bytes) throws IOException {
        return new Counted(super.create(number, header, bytes));
    }

    /**
     * What went through. Making a file is not counted: that is done ahead, for thousands of batches.
     *
     * <p>Threads: thread-safe.
     */
    static final class Written {
        private final AtomicInteger writes = new AtomicInteger();
        private final AtomicInteger forces = new AtomicInteger();
        private final AtomicLong bytes = new AtomicLong();

        /** Counts from now on, from zero. */
        void startCounting() {
            writes.set(0);
            forces.set(0);
            bytes.set(0);
        }

        int writes() {
            return writes.get();
        }

        int forces() {
            return forces.get();
        }

        long bytes() {
            return bytes.get();
        }
    }

    private final class Counted extends ForwardingLogFile {
        Counted(LogFile file) {
            super(file);
        }

        @Override
        public void write(byte[] source, long position) throws IOException {
            written.writes.incrementAndGet();
            written.bytes.addAndGet(source.length);
            super.write(source, position);
        }

        @Override
        public void force() throws IOException {
            written.forces.incrementAndGet();
            super.force();
        }
    }
}
