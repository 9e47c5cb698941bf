package dev.stet.server.telemetry;

/**
 * Is told what becomes of operations. The times of one that came over a connection:
 *
 * <pre>
 *   received          taken            transformed              durable           acknowledged
 *      ├──── queue ─────┼─── transform ─────┼────── commit ────────┼───── send ───────┤
 *      frame is here    document is at it   in the log's tail      committed, forced  ack goes to the connection
 * </pre>
 *
 * <p>Threads: called from any thread; returns at once.
 */
public interface OperationMeters {

    /** Operations of this server's clients became durable. */
    default void accepted(int operations) {}

    /** An operation that is in the log already was sent again. */
    default void repeated() {}

    /**
     * An acknowledgement goes to the connection now. Times are {@link Telemetry#now}, each at least the one before. Not told of an
     * operation that was sent again while it was on its way, as it has no such times.
     */
    default void acknowledged(
            long receivedNanos, long takenNanos, long transformedNanos, long durableNanos, long nowNanos) {}

    /**
     * A client is told of an error.
     *
     * @param code the error's code in the protocol: one of a few
     * @param operation whether it is an operation that was refused
     */
    default void refused(String code, boolean operation) {}

    /** A reader fell so far behind that it is told to resume. */
    default void sentToResume() {}
}
