package dev.stet.server.maintenance;

import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.SealedSlice;
import dev.stet.server.storage.SquashedClient;
import dev.stet.server.storage.StoredAccess;
import dev.stet.server.storage.StoredEntry;
import dev.stet.server.storage.StoredShare;
import dev.stet.server.storage.StoredSnapshot;
import java.io.IOException;
import java.util.List;

/**
 * Where documents go, one after the other, each in this order: its beginning, the slices of the squashed part of its log
 * and that part's clients if there is one, its entries from there on, all in pages, its snapshots, its versions, its access
 * list if it has one, its share links, its end. Confined to its owner's thread.
 */
interface DocumentSink {

    /** A document begins. */
    void begin(DocumentInfo document) throws IOException;

    /** The next slices of the squashed part of its log. */
    void slices(List<SealedSlice> page) throws IOException;

    /** The next clients of the squashed part. */
    void clients(List<SquashedClient> page) throws IOException;

    /** The next entries of its log. */
    void entries(List<StoredEntry> page) throws IOException;

    /** One of its snapshots, not newer than its log. */
    void snapshot(StoredSnapshot snapshot) throws IOException;

    /** One of its versions, not newer than its log. */
    void version(NamedVersion version) throws IOException;

    /** The list of who may do what with it. */
    void accessList(StoredAccess list) throws IOException;

    /** One of its share links. */
    void share(StoredShare share) throws IOException;

    /** What came of the document, which is not more than its log, is void: it begins again. */
    void abandon() throws IOException;

    /**
     * The document is complete.
     *
     * @param revision of its newest entry or the end of the squashed part; 0 if there is neither
     * @param hash of that entry, or of the one that the squashed part ended with, or the one that its log starts with
     */
    void end(long revision, ChainHash hash) throws IOException;
}
