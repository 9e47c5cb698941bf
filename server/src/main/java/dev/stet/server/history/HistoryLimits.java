package dev.stet.server.history;

import java.time.Duration;

/**
 * How much of the past is looked at, and how long is waited for it. Immutable.
 *
 * @param maxEntries log entries that one question about authors or differences walks over: they are in memory together
 * @param readers how many read at the same time; the others wait
 * @param patience how long a reader waits for its turn, and an edit to become durable
 */
public record HistoryLimits(int maxEntries, int readers, Duration patience) {}
