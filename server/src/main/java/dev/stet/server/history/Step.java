package dev.stet.server.history;

/**
 * One operation of the past, as it is in the store: an entry of the log, or what an author's entries of a slice of time
 * became. Immutable.
 *
 * @param revision that of the entry; of squashed ones, the last of them
 * @param author id of the user who made it
 * @param timeMs when the server accepted it, in milliseconds since the epoch; of squashed ones, the last of them
 * @param operation to be applied after the step before
 */
record Step<O>(long revision, String author, long timeMs, O operation) {}
