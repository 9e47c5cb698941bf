package dev.stet.server.storage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may do what with which document, as stored. Documents are named as clients name them, whether they exist or not.
 *
 * <p>Threads: thread-safe; calls block. What was written when a call returns is as durable as the store was asked to be.
 * All throw {@link StorageException} if the store cannot be read or written.
 */
public interface AccessStorage {

    /** Returns the list of a document; {@link StoredAccess#NONE} if there is none. */
    default StoredAccess list(String document) {
        return lists(List.of(document)).getOrDefault(document, StoredAccess.NONE);
    }

    /** Returns the lists of those documents that have one. */
    Map<String, StoredAccess> lists(Collection<String> documents);

    /** Returns what tells the state of each document's access from another; nothing for those without list and links. */
    Map<String, AccessMark> marks(Collection<String> documents);

    /**
     * Replaces the list of a document.
     *
     * @param list with the version after the one that it replaces
     * @return whether it was that version which was replaced; if not, nothing happened
     */
    boolean replace(String document, StoredAccess list);

    /**
     * Writes the list that a document had in another store, with its version there.
     *
     * @throws StorageException if the document has a list
     */
    void adopt(String document, StoredAccess list);

    /** Returns the links of a document, in the order in which they were made, those too that have ended. */
    List<StoredShare> shares(String document);

    /** Finds a link by the SHA-256 of its secret. */
    Optional<StoredShare> share(Bytes secretHash);

    /** Adds a link, whose id and secret are new. */
    void addShare(StoredShare share);

    /** Removes a link of a document. Returns whether there was one. */
    boolean removeShare(String document, String id);
}
