package dev.stet.server.storage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A store that leaves everything to another one, so that a subclass changes what it has to. Thread-safe if that is. */
abstract class ForwardingStorage implements Storage {
    private final Storage storage;

    ForwardingStorage(Storage storage) {
        this.storage = storage;
    }

    @Override
    public String id() {
        return storage.id();
    }

    @Override
    public boolean isShared() {
        return storage.isShared();
    }

    @Override
    public Optional<StoredDocument> find(String id) {
        return storage.find(id);
    }

    @Override
    public Optional<DocumentInfo> info(String id) {
        return storage.info(id);
    }

    @Override
    public List<DocumentInfo> list(String afterId, int limit) {
        return storage.list(afterId, limit);
    }

    @Override
    public Set<StoredDocument> deleted(Collection<StoredDocument> documents) {
        return storage.deleted(documents);
    }

    @Override
    public Optional<StoredDocument> createIfAbsent(String id, String docType) {
        return storage.createIfAbsent(id, docType);
    }

    @Override
    public StoredDocument adopt(DocumentInfo from) {
        return storage.adopt(from);
    }

    @Override
    public void setDeleted(StoredDocument document, OptionalLong deletedMs) {
        storage.setDeleted(document, deletedMs);
    }

    @Override
    public void abandon(StoredDocument adopted) {
        storage.abandon(adopted);
    }

    @Override
    public Optional<StoredSnapshot> snapshot(StoredDocument document, long maxRevision) {
        return storage.snapshot(document, maxRevision);
    }

    @Override
    public void writeSnapshot(StoredDocument document, StoredSnapshot snapshot) {
        storage.writeSnapshot(document, snapshot);
    }

    @Override
    public List<SnapshotInfo> snapshots(StoredDocument document) {
        return storage.snapshots(document);
    }

    @Override
    public void dropSnapshots(StoredDocument document, Collection<Long> revisions) {
        storage.dropSnapshots(document, revisions);
    }

    @Override
    public List<NamedVersion> versions(StoredDocument document) {
        return storage.versions(document);
    }

    @Override
    public boolean addVersion(StoredDocument document, NamedVersion version) {
        return storage.addVersion(document, version);
    }

    @Override
    public boolean removeVersion(StoredDocument document, String name) {
        return storage.removeVersion(document, name);
    }

    @Override
    public List<LogEntry> read(StoredDocument document, long afterRevision, int limit) {
        return storage.read(document, afterRevision, limit);
    }

    @Override
    public List<LogEntry> readPage(StoredDocument document, long afterRevision, long maxBytes) {
        return storage.readPage(document, afterRevision, maxBytes);
    }

    @Override
    public List<LogMark> marks(StoredDocument document, long afterRevision, int limit) {
        return storage.marks(document, afterRevision, limit);
    }

    @Override
    public List<StoredEntry> readHashed(StoredDocument document, long afterRevision, int limit) {
        return storage.readHashed(document, afterRevision, limit);
    }

    @Override
    public long head(StoredDocument document) {
        return storage.head(document);
    }

    @Override
    public Map<StoredDocument, Long> heads(Collection<StoredDocument> documents) {
        return storage.heads(documents);
    }

    @Override
    public long revisionAt(StoredDocument document, long timeMs) {
        return storage.revisionAt(document, timeMs);
    }

    @Override
    public Set<StoredDocument> append(List<Append> batch) {
        return storage.append(batch);
    }

    @Override
    public boolean appendAtOnce(List<Append> batch) {
        return storage.appendAtOnce(batch);
    }

    @Override
    public Quarantined quarantine(
            StoredDocument document, long afterRevision, Collection<Long> snapshots, String reason) {
        return storage.quarantine(document, afterRevision, snapshots, reason);
    }

    @Override
    public boolean squash(StoredDocument document, List<Slice> slices, StoredSnapshot end) {
        return storage.squash(document, slices, end);
    }

    @Override
    public long squashedUpTo(StoredDocument document) {
        return storage.squashedUpTo(document);
    }

    @Override
    public List<SealedSlice> slices(StoredDocument document, long afterRevision, int limit) {
        return storage.slices(document, afterRevision, limit);
    }

    @Override
    public Optional<LastSequence> lastSquashed(StoredDocument document, String client) {
        return storage.lastSquashed(document, client);
    }

    @Override
    public List<SquashedClient> squashedClients(StoredDocument document, String afterClient, int limit) {
        return storage.squashedClients(document, afterClient, limit);
    }

    @Override
    public void adoptSquashed(StoredDocument document, List<SealedSlice> slices, List<SquashedClient> clients) {
        storage.adoptSquashed(document, slices, clients);
    }

    @Override
    public Optional<PoolUse> pool() {
        return storage.pool();
    }

    @Override
    public AccessStorage access() {
        return storage.access();
    }

    @Override
    public void check() {
        storage.check();
    }

    @Override
    public void close() {
        storage.close();
    }
}
