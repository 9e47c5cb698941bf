package dev.stet.server.storage;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A store for rehearsing with the one that is there: it has documents that do not exist, of which that one is asked all the same,
 * and it keeps nothing that is appended. So what a real store does to open a document is done, in the store's own database and by
 * its connections, and nothing of it stays. The documents that are real cannot be seen here.
 *
 * <p>Thread-safe as the store is, which it does not close.
 */
public final class RehearsalStorage extends ForwardingStorage {
    private static final String PREFIX = "rehearsal-";

    private final Map<String, Prop> props = new HashMap<>();

    /**
     * A document that is pretended to be there, whenever it is opened as it was at the beginning.
     *
     * @param key not the key of any real document
     * @param content as UTF-8 JSON in the format of the type
     */
    public record Prop(long key, String name, String type, String content) {
        private StoredDocument document() {
            return new StoredDocument(key, name, type);
        }
    }

    /** @param props what there is */
    public RehearsalStorage(Storage storage, Collection<Prop> props) {
        super(storage);
        props.forEach(prop -> this.props.put(prop.name(), prop));
    }

    @Override
    public String id() {
        return PREFIX + super.id();
    }

    /** Nobody else has these documents. */
    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public Optional<StoredDocument> find(String id) {
        return info(id).map(DocumentInfo::document);
    }

    @Override
    public Optional<DocumentInfo> info(String id) {
        Optional<DocumentInfo> real = super.info(PREFIX + id);
        return real.isPresent()
                ? Optional.empty()
                : Optional.ofNullable(props.get(id))
                        .map(prop -> new DocumentInfo(prop.document(), 0, OptionalLong.empty()));
    }

    @Override
    public List<DocumentInfo> list(String afterId, int limit) {
        return List.of();
    }

    @Override
    public Optional<StoredSnapshot> snapshot(StoredDocument document, long maxRevision) {
        Optional<StoredSnapshot> none = super.snapshot(document, maxRevision);
        return none.or(() -> Optional.ofNullable(props.get(document.id()))
                .map(prop -> new StoredSnapshot(0, Bytes.utf8(prop.content()))));
    }

    @Override
    public Set<StoredDocument> append(List<Append> batch) {
        return Set.of();
    }

    @Override
    public boolean appendAtOnce(List<Append> batch) {
        return true;
    }

    @Override
    public void writeSnapshot(StoredDocument document, StoredSnapshot snapshot) {}

    @Override
    public void dropSnapshots(StoredDocument document, Collection<Long> revisions) {}

    @Override
    public Optional<StoredDocument> createIfAbsent(String id, String docType) {
        throw written();
    }

    @Override
    public StoredDocument adopt(DocumentInfo from) {
        throw written();
    }

    @Override
    public void abandon(StoredDocument adopted) {
        throw written();
    }

    @Override
    public void setDeleted(StoredDocument document, OptionalLong deletedMs) {
        throw written();
    }

    @Override
    public boolean addVersion(StoredDocument document, NamedVersion version) {
        throw written();
    }

    @Override
    public boolean removeVersion(StoredDocument document, String name) {
        throw written();
    }

    @Override
    public Quarantined quarantine(
            StoredDocument document, long afterRevision, Collection<Long> snapshots, String reason) {
        throw written();
    }

    @Override
    public boolean squash(StoredDocument document, List<Slice> slices, StoredSnapshot end) {
        throw written();
    }

    @Override
    public void adoptSquashed(StoredDocument document, List<SealedSlice> slices, List<SquashedClient> clients) {
        throw written();
    }

    private static StorageException written() {
        return new StorageException("nothing is written in a rehearsal");
    }

    /** It is open for others. */
    @Override
    public void close() {}
}
