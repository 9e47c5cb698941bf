package dev.stet.server.limits;

import java.time.Duration;

/**
 * How much users, addresses and documents may use. 0 is no limit. Immutable; start from {@link #DEFAULT}.
 *
 * <p>The defaults are far above what people and honest programs do, even one that sends the next operation as soon as the
 * last is acknowledged, on the same machine; they keep one client from taking the whole server.
 *
 * @param savedUp for how long what is not used of a rate is saved up; that much is there at the beginning, too
 * @param messages messages and HTTP requests of one user in a second
 * @param bytes bytes from one user in a second; each frame counts as 64 more than it holds
 * @param transformCost work of transforming operations of one user in a second: for each operation, how many log entries it is
 *     behind times its length in bytes
 * @param documentOperations operations on one document in a second, whoever sends them
 * @param handshakes connections that are asked for from one address in a second, and requests from there that do not show who
 *     makes them
 * @param offences how often in a minute a user may go on sending while told to wait; then the connection is closed
 * @param connections connections of all
 * @param userConnections connections of one user
 * @param addressConnections connections from one address
 * @param documents documents in memory
 */
public record TrafficLimits(
        Duration savedUp,
        long messages,
        long bytes,
        long transformCost,
        long documentOperations,
        long handshakes,
        int offences,
        int connections,
        int userConnections,
        int addressConnections,
        int documents) {

    /** The limits that hold if nothing else is said. */
    public static final TrafficLimits DEFAULT = new TrafficLimits(
            Duration.ofSeconds(2), 10_000, 16 << 20, 50 << 20, 50_000, 100, 20, 50_000, 1_000, 1_000, 100_000);

    /** No limits. */
    public static final TrafficLimits NONE = new TrafficLimits(Duration.ofSeconds(1), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Returns the rate of something of which there is so much in a second. */
    Rate rate(long perSecond) {
        return Rate.perSecond(perSecond, savedUp);
    }
}
