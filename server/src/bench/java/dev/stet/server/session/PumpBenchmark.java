package dev.stet.server.session;

import dev.stet.server.Measured;
import dev.stet.server.document.SteppedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A keystroke from the bytes that came to the bytes that leave, in one thread, without sockets and without a store: read, taken in, and pumped to
 * its author and to so many readers. What more readers take longer is the pumps'.
 */
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PumpBenchmark extends Measured {
    private static final String DOC = "minutes";

    /** Readers besides the author. */
    @Param({"0", "1", "10", "100", "500"})
    public int readers;

    private final SteppedTime time = new SteppedTime();
    private final List<FrameKeeper> others = new ArrayList<>();
    private Path folder = Path.of("");
    private SessionsInOneThread server;
    private FrameKeeper author;
    private int revision;

    /** Lets everybody in, and sees that they are told of a keystroke. */
    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("pump-benchmark");
        server = SessionsInOneThread.forgetting(folder, time, time);
        author = FrameKeeper.open(server, "author-01", DOC);
        for (int i = 0; i < readers; i++) {
            others.add(FrameKeeper.open(server, "reader-%04d".formatted(i), DOC));
        }
        time.passes(1_000);
        others.forEach(FrameKeeper::forgetFrames);
        typeAndTakeBack();
        for (FrameKeeper each : others) {
            if (each.frames().size() != 2) {
                throw new IllegalStateException("a reader was not told of each keystroke, frames=" + each.frames());
            }
            each.keepNothing();
        }
        author.keepNothing();
    }

    /** Ends the server. */
    @TearDown
    public void close() throws IOException {
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A character, and that it goes again. */
    @Benchmark
    @OperationsPerInvocation(2)
    public int typeAndTakeBack() {
        author.submit(DOC, revision++);
        author.takeBack(DOC, revision++);
        return revision;
    }
}
