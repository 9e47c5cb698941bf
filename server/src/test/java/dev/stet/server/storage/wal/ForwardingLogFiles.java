package dev.stet.server.storage.wal;

import java.io.IOException;
import java.util.List;

/** Files that do nothing themselves: all is left to those behind them. For tests that look at, or spoil, some of it. */
public abstract class ForwardingLogFiles implements LogFiles {
    private final LogFiles files;

    protected ForwardingLogFiles(LogFiles files) {
        this.files = files;
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
        return files.create(number, header, bytes);
    }

    @Override
    public void delete(long number) throws IOException {
        files.delete(number);
    }

    /** A file that leaves all to the one behind it. */
    public abstract static class ForwardingLogFile implements LogFile {
        private final LogFile file;

        protected ForwardingLogFile(LogFile file) {
            this.file = file;
        }

        @Override
        public void write(byte[] source, long position) throws IOException {
            file.write(source, position);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
