package dev.stet.server;

import com.sun.management.ThreadMXBean;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.UnreliableStorage;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it costs that somebody connects, opens a document that somebody else has open, and goes again: messages, calls of the store, bytes
 * allocated.
 */
class JoinCostTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String DOC = "minutes";
    private static final int JOINS = 200;
    private static final int CHARACTERS = 10_000;
    private static final String WHERE = CHARACTERS + " characters";

    private static final Figure TO_WHO_COMES = new Figure("messages to who comes", 2, 2);
    private static final Figure TO_WHO_IS_THERE = new Figure("messages to who is there", 2, 2);
    private static final Figure CALLS = new Figure("calls of the store", 0, 0);
    private static final Figure ALLOCATED = new Figure("bytes allocated by the server", 68_400, 100_000);

    @TempDir
    Path folder;

    @Test
    void aJoin() throws Exception {
        UnreliableStorage storage = new UnreliableStorage(H2Storage.open(folder, Durability.RELAXED));
        try (StetServer server = StetServer.start(ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0), storage);
                MeteredClient there = MeteredClient.open(server, "there-01", Encoding.JSON, DOC)) {
            there.submit(DOC, 0, "[\"" + "x".repeat(CHARACTERS) + "\"]");
            join(server, there, 0); // what is done once: classes are loaded, pools grow
            there.startCounting();
            int calls = calls(storage);
            long allocated = allocatedByOthers();
            long toWhoComes = join(server, there, JOINS);
            allocated = allocatedByOthers() - allocated;
            TO_WHO_COMES.require(WHERE, (double) toWhoComes / JOINS);
            TO_WHO_IS_THERE.require(WHERE, (double) there.frames() / JOINS);
            CALLS.require(WHERE, (double) (calls(storage) - calls) / JOINS);
            ALLOCATED.require(WHERE, (double) allocated / JOINS);
        }
    }

    /** Has one after the other come, be seen, go, and be seen to have gone. Returns the messages that they were sent. */
    private static long join(StetServer server, MeteredClient there, int from) throws Exception {
        long frames = 0;
        for (int i = from; i < from + JOINS; i++) {
            MeteredClient visitor = MeteredClient.open(server, "visitor-%04d".formatted(i), Encoding.JSON, DOC);
            there.await("presence:changed");
            frames += visitor.frames();
            visitor.close();
            there.await("presence:changed");
        }
        return frames;
    }

    private static int calls(UnreliableStorage storage) {
        int sum = 0;
        for (UnreliableStorage.Call call : UnreliableStorage.Call.values()) {
            sum += storage.count(call);
        }
        return sum;
    }

    private static long allocatedByOthers() {
        return THREADS.getTotalThreadAllocatedBytes() - THREADS.getCurrentThreadAllocatedBytes();
    }
}
