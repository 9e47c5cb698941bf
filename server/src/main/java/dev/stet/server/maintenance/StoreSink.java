package dev.stet.server.maintenance;

import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.SealedSlice;
import dev.stet.server.storage.SquashedClient;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.Storage.Append;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredAccess;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredEntry;
import dev.stet.server.storage.StoredShare;
import dev.stet.server.storage.StoredSnapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes documents into a store that does not have them. Confined to its owner's thread. */
final class StoreSink implements DocumentSink {
    private final Storage storage;
    private @Nullable StoredDocument document;

    StoreSink(Storage storage) {
        this.storage = storage;
    }

    @Override
    public void begin(DocumentInfo begun) {
        document = storage.adopt(begun);
    }

    @Override
    public void slices(List<SealedSlice> page) {
        storage.adoptSquashed(document(), page, List.of());
    }

    @Override
    public void clients(List<SquashedClient> page) {
        storage.adoptSquashed(document(), List.of(), page);
    }

    @Override
    public void entries(List<StoredEntry> page) {
        List<StoredDocument> refused = List.copyOf(storage.append(List.of(
                new Append(document(), page.stream().map(StoredEntry::entry).toList()))));
        if (!refused.isEmpty()) {
            throw new StorageException(
                    "Somebody else writes to the target, document=" + document().id());
        }
    }

    @Override
    public void snapshot(StoredSnapshot snapshot) {
        storage.writeSnapshot(document(), snapshot);
    }

    @Override
    public void version(NamedVersion version) {
        if (!storage.addVersion(document(), version)) {
            throw new StorageException(
                    "Somebody else writes to the target, document=" + document().id());
        }
    }

    @Override
    public void accessList(StoredAccess list) {
        storage.access().adopt(document().id(), list);
    }

    @Override
    public void share(StoredShare share) {
        storage.access().addShare(share);
    }

    @Override
    public void abandon() {
        storage.abandon(document());
        document = null;
    }

    /** Looks at the end of the log as it now is in the store: its hash vouches for all of it. */
    @Override
    public void end(long revision, ChainHash hash) {
        if (!last(revision).equals(Optional.of(hash))) {
            throw new StorageException("The target has not what was written to it, document="
                    + document().id() + ", revision=" + revision);
        }
        document = null;
    }

    /** Returns the hash that the log has at a revision, if it ends there. */
    private Optional<ChainHash> last(long revision) {
        if (revision == 0) {
            return Optional.of(ChainHash.start(document().id()));
        }
        if (storage.squashedUpTo(document()) == revision) {
            return storage.head(document()) == revision
                    ? storage.slices(document(), revision - 1, 1).stream()
                            .map(SealedSlice::logHash)
                            .findFirst()
                    : Optional.empty();
        }
        return storage.readHashed(document(), revision - 1, 2).stream()
                .reduce((first, second) -> second)
                .filter(stored -> stored.entry().revision() == revision)
                .map(StoredEntry::hash);
    }

    private StoredDocument document() {
        StoredDocument present = document;
        if (present == null) {
            throw new IllegalStateException("a document has to begin first");
        }
        return present;
    }
}
