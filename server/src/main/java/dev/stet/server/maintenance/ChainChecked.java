package dev.stet.server.maintenance;

import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.ChainHasher;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.SealedSlice;
import dev.stet.server.storage.SquashedClient;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredAccess;
import dev.stet.server.storage.StoredEntry;
import dev.stet.server.storage.StoredShare;
import dev.stet.server.storage.StoredSnapshot;
import java.io.IOException;
import java.util.List;

/**
 * Lets nothing through but logs without a gap whose hashes and seals fit, and counts what goes through. Confined to its owner's
 * thread.
 */
final class ChainChecked implements DocumentSink {
    private final DocumentSink sink;
    private final ProgressCount progress;
    private final ChainHasher hasher = new ChainHasher();
    private String id = "";
    private long revision;
    private ChainHash hash = ChainHash.start("");
    private ChainHash seal = hash; // of the slice that ends at revision, while there are no entries
    private long squashed; // where the squashed part ends
    private long entries; // of the document
    private long snapshots;
    private long versions;

    ChainChecked(DocumentSink sink, ProgressCount progress) {
        this.sink = sink;
        this.progress = progress;
    }

    @Override
    public void begin(DocumentInfo document) throws IOException {
        id = document.document().id();
        revision = 0;
        hash = ChainHash.start(id);
        seal = hash;
        squashed = 0;
        entries = 0;
        sink.begin(document);
    }

    @Override
    public void slices(List<SealedSlice> page) throws IOException {
        for (SealedSlice sealed : page) {
            if (revision != squashed) {
                throw damaged("a slice comes after an entry");
            }
            if (sealed.slice().firstRevision() != revision + 1) {
                throw damaged("the squashed part of the log has a gap");
            }
            seal = sealed.slice().seal(seal, sealed.logHash());
            if (!seal.equals(sealed.seal())) {
                throw damaged("a slice does not fit its seal");
            }
            hash = sealed.logHash();
            revision = sealed.slice().lastRevision();
            squashed = revision;
        }
        sink.slices(page);
    }

    @Override
    public void clients(List<SquashedClient> page) throws IOException {
        for (SquashedClient client : page) {
            if (client.last().revision() < 1 || client.last().revision() > squashed) {
                throw damaged("a client of the squashed part was never there");
            }
        }
        sink.clients(page);
    }

    @Override
    public void entries(List<StoredEntry> page) throws IOException {
        for (StoredEntry stored : page) {
            revision++;
            if (stored.entry().revision() != revision) {
                throw damaged("the log has a gap");
            }
            hash = hasher.next(hash, stored.entry());
            if (!hash.equals(stored.hash())) {
                throw damaged("an entry does not fit its hash");
            }
        }
        sink.entries(page);
        progress.entries(page.size());
        entries += page.size();
    }

    @Override
    public void snapshot(StoredSnapshot snapshot) throws IOException {
        requireInLog(snapshot.revision(), "a snapshot is newer than the log");
        sink.snapshot(snapshot);
        snapshots++;
    }

    @Override
    public void version(NamedVersion version) throws IOException {
        requireInLog(version.revision(), "a version is newer than the log");
        sink.version(version);
        versions++;
    }

    @Override
    public void accessList(StoredAccess list) throws IOException {
        sink.accessList(list);
    }

    @Override
    public void share(StoredShare share) throws IOException {
        sink.share(share);
    }

    @Override
    public void abandon() throws IOException {
        sink.abandon();
        progress.entries(-entries);
    }

    @Override
    public void end(long endRevision, ChainHash endHash) throws IOException {
        if (endRevision != revision || !endHash.equals(hash)) {
            throw damaged("the log does not end where it should");
        }
        sink.end(endRevision, endHash);
        progress.document();
    }

    /** Returns what went through. */
    Transferred transferred() {
        return new Transferred(progress.documents(), progress.entries(), snapshots, versions);
    }

    private void requireInLog(long at, String what) {
        if (at < 0 || at > revision) {
            throw damaged(what);
        }
    }

    private StorageException damaged(String what) {
        return new StorageException(
                "What is to be copied is damaged: " + what + ", document=" + id + ", revision=" + revision);
    }
}
