package dev.stet.server.storage;

import java.util.OptionalLong;

/**
 * What the store knows of a document besides its content. Immutable.
 *
 * @param createdMs when it was created, in milliseconds since the epoch
 * @param deletedMs when it was deleted, if it is; its log is still there
 */
public record DocumentInfo(StoredDocument document, long createdMs, OptionalLong deletedMs) {

    /** Returns whether the document is deleted. */
    public boolean isDeleted() {
        return deletedMs.isPresent();
    }
}
