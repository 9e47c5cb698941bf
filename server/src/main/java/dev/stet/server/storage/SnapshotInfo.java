package dev.stet.server.storage;

/**
 * A stored snapshot without its content. Immutable.
 *
 * @param timeMs when it was stored, in milliseconds since the epoch
 * @param bytes length of its content
 */
public record SnapshotInfo(long revision, long timeMs, long bytes) {}
