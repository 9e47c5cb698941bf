package dev.stet.server.storage;

/**
 * What one author did in a slice of time, made one operation. Immutable.
 *
 * @param firstRevision the revision of the first of the entries it was made of
 * @param lastRevision the revision of the last of them; those of others may lie between
 * @param author id of the user who made them
 * @param fromMs the earliest of their times, in milliseconds since the epoch
 * @param toMs the latest of their times
 * @param count how many they were
 * @param operation what they did together, to be applied after the run before; encoded like that of a {@link LogEntry}
 */
public record SquashedRun(
        long firstRevision, long lastRevision, String author, long fromMs, long toMs, int count, Bytes operation) {}
