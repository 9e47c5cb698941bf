package dev.stet.server.storage;

import dev.stet.server.storage.Storage.Append;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts into the database what a crash has left in the write-ahead log alone. What the database has already must be the
 * same there, so it may be done again, after a crash of its own too.
 *
 * <pre>
 *  log        5  6  7  8  9
 *  database   5  6  7           5 to 7 are compared, 8 and 9 appended
 * </pre>
 *
 * <p>Confined to its owner's thread.
 */
final class Replay {

    private final Storage database;
    private final Map<StoredDocument, Long> heads = new HashMap<>();

    private Replay(Storage database) {
        this.database = database;
    }

    /**
     * Applies records, the oldest first.
     *
     * @throws StorageException if it cannot be done without losing or changing something
     */
    static void apply(Iterable<ByteBuffer> records, Storage database) {
        Replay replay = new Replay(database);
        MergedAppends merged = new MergedAppends();
        for (ByteBuffer record : records) {
            AppendCodec.decode(record).forEach(merged::add);
            if (merged.bytes() >= Backlog.TRANSACTION_BYTES) {
                replay.apply(merged);
                merged = new MergedAppends();
            }
        }
        replay.apply(merged);
    }

    private void apply(MergedAppends merged) {
        MergedAppends missing = new MergedAppends();
        for (Append append : merged.batch()) {
            requireWellFormed(append);
            long head = heads.computeIfAbsent(append.document(), this::head);
            if (head < Appends.before(append)) {
                throw new StorageException("Entries are missing between the database and the write-ahead log, document="
                        + append.document().id() + ", head=" + head + ", next=" + (Appends.before(append) + 1));
            }
            int known = (int)
                    Math.min(head - Appends.before(append), append.entries().size());
            requireSame(append, append.entries().subList(0, known));
            if (known < append.entries().size()) {
                List<LogEntry> rest =
                        append.entries().subList(known, append.entries().size());
                missing.add(new Append(append.document(), rest));
                heads.put(append.document(), Appends.after(append));
            }
        }
        List<Append> batch = missing.batch();
        Set<StoredDocument> conflicted = batch.isEmpty() ? Set.of() : database.append(batch);
        if (!conflicted.isEmpty()) {
            throw different(conflicted.iterator().next());
        }
    }

    private static void requireWellFormed(Append append) {
        try {
            Appends.requireWellFormed(List.of(append));
        } catch (IllegalArgumentException e) {
            throw new StorageException(
                    "Entries are missing in the write-ahead log, document="
                            + append.document().id(),
                    e);
        }
    }

    private long head(StoredDocument document) {
        if (!database.find(document.id()).equals(Optional.of(document))) {
            throw new StorageException(
                    "The write-ahead log has entries of a document that is not in the database, document="
                            + document.id() + ", key=" + document.key());
        }
        return database.head(document);
    }

    /** Compares with what the database has; it may have dropped the beginning, which is then not there to compare. */
    private void requireSame(Append append, List<LogEntry> entries) {
        if (!entries.isEmpty()) {
            List<LogEntry> stored = database.read(append.document(), Appends.before(append), entries.size()).stream()
                    .filter(entry -> entry.revision() <= entries.getLast().revision())
                    .toList();
            if (!entries.subList(entries.size() - stored.size(), entries.size()).equals(stored)) {
                throw different(append.document());
            }
        }
    }

    private static StorageException different(StoredDocument document) {
        return new StorageException(
                "The database has other entries than the write-ahead log, document=" + document.id());
    }
}
