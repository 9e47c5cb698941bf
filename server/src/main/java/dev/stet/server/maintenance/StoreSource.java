package dev.stet.server.maintenance;

import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.SealedSlice;
import dev.stet.server.storage.SnapshotInfo;
import dev.stet.server.storage.SquashedClient;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredAccess;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredEntry;
import dev.stet.server.storage.StoredShare;
import dev.stet.server.storage.StoredSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The documents of a store, which may be in use: a log only grows, so reading each document up to the head that it had
 * when it was begun gives a document as it was. If a log is squashed right while it is read, so that what follows what was
 * read is there no more, its document is abandoned and begun again. Confined to its owner's thread.
 */
final class StoreSource implements DocumentSource {
    private static final int DOCUMENTS_AT_ONCE = 500;
    private static final int SLICES_AT_ONCE = 100;
    private static final int CLIENTS_AT_ONCE = 1_000;

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
        Optional<Head> read = log(info, sink, reader);
        while (read.isEmpty()) {
            sink.abandon();
            read = log(info, sink, reader);
        }
        long head = read.get().revision();
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
        StoredAccess list = storage.access().list(document.id());
        if (list.version() > 0) {
            sink.accessList(list);
        }
        for (StoredShare share : storage.access().shares(document.id())) {
            sink.share(share);
        }
        sink.end(head, read.get().hash());
    }

    /** Gives the beginning and the log, and says where that ends; nothing if the log was squashed meanwhile. */
    private Optional<Head> log(DocumentInfo info, DocumentSink sink, ExecutorService reader) throws IOException {
        sink.begin(info);
        Head squashed = squashed(info.document(), sink);
        return entries(info.document(), squashed, storage.head(info.document()), sink, reader);
    }

    /** Where a log goes on, and the hash that it goes on from. */
    private record Head(long revision, ChainHash hash) {}

    /** Gives the squashed part, and says where it ends. */
    private Head squashed(StoredDocument document, DocumentSink sink) throws IOException {
        Head end = new Head(0, ChainHash.start(document.id()));
        List<SquashedClient> clients;
        do { // clients are read again if what they were in is not all of the squashed part any more
            List<SealedSlice> page = storage.slices(document, end.revision(), SLICES_AT_ONCE);
            while (!page.isEmpty()) {
                sink.slices(page);
                end = new Head(
                        page.getLast().slice().lastRevision(), page.getLast().logHash());
                page = storage.slices(document, end.revision(), SLICES_AT_ONCE);
            }
            clients = end.revision() == 0 ? List.of() : clients(document);
        } while (storage.squashedUpTo(document) != end.revision());
        for (int from = 0; from < clients.size(); from += CLIENTS_AT_ONCE) {
            sink.clients(clients.subList(from, Math.min(clients.size(), from + CLIENTS_AT_ONCE)));
        }
        return end;
    }

    private List<SquashedClient> clients(StoredDocument document) {
        List<SquashedClient> clients = new ArrayList<>();
        List<SquashedClient> page = storage.squashedClients(document, "", CLIENTS_AT_ONCE);
        while (!page.isEmpty()) {
            clients.addAll(page);
            page = storage.squashedClients(document, page.getLast().client(), CLIENTS_AT_ONCE);
        }
        return clients;
    }

    private Optional<Head> entries(
            StoredDocument document, Head squashed, long head, DocumentSink sink, ExecutorService reader)
            throws IOException {
        ChainHash hash = squashed.hash();
        long at = squashed.revision();
        LogPages pages = new LogPages(storage, document, at, reader);
        for (List<StoredEntry> page = pages.next(); !page.isEmpty(); page = pages.next()) {
            if (page.getFirst().entry().revision() != at + 1 && storage.squashedUpTo(document) != squashed.revision()) {
                return Optional.empty();
            }
            at = page.getLast().entry().revision();
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
        return Optional.of(new Head(head, hash));
    }
}
