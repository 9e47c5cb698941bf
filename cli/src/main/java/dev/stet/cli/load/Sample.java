package dev.stet.cli.load;

/**
 * A second of a run. Immutable.
 *
 * @param atSeconds its end, from the start of the writing
 * @param warmUp whether it is not counted
 * @param perSecond operations acknowledged, or documents opened by visitors if nobody writes
 * @param p50 of the latencies that ended in it, in milliseconds; 0 if none did
 * @param p99 the same
 * @param remoteP99 of the time until another client shows an operation, in milliseconds
 * @param serverCores processors that the server used; negative if that is not known
 * @param serverMemory bytes that the server held; negative if that is not known
 */
public record Sample(
        double atSeconds,
        boolean warmUp,
        double perSecond,
        double p50,
        double p99,
        double remoteP99,
        double serverCores,
        long serverMemory) {}
