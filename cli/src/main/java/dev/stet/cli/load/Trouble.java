package dev.stet.cli.load;

/**
 * What went other than smoothly in a run. Immutable.
 *
 * @param delayed how often the server said to try again later, and the client did
 * @param refused operations that the server refused for good
 * @param reconnects how often a client lost its connection, came back and went on
 * @param lost clients that could not go on
 * @param overdue operations that were due and not sent when the run ended
 */
public record Trouble(long delayed, long refused, long reconnects, long lost, long overdue) {}
