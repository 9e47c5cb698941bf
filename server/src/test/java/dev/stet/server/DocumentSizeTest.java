package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.stet.server.storage.Durability;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No keystroke costs what the document is long. Seconds are not counted here but bytes allocated, which no other work on
 * the machine changes: whatever looks at a whole document, or copies it, allocates by its length.
 */
class DocumentSizeTest {
    private static final int OPERATIONS = 300;
    private static final int LARGE = 4_000_000;
    private static final int PASTE = 250_000;

    @TempDir
    Path folder;

    @Test
    void anOperationOnALargeDocumentAllocatesLittleMoreThanOnASmallOne() throws Exception {
        try (StetServer server = StetServer.start(ServerConfig.DEFAULT
                        .listeningOn("127.0.0.1", 0)
                        .storingIn(folder)
                        .with(Durability.RELAXED));
                RawClient writer = RawClient.connect(server, "the-writer");
                RawClient reader = RawClient.connect(server, "the-reader")) {
            long small = allocatedPerOperation(writer, reader, "small", 0);
            long large = allocatedPerOperation(writer, reader, "large", LARGE);
            assertThat(large)
                    .describedAs("bytes an operation, on a document of %d characters; on a small one %d", LARGE, small)
                    .isLessThan(5 * small)
                    .isLessThan(LARGE / 4);
        }
    }

    private static long allocatedPerOperation(RawClient writer, RawClient reader, String doc, int size)
            throws Exception {
        writer.open(doc);
        reader.open(doc);
        long revision = 0;
        String paste = "[\"" + "x".repeat(PASTE) + "\"]";
        for (int length = 0; length < size; length += PASTE) {
            revision = type(writer, doc, revision, paste);
        }
        // what is only done once, such as loading classes, is done before
        for (int i = 0; i < OPERATIONS; i++) {
            revision = type(writer, doc, revision, "[\"y\"]");
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getTotalThreadAllocatedBytes();
        for (int i = 0; i < OPERATIONS; i++) {
            revision = type(writer, doc, revision, "[" + (1 + (size + OPERATIONS) / 2) + ",\"y\"]");
        }
        return (threads.getTotalThreadAllocatedBytes() - before) / OPERATIONS;
    }

    private static long type(RawClient writer, String doc, long revision, String op) throws Exception {
        writer.submit(doc, revision, revision + 1, op);
        writer.expect("op:ack");
        return revision + 1;
    }
}
