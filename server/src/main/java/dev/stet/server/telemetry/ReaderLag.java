package dev.stet.server.telemetry;

/**
 * How far readers are behind, at about one moment. Immutable.
 *
 * @param behind documents open in sessions that have not been sent all that is durable
 * @param revisions how far the last of them is behind
 * @param bytes how many bytes of operations the one with the most of them has to be sent, as far as they are in memory
 */
public record ReaderLag(long behind, long revisions, long bytes) {

    /** Nobody is behind. */
    public static final ReaderLag NONE = new ReaderLag(0, 0, 0);

    /** Returns this with one more reader. */
    public ReaderLag and(long itsRevisions, long itsBytes) {
        return itsRevisions == 0
                ? this
                : new ReaderLag(behind + 1, Math.max(revisions, itsRevisions), Math.max(bytes, itsBytes));
    }
}
