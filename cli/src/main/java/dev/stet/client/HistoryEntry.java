package dev.stet.client;

import java.time.Instant;

/**
 * One operation of a document's log. Immutable.
 *
 * @param op the operation as JSON
 */
public record HistoryEntry(long revision, String author, Instant time, String op) {}
