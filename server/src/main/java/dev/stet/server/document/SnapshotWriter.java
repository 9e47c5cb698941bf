package dev.stet.server.document;

import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredSnapshot;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when a document's snapshot is stored, stores it in the background, and drops those that are not needed any more.
 * Confined to the document's mailbox.
 *
 * <p>Storing a snapshot takes time in proportion to the document; between two of them there are at least
 * {@code snapshotEvery} operations, and at least one for every {@value #UNITS_PER_OPERATION} units of the document, so the
 * share of each operation stays the same however large the document is. Fewer but longer operations call for one as well:
 * {@code snapshotBytes} of them, and at least as many as the document has units. And however many there are, two snapshots
 * are {@code snapshotPause} apart: programs may send thousands of operations a second, and whoever appends meanwhile waits for the
 * disk that a snapshot is written to.
 *
 * <p>Before a document goes out of memory, one is stored if there is more to read after the last one than a few short entries
 * ({@link #behind}): reading those is nearly as quick as reading one, and storing one forces the disk.
 */
final class SnapshotWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotWriter.class);
    private static final int UNITS_PER_OPERATION = 1_000;

    /** So many operations after the stored snapshot are a few. */
    static final int FEW = 16;

    /** They are short if they have fewer bytes than this. */
    static final int SHORT = 16 << 10;

    private final StoredDocument document;
    private final Storage storage;
    private final StorageCalls calls;
    private final InstantSource clock;
    private final Environment.Policy policy;
    private final DurableContent<?> content;
    private long storedAt;
    /** Length of the encoded operations after {@code storedAt}. */
    private long bytes;

    /** When the last one was begun, by the clock; long ago if none was. */
    private long begunMs = Long.MIN_VALUE / 2;

    private boolean writing;

    SnapshotWriter(
            StoredDocument document,
            Environment environment,
            StorageCalls calls,
            DurableContent<?> content,
            Loaded<?> loaded) {
        this.document = document;
        this.storage = environment.storage();
        this.calls = calls;
        this.clock = environment.clock();
        this.policy = environment.policy();
        this.content = content;
        this.storedAt = loaded.snapshotRevision();
        this.bytes = loaded.bytesAfterSnapshot();
    }

    /** Returns whether a snapshot is being stored. */
    boolean writing() {
        return writing;
    }

    /** Returns whether more than a few short operations came after the stored snapshot. */
    boolean behind() {
        long operations = content.revision() - storedAt;
        return operations > FEW || (operations > 0 && bytes >= SHORT);
    }

    /** Takes note of entries that became durable. */
    void added(List<LogEntry> entries) {
        for (LogEntry entry : entries) {
            bytes += entry.operation().length();
        }
    }

    /** Stores a snapshot if it is time for one. */
    void writeIfDue() {
        long size = content.size();
        boolean many = content.revision() - storedAt >= Math.max(policy.snapshotEvery(), size / UNITS_PER_OPERATION);
        boolean large = bytes >= Math.max(policy.snapshotBytes(), size);
        if ((many || large) && !writing && rested()) {
            store(() -> {});
        }
    }

    /** Returns whether the last one is long enough ago; also if the clock was set back since. */
    private boolean rested() {
        return Math.abs(clock.millis() - begunMs) >= policy.snapshotPause().toMillis();
    }

    /**
     * Stores a snapshot if the stored one is {@linkplain #behind behind}, and none is being stored.
     *
     * @param done told afterwards, in the mailbox, whether it succeeded or not
     */
    void catchUp(Runnable done) {
        if (behind() && !writing) {
            store(done);
        } else {
            done.run();
        }
    }

    private void store(Runnable done) {
        writing = true;
        begunMs = clock.millis();
        Snapshot snapshot = content.snapshot();
        long bytesBefore = bytes;
        calls.call(
                () -> {
                    storage.writeSnapshot(
                            document, new StoredSnapshot(snapshot.revision(), Bytes.wrap(snapshot.encode())));
                    thinOut();
                    return snapshot.revision();
                },
                revision -> {
                    storedAt = revision;
                    bytes -= bytesBefore;
                    writing = false;
                    done.run();
                },
                failure -> {
                    LOG.warn(
                            "a snapshot could not be stored, doc={} revision={}",
                            document.id(),
                            snapshot.revision(),
                            failure);
                    writing = false;
                    done.run();
                });
    }

    /** Drops what is not needed any more. Blocks; it matters little if it fails, since it is done again next time. */
    private void thinOut() {
        try {
            Set<Long> needed = storage.versions(document).stream()
                    .map(NamedVersion::revision)
                    .collect(Collectors.toSet());
            needed.add(storage.squashedUpTo(document));
            storage.dropSnapshots(
                    document, policy.snapshots().superfluous(storage.snapshots(document), needed, clock.millis()));
        } catch (StorageException e) {
            LOG.warn("snapshots could not be dropped, doc={}", document.id(), e);
        }
    }
}
