package dev.stet.server.maintenance;

import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.Storage.Append;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredEntry;
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

    /** Looks at the end of the log as it now is in the store: its hash vouches for all of it. */
    @Override
    public void end(long revision, ChainHash hash) {
        Optional<ChainHash> last = revision == 0
                ? Optional.of(ChainHash.start(document().id()))
                : storage.readHashed(document(), revision - 1, 2).stream()
                        .reduce((first, second) -> second)
                        .filter(stored -> stored.entry().revision() == revision)
                        .map(StoredEntry::hash);
        if (!last.equals(Optional.of(hash))) {
            throw new StorageException("The target has not what was written to it, document="
                    + document().id() + ", revision=" + revision);
        }
        document = null;
    }

    private StoredDocument document() {
        StoredDocument present = document;
        if (present == null) {
            throw new IllegalStateException("a document has to begin first");
        }
        return present;
    }
}
