package dev.stet.server.maintenance;

/**
 * Something in a store that makes no sense. Immutable.
 *
 * @param kind what it is in
 * @param revision of the entry, the snapshot or the version, or the first one of the slice; 0 for a document as a whole
 * @param what what is wrong, as words without a full stop; never content of the document
 */
public record Damage(Kind kind, long revision, String what) {

    /** What can be damaged. */
    public enum Kind {
        /** A slice of the squashed part of the log, and so everything after it too. */
        SLICE,
        /** An entry of the log, and so everything after it too. */
        ENTRY,
        /** A snapshot; the log may be right. */
        SNAPSHOT,
        /** A named version. */
        VERSION,
        /** The document's type is not known here: hashes are checked, and nothing can be repaired. */
        TYPE
    }

    /** Returns whether everything after it is damaged too. */
    boolean endsLog() {
        return kind == Kind.SLICE || kind == Kind.ENTRY;
    }
}
