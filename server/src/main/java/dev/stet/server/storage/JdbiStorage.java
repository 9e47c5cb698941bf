package dev.stet.server.storage;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * The store in SQL that all engines share. What differs is in {@link Database}; the tables are in
 * {@code db/migration}.
 *
 * <p>Threads: thread-safe.
 */
abstract class JdbiStorage implements Storage {

    /** The newest snapshots of a document that are kept: the last one, and one in case it cannot be read. */
    private static final int SNAPSHOTS_KEPT = 2;

    private static final RowMapper<StoredDocument> DOCUMENT =
            (row, context) -> new StoredDocument(row.getLong(1), row.getString(2), row.getString(3));

    private static final RowMapper<StoredSnapshot> SNAPSHOT =
            (row, context) -> new StoredSnapshot(row.getLong(1), Bytes.wrap(row.getBytes(2)));

    private final Database database;
    private final InstantSource clock;
    private final OperationTable operations = new OperationTable();
    private final KnownHeads heads = new KnownHeads();

    JdbiStorage(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<StoredDocument> find(String id) {
        return database.read("look for a document, document=" + id, handle -> find(handle, id));
    }

    @Override
    public StoredDocument create(String id, String docType) {
        return database.write("create a document, document=" + id, handle -> {
            Optional<StoredDocument> present = find(handle, id);
            if (present.isPresent()) {
                return present.get();
            }
            try {
                handle.execute(
                        "insert into document (id, doc_type, created_ms) values (?, ?, ?)",
                        id,
                        docType,
                        clock.millis());
            } catch (JdbiException e) {
                if (!SqlState.isDuplicateKey(e)) {
                    throw e;
                }
            }
            return find(handle, id).orElseThrow();
        });
    }

    @Override
    public Optional<StoredSnapshot> snapshot(StoredDocument document, long maxRevision) {
        return database.read(
                "read a snapshot, document=" + document.id(),
                handle -> handle.createQuery("""
                        select revision, content from snapshot where document = ? and revision <= ?
                        order by document desc, revision desc limit 1""")
                        .bind(0, document.key())
                        .bind(1, maxRevision)
                        .map(SNAPSHOT)
                        .findOne());
    }

    @Override
    public List<LogEntry> read(StoredDocument document, long afterRevision, int limit) {
        if (afterRevision < 0 || limit < 1) {
            throw new IllegalArgumentException("a log is read from revision 0 or later, at least one entry of it,"
                    + " afterRevision=" + afterRevision + ", limit=" + limit);
        }
        return database.read(
                "read the log, document=" + document.id(),
                handle -> operations.read(handle, document.key(), afterRevision, limit));
    }

    @Override
    public long head(StoredDocument document) {
        return database.read(
                "read the head of the log, document=" + document.id(),
                handle -> operations.head(handle, document.key()));
    }

    @Override
    public Set<StoredDocument> append(List<Append> batch) {
        Appends.requireWellFormed(batch);
        try {
            Set<StoredDocument> conflicted =
                    database.write("append entries, documents=" + batch.size(), handle -> append(handle, batch));
            batch.stream()
                    .filter(append -> !conflicted.contains(append.document()))
                    .forEach(heads::learn);
            return conflicted;
        } catch (StorageException e) {
            batch.forEach(heads::forget); // whether they moved is unknown now
            throw e;
        }
    }

    private Set<StoredDocument> append(Handle handle, List<Append> batch) {
        operations.internWriters(handle, batch);
        Set<StoredDocument> conflicted = new HashSet<>();
        List<Append> next = batch.stream()
                .filter(append -> heads.isNext(append)
                        || operations.head(handle, append.document().key()) == Appends.before(append))
                .toList();
        batch.stream().filter(append -> !next.contains(append)).forEach(append -> conflicted.add(append.document()));
        if (!insert(handle, next)) {
            for (Append append : next) { // find out whose revisions are taken
                if (!insert(handle, List.of(append))) {
                    conflicted.add(append.document());
                }
            }
        }
        conflicted.forEach(heads::forget);
        return conflicted;
    }

    /** Inserts in one transaction, or nothing, and says which. */
    private boolean insert(Handle handle, List<Append> appends) {
        if (appends.isEmpty()) {
            return true;
        }
        try {
            handle.useTransaction(transaction -> operations.insert(transaction, appends));
            return true;
        } catch (JdbiException e) {
            if (SqlState.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void writeSnapshot(StoredDocument document, StoredSnapshot snapshot) {
        long key = document.key();
        String doing = "write a snapshot, document=" + document.id() + ", revision=" + snapshot.revision();
        database.write(
                doing,
                handle -> handle.inTransaction(transaction -> {
                    transaction.execute(
                            "delete from snapshot where document = ? and revision = ?", key, snapshot.revision());
                    transaction.execute(
                            "insert into snapshot (document, revision, content) values (?, ?, ?)",
                            key,
                            snapshot.revision(),
                            snapshot.content().array());
                    return transaction.execute("""
                    delete from snapshot where document = ? and revision < (select min(revision) from (
                        select revision from snapshot where document = ?
                        order by document desc, revision desc limit ?) newest)""", key, key, SNAPSHOTS_KEPT);
                }));
    }

    @Override
    public void check() {
        database.write(
                "write to the store", handle -> handle.execute("update readiness set checked_ms = ?", clock.millis()));
    }

    @Override
    public void close() {
        database.close();
    }

    private static Optional<StoredDocument> find(Handle handle, String id) {
        return handle.createQuery("select document, id, doc_type from document where id = ?")
                .bind(0, id)
                .map(DOCUMENT)
                .findOne();
    }
}
