package dev.stet.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A disk that holds one file, and keeps what was not forced apart from what was: what it does with that when the power
 * fails is anybody's guess.
 *
 * <p>Threads: thread-safe.
 */
final class Disk {

    private static final int SECTOR_BYTES = 4_096;

    private byte[] forced = new byte[0];
    private final List<Write> unforced = new ArrayList<>();
    private int forces;
    private boolean failing;
    private Runnable beforeForce = () -> {};

    private record Write(byte[] bytes, long position) {
        long end() {
            return position + bytes.length;
        }
    }

    synchronized void write(ByteBuffer source, long position) {
        for (int from = 0; from < source.limit(); from += SECTOR_BYTES) {
            byte[] sector = new byte[Math.min(SECTOR_BYTES, source.limit() - from)];
            source.get(from, sector);
            unforced.add(new Write(sector, position + from));
        }
    }

    /** A file that is cut and grows again has zeros where it was cut. */
    synchronized void truncate(long size) {
        if (size < forced.length) {
            unforced.add(new Write(new byte[(int) (forced.length - size)], size));
        }
    }

    synchronized void force() throws IOException {
        beforeForce.run();
        if (failing) {
            throw new IOException("the disk is told to fail");
        }
        forced = withUnforced(write -> true);
        unforced.clear();
        forces++;
    }

    /** Returns what the file may be after a loss of power now: each sector not forced has been written or not. */
    synchronized byte[] afterPowerLoss(Random random) {
        return withUnforced(write -> random.nextBoolean());
    }

    private byte[] withUnforced(Predicate<Write> reached) {
        List<Write> writes = unforced.stream().filter(reached).toList();
        long size = writes.stream().mapToLong(Write::end).max().orElse(0);
        byte[] file = Arrays.copyOf(forced, (int) Math.max(forced.length, size));
        for (Write write : writes) {
            System.arraycopy(write.bytes(), 0, file, (int) write.position(), write.bytes().length);
        }
        return file;
    }

    synchronized int forces() {
        return forces;
    }

    synchronized boolean hasUnforcedWrites() {
        return !unforced.isEmpty();
    }

    synchronized void failToForce(boolean failing) {
        this.failing = failing;
    }

    /** Runs something each time the file is about to be forced. */
    synchronized void beforeForce(Runnable action) {
        beforeForce = action;
    }
}
