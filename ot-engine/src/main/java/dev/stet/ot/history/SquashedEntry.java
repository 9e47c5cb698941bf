package dev.stet.ot.history;

/**
 * Entries of one author, made one. Immutable.
 *
 * @param firstRevision the revision of the first of them
 * @param lastRevision the revision of the last of them; entries of others may lie between, see {@link SquashedSlice}
 * @param author id of the user who made them
 * @param fromMs the earliest of their times, in milliseconds since the epoch
 * @param toMs the latest of their times
 * @param count how many they were
 * @param operation what they did together, to run after the squashed entry before
 */
public record SquashedEntry<O>(
        long firstRevision, long lastRevision, String author, long fromMs, long toMs, int count, O operation) {}
