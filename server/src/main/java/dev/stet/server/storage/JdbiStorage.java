package dev.stet.server.storage;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The store in SQL that all engines share. What differs is in {@link Database}; the tables are in
 * {@code db/migration}.
 *
 * <p>Threads: thread-safe.
 */
abstract class JdbiStorage implements Storage {

    private final Database database;
    private final InstantSource clock;
    private final String id;
    private final OperationTable operations = new OperationTable();
    private final KnownHeads heads = new KnownHeads();

    JdbiStorage(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        try {
            this.id = StoreTable.id(database);
        } catch (StorageException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<StoredDocument> find(String id) {
        return info(id).map(DocumentInfo::document);
    }

    @Override
    public Optional<DocumentInfo> info(String id) {
        return database.read("look for a document, document=" + id, handle -> DocumentTable.find(handle, id));
    }

    @Override
    public List<DocumentInfo> list(String afterId, int limit) {
        return database.read("list documents", handle -> DocumentTable.list(handle, afterId, limit));
    }

    @Override
    public Optional<StoredDocument> createIfAbsent(String id, String docType) {
        Optional<StoredDocument> created = database.write(
                "create a document, document=" + id,
                handle -> DocumentTable.create(handle, id, docType, clock.millis()));
        created.ifPresent(document -> heads.learn(document, Head.ofEmpty(document)));
        return created;
    }

    @Override
    public StoredDocument adopt(DocumentInfo from) {
        String id = from.document().id();
        return database.write("take over a document, document=" + id, handle -> DocumentTable.adopt(handle, from));
    }

    @Override
    public void abandon(StoredDocument adopted) {
        heads.forget(adopted);
        database.write("take back a document, document=" + adopted.id(), handle -> {
            handle.useTransaction(transaction -> DocumentTable.remove(transaction, adopted.key()));
            return adopted.key();
        });
    }

    @Override
    public void setDeleted(StoredDocument document, OptionalLong deletedMs) {
        database.write(
                "mark a document, document=" + document.id(),
                handle -> DocumentTable.setDeleted(handle, document.key(), deletedMs));
    }

    @Override
    public Set<StoredDocument> deleted(Collection<StoredDocument> documents) {
        if (documents.isEmpty()) {
            return Set.of();
        }
        Set<Long> deleted = database.read(
                "look for deleted documents, documents=" + documents.size(),
                handle -> DocumentTable.deleted(
                        handle, documents.stream().map(StoredDocument::key).toList()));
        return documents.stream()
                .filter(document -> deleted.contains(document.key()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<StoredSnapshot> snapshot(StoredDocument document, long maxRevision) {
        return database.read(
                "read a snapshot, document=" + document.id(),
                handle -> SnapshotTable.newest(handle, document, maxRevision));
    }

    @Override
    public void writeSnapshot(StoredDocument document, StoredSnapshot snapshot) {
        String doing = "write a snapshot, document=" + document.id() + ", revision=" + snapshot.revision();
        database.write(doing, handle -> {
            boolean written = false;
            while (!written) {
                written = SnapshotTable.replace(handle, document.key(), snapshot, clock.millis());
            }
            return snapshot.revision();
        });
    }

    @Override
    public List<SnapshotInfo> snapshots(StoredDocument document) {
        return database.read(
                "list snapshots, document=" + document.id(), handle -> SnapshotTable.list(handle, document.key()));
    }

    @Override
    public void dropSnapshots(StoredDocument document, Collection<Long> revisions) {
        if (revisions.isEmpty()) {
            return; // as for almost every document that is put away: nothing to force
        }
        database.write("drop snapshots, document=" + document.id(), handle -> {
            SnapshotTable.drop(handle, document.key(), revisions);
            return revisions.size();
        });
    }

    @Override
    public List<NamedVersion> versions(StoredDocument document) {
        return database.read(
                "list versions, document=" + document.id(), handle -> VersionTable.list(handle, document.key()));
    }

    @Override
    public boolean addVersion(StoredDocument document, NamedVersion version) {
        return database.write(
                "name a version, document=" + document.id(),
                handle -> VersionTable.add(handle, document.key(), version));
    }

    @Override
    public boolean removeVersion(StoredDocument document, String name) {
        return database.write(
                "take a name away, document=" + document.id(),
                handle -> VersionTable.remove(handle, document.key(), name));
    }

    @Override
    public List<LogEntry> read(StoredDocument document, long afterRevision, int limit) {
        return readHashed(document, afterRevision, limit).stream()
                .map(StoredEntry::entry)
                .toList();
    }

    @Override
    public List<LogEntry> readPage(StoredDocument document, long afterRevision, long maxBytes) {
        return database.read(
                "read a page of the log, document=" + document.id(),
                handle -> operations.page(handle, document.key(), afterRevision, maxBytes).stream()
                        .map(StoredEntry::entry)
                        .toList());
    }

    @Override
    public List<LogMark> marks(StoredDocument document, long afterRevision, int limit) {
        return database.read(
                "read who wrote when, document=" + document.id(),
                handle -> operations.marks(handle, document.key(), afterRevision, limit));
    }

    @Override
    public List<StoredEntry> readHashed(StoredDocument document, long afterRevision, int limit) {
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
                handle -> operations.head(handle, document).revision());
    }

    @Override
    public Map<StoredDocument, Long> heads(Collection<StoredDocument> documents) {
        return database.read("read the heads of logs, documents=" + documents.size(), handle -> {
            Map<Long, Long> found = operations.heads(
                    handle, documents.stream().map(StoredDocument::key).toList());
            return documents.stream()
                    .collect(Collectors.toMap(Function.identity(), document -> found.getOrDefault(document.key(), 0L)));
        });
    }

    @Override
    public long revisionAt(StoredDocument document, long timeMs) {
        return database.read("look for a time in the log, document=" + document.id(), handle -> {
            long squashed = SquashedTable.upTo(handle, document.key());
            if (squashed > 0
                    && operations.timeFrom(handle, document.key(), squashed + 1).orElse(Long.MAX_VALUE) > timeMs) {
                return SquashedTable.revisionAt(handle, document.key(), timeMs);
            }
            long before = squashed;
            long after = operations.head(handle, document).revision() + 1;
            while (after - before > 1) { // the times of a log never go down
                long middle = before + (after - before) / 2;
                if (operations.timeFrom(handle, document.key(), middle).orElseThrow() <= timeMs) {
                    before = middle;
                } else {
                    after = middle;
                }
            }
            return before;
        });
    }

    @Override
    public Set<StoredDocument> append(List<Append> batch) {
        Appends.requireWellFormed(batch);
        try {
            return database.write("append entries, documents=" + batch.size(), handle -> append(handle, batch));
        } catch (StorageException e) {
            batch.forEach(append -> heads.forget(append.document())); // whether they moved is unknown now
            throw e;
        }
    }

    private Set<StoredDocument> append(Handle handle, List<Append> batch) throws SQLException {
        operations.internWriters(handle, batch);
        Set<StoredDocument> conflicted = new HashSet<>();
        List<HashedAppend> next = new ArrayList<>(batch.size());
        for (Append append : batch) {
            StoredDocument document = append.document();
            Head head = heads.of(document)
                    .filter(known -> known.revision() == Appends.before(append))
                    .orElseGet(() -> operations.head(handle, document));
            if (head.revision() == Appends.before(append)) {
                next.add(HashedAppend.after(head, append));
            } else {
                conflicted.add(document);
            }
        }
        if (!insert(handle, next)) {
            for (HashedAppend append : next) { // find out whose revisions are taken
                if (!insert(handle, List.of(append))) {
                    conflicted.add(append.document());
                }
            }
        }
        conflicted.forEach(heads::forget);
        next.stream()
                .filter(append -> !conflicted.contains(append.document()))
                .forEach(append -> heads.learn(append.document(), append.head()));
        return conflicted;
    }

    /** Inserts all in one transaction, or nothing, and says which. */
    private boolean insert(Handle handle, List<HashedAppend> appends) throws SQLException {
        return appends.isEmpty() || database.insert(handle, operations.rows(handle, appends));
    }

    @Override
    public Quarantined quarantine(
            StoredDocument document, long afterRevision, Collection<Long> snapshots, String reason) {
        heads.forget(document);
        return database.write(
                "move damage aside, document=" + document.id(),
                handle -> handle.inTransaction(transaction -> QuarantineTable.move(
                        transaction, document.key(), afterRevision, snapshots, reason, clock.millis())));
    }

    @Override
    public boolean squash(StoredDocument document, List<Slice> slices, StoredSnapshot end) {
        SquashedTable.requireWellFormed(slices, end);
        return database.write("squash a log, document=" + document.id(), handle -> {
            if (operations.head(handle, document).revision() <= end.revision()) {
                throw new IllegalArgumentException(
                        "the newest entry of a log stays, document=" + document.id() + ", upTo=" + end.revision());
            }
            return SquashedTable.squash(handle, document, slices, transaction -> {
                SnapshotTable.dropInside(transaction, document.key(), slices);
                SnapshotTable.write(transaction, document.key(), end, clock.millis());
            });
        });
    }

    @Override
    public long squashedUpTo(StoredDocument document) {
        return database.read(
                "look how far a log is squashed, document=" + document.id(),
                handle -> SquashedTable.upTo(handle, document.key()));
    }

    @Override
    public List<SealedSlice> slices(StoredDocument document, long afterRevision, int limit) {
        return database.read(
                "read slices of a log, document=" + document.id(),
                handle -> SquashedTable.slices(handle, document.key(), afterRevision, limit));
    }

    @Override
    public Optional<LastSequence> lastSquashed(StoredDocument document, String client) {
        return database.read(
                "look for a client in a squashed log, document=" + document.id(),
                handle -> SquashedClientTable.last(handle, document.key(), client));
    }

    @Override
    public List<SquashedClient> squashedClients(StoredDocument document, String afterClient, int limit) {
        return database.read(
                "list clients of a squashed log, document=" + document.id(),
                handle -> SquashedClientTable.list(handle, document.key(), afterClient, limit));
    }

    @Override
    public void adoptSquashed(StoredDocument document, List<SealedSlice> slices, List<SquashedClient> clients) {
        heads.forget(document);
        database.write("take over a squashed log, document=" + document.id(), handle -> {
            handle.useTransaction(transaction -> {
                if (operations.timeFrom(transaction, document.key(), 0).isPresent()) {
                    throw new StorageException(
                            "The squashed part of a log comes before its entries, document=" + document.id());
                }
                SquashedTable.adopt(transaction, document.key(), slices);
                SquashedClientTable.insert(transaction, document.key(), clients);
            });
            return slices.size();
        });
    }

    @Override
    public Optional<PoolUse> pool() {
        return Optional.of(database.pool());
    }

    @Override
    public AccessStorage access() {
        return new AccessTables(database);
    }

    @Override
    public void check() {
        database.write("write to the store", handle -> StoreTable.check(handle, clock.millis()));
    }

    @Override
    public void close() {
        database.close();
    }
}
