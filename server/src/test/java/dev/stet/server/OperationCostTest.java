package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredSnapshot;
import dev.stet.server.storage.UnreliableStorage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What one keystroke costs a server that somebody else reads along with, counted: messages, bytes on the wire, calls of the
 * store, bytes allocated. The limits are the same however long the document and its past are, and however many others are
 * open.
 */
class OperationCostTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int OPERATIONS = 300;
    private static final int READERS = 2;
    private static final int OPEN_AT_ONCE = 200;
    private static final String DOC = "minutes";

    private static final Figure TO_WRITER = new Figure("messages to the writer", 1, 1);
    private static final Figure TO_READER = new Figure("messages to a reader", 1, 1);
    private static final Figure ACK_JSON = new Figure("bytes of an acknowledgement in JSON", 64, 70);
    private static final Figure ACK_CBOR = new Figure("bytes of an acknowledgement in CBOR", 47, 55);
    private static final Figure APPLIED_JSON = new Figure("bytes to a reader in JSON", 116, 125);
    private static final Figure APPLIED_CBOR = new Figure("bytes to a reader in CBOR", 91, 100);
    private static final Figure APPENDS = new Figure("appends to the store", 1, 1);
    private static final Figure OTHER_CALLS = new Figure("other calls of the store", 0, 0);
    private static final Figure ALLOCATED = new Figure("bytes allocated by the server", 18_000, 24_000);

    @TempDir
    Path folder;

    private Storage disk;
    private UnreliableStorage storage;
    private StoredDocument document;

    /** Puts a document into the store, with as many entries, and as many characters, and a snapshot of the last. */
    private void store(int characters, int entries) {
        disk = H2Storage.open(folder, Durability.RELAXED);
        storage = new UnreliableStorage(disk);
        document = storage.create(DOC, "text");
        String paste = "x".repeat(characters - entries + 1);
        storage.append(List.of(new Storage.Append(document, List.of(entry(1, "[\"" + paste + "\"]")))));
        storage.append(List.of(new Storage.Append(
                document,
                LongStream.rangeClosed(2, entries)
                        .mapToObj(revision -> entry(revision, "[\"y\"]"))
                        .toList())));
        storage.writeSnapshot(
                document, new StoredSnapshot(entries, Bytes.utf8("\"" + "y".repeat(entries - 1) + paste + "\"")));
    }

    private static LogEntry entry(long revision, String op) {
        return new LogEntry(revision, "before-01", revision, "guest", revision, Bytes.utf8(op));
    }

    @ParameterizedTest(name = "{0} characters, {1} entries, {2} other documents, {3}")
    @CsvSource({
        "10000, 100, 0, JSON",
        "10000, 100, 0, CBOR",
        "1000000, 100, 0, JSON",
        "30000, 20000, 0, JSON",
        "10000, 100, 500, JSON"
    })
    void aKeystroke(int characters, int entries, int others, Encoding encoding) throws Exception {
        String where = characters + " characters, " + entries + " entries, " + others + " other documents, " + encoding;
        store(characters, entries);
        List<AutoCloseable> closed = new ArrayList<>();
        try (StetServer server = StetServer.start(ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0), storage)) {
            openOthers(server, others, closed);
            MeteredClient writer = MeteredClient.open(server, "writer-01", encoding, DOC);
            closed.add(writer);
            List<MeteredClient> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(MeteredClient.open(server, "reader-0" + i, encoding, DOC));
            }
            closed.addAll(readers);
            type(writer, readers, entries, characters); // what is done once: classes are loaded, rings grow
            writer.startCounting();
            readers.forEach(MeteredClient::startCounting);
            int appends = storage.count(UnreliableStorage.Call.APPEND);
            int calls = calls();
            long allocated = allocatedByOthers();
            type(writer, readers, entries + OPERATIONS, characters);
            allocated = allocatedByOthers() - allocated;
            appends = storage.count(UnreliableStorage.Call.APPEND) - appends;
            TO_WRITER.require(where, perOperation(writer.frames()));
            (encoding == Encoding.JSON ? ACK_JSON : ACK_CBOR).require(where, perOperation(writer.bytes()));
            for (MeteredClient reader : readers) {
                TO_READER.require(where, perOperation(reader.frames()));
                (encoding == Encoding.JSON ? APPLIED_JSON : APPLIED_CBOR).require(where, perOperation(reader.bytes()));
            }
            APPENDS.require(where, perOperation(appends));
            OTHER_CALLS.require(where, perOperation(calls() - calls - appends));
            ALLOCATED.require(where, perOperation(allocated));
        } finally {
            for (AutoCloseable each : closed) {
                each.close();
            }
        }
    }

    private static void openOthers(StetServer server, int others, List<AutoCloseable> closed) throws Exception {
        for (int from = 0; from < others; from += OPEN_AT_ONCE) {
            RawClient client = RawClient.connect(server, "other-" + from + "-client");
            closed.add(client);
            for (int i = from; i < Math.min(others, from + OPEN_AT_ONCE); i++) {
                client.open("other-" + i);
            }
        }
        assertThat(server.openDocuments()).isEqualTo(others);
    }

    /** Types characters in the middle, each acknowledged, and told to every reader, before the next. */
    private static void type(MeteredClient writer, List<MeteredClient> readers, long revision, int characters)
            throws IOException {
        for (int i = 0; i < OPERATIONS; i++) {
            writer.submit(DOC, revision + i, "[" + characters / 2 + ",\"z\"]");
            for (MeteredClient reader : readers) {
                reader.await("op:applied");
            }
        }
    }

    private int calls() {
        int sum = 0;
        for (UnreliableStorage.Call call : UnreliableStorage.Call.values()) {
            sum += storage.count(call);
        }
        return sum;
    }

    /** Returns the bytes that all other threads have allocated, when the store has put away what they appended. */
    private long allocatedByOthers() {
        assertThat(disk.read(document, Integer.MAX_VALUE, 1)).isEmpty();
        return THREADS.getTotalThreadAllocatedBytes() - THREADS.getCurrentThreadAllocatedBytes();
    }

    private static double perOperation(long sum) {
        return (double) sum / OPERATIONS;
    }
}
