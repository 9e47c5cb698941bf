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
 * @param maxBehind how many log entries an operation is transformed over, and how many a client that resumes is sent. One
 *     that is further behind gets a snapshot
 * @param maxWaiting operations of one document that wait to be stored
 * @param tailOperations log entries of an open document that are kept in memory
 * @param tailBytes bytes of such entries that are kept in memory
 * @param maxHistoryEntries log entries that one question about authors or differences walks over
 */
public record Limits(
        int maxFrameBytes,
        int maxOperationBytes,
        long maxDocumentSize,
        int maxOpenDocuments,
        int maxStateBytes,
        int maxBehind,
        int maxWaiting,
        int tailOperations,
        int tailBytes,
        int maxHistoryEntries) {

    /** The limits that hold if nothing else is said. */
    public static final Limits DEFAULT =
            new Limits(1 << 20, 1 << 19, 1 << 24, 256, 1024, 10_000, 10_000, 2_000, 1 << 20, 100_000);
}
