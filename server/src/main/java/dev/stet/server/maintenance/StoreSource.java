package dev.stet.server.maintenance;

import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.SnapshotInfo;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredEntry;
import dev.stet.server.storage.StoredSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The documents of a store, which may be in use: a log only grows, so reading each document up to the head that it had
 * when it was begun gives a document as it was. Confined to its owner's thread.
 */
final class StoreSource implements DocumentSource {
    private static final int DOCUMENTS_AT_ONCE = 500;

    private final Storage storage;

    /** Gives all documents of a store. */
    StoreSource(Storage storage) {
        this.storage = storage;
    }

    @Override
    public void forEach(DocumentSink sink) throws IOException {
        List<DocumentInfo> page = storage.list("", DOCUMENTS_AT_ONCE);
        while (!page.isEmpty()) {
            give(page, sink);
            page = storage.list(page.getLast().document().id(), DOCUMENTS_AT_ONCE);
        }
    }

    /** Gives these documents only. */
    void give(List<DocumentInfo> documents, DocumentSink sink) throws IOException {
        try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
            for (DocumentInfo document : documents) {
                give(document, sink, reader);
            }
        }
    }

    private void give(DocumentInfo info, DocumentSink sink, ExecutorService reader) throws IOException {
        StoredDocument document = info.document();
        if (storage.squashedUpTo(document) > 0) {
            throw new StorageException("A squashed log cannot be copied yet, document=" + document.id());
        }
        long head = storage.head(document);
        sink.begin(info);
        ChainHash hash = log(document, head, sink, reader);
        for (SnapshotInfo snapshot : storage.snapshots(document)) {
            if (snapshot.revision() <= head) {
                Optional<StoredSnapshot> stored = storage.snapshot(document, snapshot.revision())
                        .filter(found -> found.revision() == snapshot.revision()); // else dropped meanwhile
                if (stored.isPresent()) {
                    sink.snapshot(stored.get());
                }
            }
        }
        for (NamedVersion version : storage.versions(document)) {
            if (version.revision() <= head) {
                sink.version(version);
            }
        }
        sink.end(head, hash);
    }

    private ChainHash log(StoredDocument document, long head, DocumentSink sink, ExecutorService reader)
            throws IOException {
        ChainHash hash = ChainHash.start(document.id());
        LogPages pages = new LogPages(storage, document, 0, reader);
        for (List<StoredEntry> page = pages.next(); !page.isEmpty(); page = pages.next()) {
            List<StoredEntry> upToHead = page.getLast().entry().revision() <= head
                    ? page
                    : page.stream()
                            .filter(stored -> stored.entry().revision() <= head)
                            .toList();
            if (!upToHead.isEmpty()) {
                sink.entries(upToHead);
                hash = upToHead.getLast().hash();
            }
            if (page.getLast().entry().revision() >= head) {
                break;
            }
        }
        return hash;
    }
}
