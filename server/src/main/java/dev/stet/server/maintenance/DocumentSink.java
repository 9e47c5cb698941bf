package dev.stet.server.maintenance;

import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.StoredEntry;
import dev.stet.server.storage.StoredSnapshot;
import java.io.IOException;
import java.util.List;

/**
 * Where documents go, one after the other, each in this order: its beginning, its log from revision 1 on in pages, its
 * snapshots, its versions, its end. Confined to its owner's thread.
 */
interface DocumentSink {

    /** A document begins. */
    void begin(DocumentInfo document) throws IOException;

    /** The next entries of its log. */
    void entries(List<StoredEntry> page) throws IOException;

    /** One of its snapshots, not newer than its log. */
    void snapshot(StoredSnapshot snapshot) throws IOException;

    /** One of its versions, not newer than its log. */
    void version(NamedVersion version) throws IOException;

    /**
     * The document is complete.
     *
     * @param revision of its newest entry; 0 if there is none
     * @param hash of that entry, or the one that its log starts with
     */
    void end(long revision, ChainHash hash) throws IOException;
}
