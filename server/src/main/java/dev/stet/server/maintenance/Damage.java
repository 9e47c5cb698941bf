package dev.stet.server.maintenance;

/**
 * Something in a store that makes no sense. Immutable.
 *
 * @param kind what it is in
 * @param revision of the entry, the snapshot or the version; 0 for a document as a whole
 * @param what what is wrong, as words without a full stop; never content of the document
 */
public record Damage(Kind kind, long revision, String what) {

    /** What can be damaged. */
    public enum Kind {
        /** An entry of the log, and so everything after it too. */
        ENTRY,
        /** A snapshot; the log may be right. */
        SNAPSHOT,
        /** A named version. */
        VERSION,
        /** The document's type is not known here; its log is only checked as far as hashes go. Nothing to be repaired. */
        TYPE
    }
}
