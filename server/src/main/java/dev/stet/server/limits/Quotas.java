package dev.stet.server.limits;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What everybody may still use, of each kind. Thread-safe.
 *
 * @param messages of each user
 * @param bytes of each user
 * @param transformCost of each user
 * @param documentOperations of each document
 * @param handshakes of each address
 * @param offences of each user
 * @param connections of all, whose one name is {@link #ALL}
 * @param userConnections of each user
 * @param addressConnections of each address
 */
public record Quotas(
        Budgets messages,
        Budgets bytes,
        Budgets transformCost,
        Budgets documentOperations,
        Budgets handshakes,
        Budgets offences,
        Seats connections,
        Seats userConnections,
        Seats addressConnections) {

    /** Stands for everybody together. */
    public static final String ALL = "";

    /** How often budgets that are full should be forgotten. */
    public static final Duration FORGET_EVERY = Duration.ofSeconds(30);

    private static final int SECONDS_IN_A_MINUTE = 60;

    /**
     * Makes quotas of which nothing is used.
     *
     * @param nanoTime a clock that nobody sets, in nanoseconds
     */
    public static Quotas of(TrafficLimits limits, LongSupplier nanoTime) {
        return new Quotas(
                new Budgets(limits.rate(limits.messages()), nanoTime),
                new Budgets(limits.rate(limits.bytes()), nanoTime),
                new Budgets(limits.rate(limits.transformCost()), nanoTime),
                new Budgets(limits.rate(limits.documentOperations()), nanoTime),
                new Budgets(limits.rate(limits.handshakes()), nanoTime),
                new Budgets(aMinute(limits.offences()), nanoTime),
                new Seats(limits.connections()),
                new Seats(limits.userConnections()),
                new Seats(limits.addressConnections()));
    }

    /** Offences are rare: they are counted in parts, of which so many come in a second as there are offences in a minute. */
    private static Rate aMinute(int offences) {
        return offences == 0 ? Rate.UNLIMITED : new Rate(offences, (long) offences * SECONDS_IN_A_MINUTE);
    }

    /**
     * Notes that a user went on sending while told to wait.
     *
     * @return whether that was once too often
     */
    public boolean offended(String user) {
        return offences.take(user, SECONDS_IN_A_MINUTE) > 0;
    }

    /** Returns how long a user who offended too often is not let in, in milliseconds; 0 if they are. */
    public long bannedMs(String user) {
        return offences.has(user, SECONDS_IN_A_MINUTE) ? 0 : offences.waitMs(user, SECONDS_IN_A_MINUTE);
    }

    /** Forgets whoever has used nothing lately. To be called from time to time. */
    public void forgetFull() {
        List.of(messages, bytes, transformCost, documentOperations, handshakes, offences)
                .forEach(Budgets::forgetFull);
    }
}
