package dev.stet.server.storage.wal;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Files that fail when a test says so, and tell which are read. All else goes to the files behind them.
 *
 * <p>Threads: confined to the test's, except that it may say so from any.
 */
public final class FaultyLogFiles extends ForwardingLogFiles {

    /** What is asked of the files. */
    public enum Call {
        CREATE,
        WRITE,
        FORCE,
        DELETE
    }

    private volatile Set<Call> failing = Set.of();
    private volatile LongConsumer whenRead = number -> {};

    public FaultyLogFiles(LogFiles files) {
        super(files);
    }

    /** From now on these calls fail, and others do not. A write that fails has written the first half. */
    public void fail(Call... calls) {
        Set<Call> chosen = EnumSet.noneOf(Call.class);
        chosen.addAll(List.of(calls));
        failing = chosen;
    }

    /** Has a listener told the number of each segment that is read from now on. */
    void whenRead(LongConsumer listener) {
        whenRead = listener;
    }

    private void call(Call call) throws IOException {
        if (failing.contains(call)) {
            throw new IOException("No space left on device, as the test said, call=" + call);
        }
    }

    @Override
    public byte[] read(long number) throws IOException {
        whenRead.accept(number);
        return super.read(number);
    }

    @Override
    public LogFile create(long number, byte[] header, int bytes) throws IOException {
        call(Call.CREATE);
        return new FaultyLogFile(super.create(number, header, bytes));
    }

    @Override
    public void delete(long number) throws IOException {
        call(Call.DELETE);
        super.delete(number);
    }

    private final class FaultyLogFile extends ForwardingLogFile {
        FaultyLogFile(LogFile file) {
            super(file);
        }

        @Override
        public void write(byte[] source, long position) throws IOException {
            if (failing.contains(Call.WRITE)) {
                super.write(Arrays.copyOf(source, source.length / 2), position);
            }
            call(Call.WRITE);
            super.write(source, position);
        }

        @Override
        public void force() throws IOException {
            call(Call.FORCE);
            super.force();
        }
    }
}
