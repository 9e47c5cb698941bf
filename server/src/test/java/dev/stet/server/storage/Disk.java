package dev.stet.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A disk that holds files by name, and keeps what was not forced apart from what was: what it does with that when the
 * power fails is anybody's guess.
 *
 * <p>Threads: thread-safe.
 */
final class Disk {

    private final Map<String, Content> files = new TreeMap<>();
    private int forces;
    private String failing = "";
    private Runnable beforeForce = () -> {};

    private static final class Content {
        private byte[] forced = new byte[0];
        private final List<Write> unforced = new ArrayList<>();

        byte[] with(Predicate<Write> reached) {
            List<Write> writes = unforced.stream().filter(reached).toList();
            long size = writes.stream().mapToLong(Write::end).max().orElse(0);
            byte[] file = Arrays.copyOf(forced, (int) Math.max(forced.length, size));
            for (Write write : writes) {
                System.arraycopy(write.bytes(), 0, file, (int) write.position(), write.bytes().length);
            }
            return file;
        }
    }

    private record Write(byte[] bytes, long position) {
        long end() {
            return position + bytes.length;
        }
    }

    private Content file(String name) {
        return files.computeIfAbsent(name, made -> new Content());
    }

    /** @param sectorBytes what is written whole or not at all: a block of these, at a multiple of them */
    synchronized void write(String name, ByteBuffer source, long position, int sectorBytes) {
        Content file = file(name);
        int from = 0;
        while (from < source.limit()) {
            int room = sectorBytes - (int) ((position + from) % sectorBytes);
            byte[] part = new byte[Math.min(room, source.limit() - from)];
            source.get(from, part);
            file.unforced.add(new Write(part, position + from));
            from += part.length;
        }
    }

    /** A file that is cut and grows again has zeros where it was cut. */
    synchronized void truncate(String name, long size) {
        Content file = file(name);
        if (size < file.forced.length) {
            file.unforced.add(new Write(new byte[(int) (file.forced.length - size)], size));
        }
    }

    synchronized void force(String name) throws IOException {
        beforeForce.run();
        if (failing.equals(name)) {
            throw new IOException("the disk is told to fail");
        }
        Content file = file(name);
        file.forced = file.with(write -> true);
        file.unforced.clear();
        forces++;
    }

    /** Makes a file that is forced before it has its name. */
    synchronized void create(String name, byte[] bytes) {
        file(name).forced = bytes;
    }

    synchronized void delete(String name) {
        files.remove(name);
    }

    /** Returns what the files may be after a loss of power now: each sector not forced has been written or not. */
    synchronized Map<String, byte[]> afterPowerLoss(Random random) {
        Map<String, byte[]> left = new TreeMap<>();
        files.forEach((name, file) -> left.put(name, file.with(write -> random.nextBoolean())));
        return left;
    }

    synchronized int forces() {
        return forces;
    }

    synchronized boolean hasUnforcedWrites() {
        return files.values().stream().anyMatch(file -> !file.unforced.isEmpty());
    }

    /** From now on this file cannot be forced. */
    synchronized void failToForce(String name) {
        failing = name;
    }

    /** From now on all files can be forced. */
    synchronized void repair() {
        failing = "";
    }

    /** Runs something each time a file is about to be forced. */
    synchronized void beforeForce(Runnable action) {
        beforeForce = action;
    }
}
