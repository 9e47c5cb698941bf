package dev.stet.server.journal;

import dev.stet.server.Measured;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The journal, on a store in a folder below the working directory: from the first of so many documents handing in an entry
 * until all are told that theirs is durable. That is two batches, since the first does not wait for the others, or one.
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JournalBenchmark extends Measured {
    private static final Bytes KEYSTROKE = Bytes.utf8("[4711,\"x\"]");

    /** Whether it is forced to disk. */
    @Param({"FORCED", "RELAXED"})
    public Durability durability;

    /** How many documents are edited at once. */
    @Param({"1", "10", "100"})
    public int documents;

    private final List<StoredDocument> edited = new ArrayList<>();
    private final AtomicBoolean lost = new AtomicBoolean();
    private Path folder = Path.of("");
    private Storage storage;
    private Journal journal;
    private long revision;

    /** Opens a store; not in a temporary folder, which may be in memory, where a force is free. */
    @Setup
    public void open() throws IOException {
        Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
        folder = Files.createTempDirectory(target, "journal-benchmark");
        storage = H2Storage.open(folder, durability);
        journal = GroupCommitJournal.start(storage, BatchLimits.DEFAULT);
        for (int i = 0; i < documents; i++) {
            edited.add(storage.create("document-" + i, "text"));
        }
    }

    /** Closes it, and removes it. */
    @TearDown
    public void close() throws IOException {
        journal.close();
        storage.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        if (lost.get()) {
            throw new IllegalStateException("an append failed");
        }
    }

    /** An entry for each document, until all are durable. */
    @Benchmark
    public long append() throws InterruptedException {
        revision++;
        CountDownLatch told = new CountDownLatch(documents);
        Told listener = new Told(told, lost);
        for (StoredDocument document : edited) {
            journal.append(
                    document,
                    List.of(new LogEntry(revision, "client-0001", revision, "guest-1a2b3c4d", revision, KEYSTROKE)),
                    listener);
        }
        told.await();
        return revision;
    }

    private record Told(CountDownLatch told, AtomicBoolean lost) implements Journal.Listener {
        @Override
        public void committed() {
            told.countDown();
        }

        @Override
        public void conflicted() {
            lost.set(true);
            told.countDown();
        }

        @Override
        public void failed(StorageException cause) {
            lost.set(true);
            told.countDown();
        }
    }
}
