package dev.stet.server.storage.wal;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Segments in a folder of their own, as {@code wal/0000000001.wal} and so on. Thread-safe as its port says. */
public final class LogFolder implements LogFiles {

    /** Name of the folder. */
    public static final String NAME = "wal";

    private static final Pattern SEGMENT = Pattern.compile("(\\d{10})\\.wal");
    private static final String UNFINISHED = "unfinished";
    private static final int ZEROS_AT_ONCE = 1 << 16;

    private final Path parent;
    private final Path folder;
    private final boolean forcing;

    /**
     * @param parent where the folder is made, unless it is there
     * @param forcing whether anything is forced to disk; if not, it is only handed to the operating system
     */
    public LogFolder(Path parent, boolean forcing) {
        this.parent = parent;
        this.folder = parent.resolve(NAME);
        this.forcing = forcing;
    }

    @Override
    public List<Long> open() throws IOException {
        if (Files.notExists(folder)) {
            Files.createDirectory(folder);
            forceNames(parent);
        }
        Files.deleteIfExists(folder.resolve(UNFINISHED));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> SEGMENT.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Long.valueOf(name.group(1)))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public byte[] read(long number) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path(number).toFile(), "r")) {
            byte[] content = new byte[Math.toIntExact(file.length())];
            file.readFully(content);
            return content;
        }
    }

    /** Writes it under another name first: what has a segment's name is whole. */
    @Override
    public LogFile create(long number, byte[] header, int bytes) throws IOException {
        Path unfinished = folder.resolve(UNFINISHED);
        Files.deleteIfExists(unfinished);
        OpenFile file = OpenFile.open(unfinished, forcing);
        try {
            file.write(header, 0);
            for (int from = header.length; from < bytes; from += ZEROS_AT_ONCE) {
                file.write(new byte[Math.min(ZEROS_AT_ONCE, bytes - from)], from);
            }
            file.force();
            Files.move(unfinished, path(number), StandardCopyOption.ATOMIC_MOVE);
            forceNames(folder);
            return file;
        } catch (IOException e) {
            file.closeAfter(e);
            throw e;
        }
    }

    @Override
    public void delete(long number) throws IOException {
        Files.deleteIfExists(path(number));
        forceNames(folder);
    }

    private Path path(long number) {
        return folder.resolve("%010d.wal".formatted(number));
    }

    /** Forces which files there are. Windows cannot be asked to, and does so by itself. */
    private void forceNames(Path folder) throws IOException {
        if (forcing && File.separatorChar == '/') {
            try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /**
     * A file opened twice: a {@link RandomAccessFile} to write and an {@link AsynchronousFileChannel} to force. Either does
     * its work in the caller's thread, and neither is closed when that is interrupted, as a {@code FileChannel} would be.
     */
    private record OpenFile(RandomAccessFile writing, AsynchronousFileChannel onDisk, boolean forcing)
            implements LogFile {

        static OpenFile open(Path path, boolean forcing) throws IOException {
            RandomAccessFile writing = new RandomAccessFile(path.toFile(), "rw");
            try {
                return new OpenFile(writing, AsynchronousFileChannel.open(path, StandardOpenOption.WRITE), forcing);
            } catch (IOException e) {
                writing.close();
                throw e;
            }
        }

        @Override
        public void write(byte[] source, long position) throws IOException {
            writing.seek(position);
            writing.write(source);
        }

        @Override
        public void force() throws IOException {
            if (forcing) {
                onDisk.force(false);
            }
        }

        @Override
        public void close() throws IOException {
            try (writing) {
                onDisk.close();
            }
        }

        void closeAfter(IOException failure) {
            try {
                close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
