package dev.stet.server.storage;

/**
 * The end of a log. Immutable.
 *
 * @param revision of its newest entry; 0 if there is none
 * @param hash of that entry, or the one that logs of this document start with
 */
record Head(long revision, ChainHash hash) {

    /** Returns what the log of a document begins with. */
    static Head ofEmpty(StoredDocument document) {
        return new Head(0, ChainHash.start(document.id()));
    }
}
