package dev.stet.server;

/**
 * What the server takes from clients, and what it keeps for them. Every limit has a default; those that a client has to
 * know are told in the welcome message. Immutable.
 *
 * @param maxFrameBytes the longest frame from a client, in bytes
 * @param maxOperationBytes the longest operation as it is stored, in bytes of UTF-8 JSON
 * @param maxDocumentSize the largest document, in units of its type ({@code text}: UTF-16 code units)
 * @param maxOpenDocuments documents that one connection has open at the same time
 * @param maxStateBytes the longest presence state, in bytes of UTF-8 JSON
 * @param maxBehind how many log entries an operation is transformed over; one that is further behind has to catch up
 * @param maxWaiting operations of one document that wait to be stored
 * @param maxResume how many log entries a client that resumes is sent; one that is further behind gets a snapshot
 * @param tailOperations log entries of an open document that are kept in memory
 * @param tailBytes bytes of such entries that are kept in memory
 */
public record Limits(
        int maxFrameBytes,
        int maxOperationBytes,
        long maxDocumentSize,
        int maxOpenDocuments,
        int maxStateBytes,
        int maxBehind,
        int maxWaiting,
        int maxResume,
        int tailOperations,
        int tailBytes) {

    /** The limits that hold if nothing else is said. */
    public static final Limits DEFAULT =
            new Limits(1 << 20, 1 << 19, 1 << 24, 256, 1024, 20_000, 10_000, 10_000, 2_000, 1 << 20);
}
