package dev.stet.server;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it costs to tell one reader more of an operation, from the log to the socket: messages and bytes allocated. */
class DeliveryCostTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String DOC = "minutes";
    private static final int FEW = 10;
    private static final int MANY = 60;
    private static final int OPERATIONS = 200;

    private static final Figure FRAMES = new Figure("messages to a reader", 1, 1);
    private static final Figure ALLOCATED = new Figure("bytes allocated to tell a reader", 286, 430);

    @TempDir
    Path folder;

    @Test
    void oneReaderMore() throws Exception {
        List<MeteredClient> readers = new ArrayList<>();
        try (StetServer server = StetServer.start(
                        ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(folder));
                MeteredClient writer = MeteredClient.open(server, "writer-01", Encoding.JSON, DOC)) {
            come(server, readers, FEW);
            type(writer, readers, 0); // what is done once: classes are loaded, rings grow
            long few = type(writer, readers, OPERATIONS);
            come(server, readers, MANY);
            type(writer, readers, 2 * OPERATIONS);
            readers.forEach(MeteredClient::startCounting);
            long many = type(writer, readers, 3 * OPERATIONS);
            for (MeteredClient reader : readers) {
                FRAMES.require(MANY + " readers", (double) reader.frames() / OPERATIONS);
            }
            ALLOCATED.require(
                    FEW + " and " + MANY + " readers", (double) (many - few) / (OPERATIONS * (long) (MANY - FEW)));
        } finally {
            for (MeteredClient reader : readers) {
                reader.close();
            }
        }
    }

    private static void come(StetServer server, List<MeteredClient> readers, int count) throws Exception {
        while (readers.size() < count) {
            readers.add(MeteredClient.open(server, "reader-%02d".formatted(readers.size()), Encoding.JSON, DOC));
        }
    }

    /** Types from a revision on, each keystroke told to every reader before the next. Returns the bytes that other threads allocated. */
    private static long type(MeteredClient writer, List<MeteredClient> readers, int revision) throws Exception {
        long before = allocatedByOthers();
        for (int i = 0; i < OPERATIONS; i++) {
            writer.submit(DOC, revision + i, "[\"z\"]");
            for (MeteredClient reader : readers) {
                reader.await("op:applied");
            }
        }
        return allocatedByOthers() - before;
    }

    private static long allocatedByOthers() {
        return THREADS.getTotalThreadAllocatedBytes() - THREADS.getCurrentThreadAllocatedBytes();
    }
}
