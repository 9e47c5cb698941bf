package dev.stet.server.limits;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucket;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What is left of something: a token bucket. The only place that knows Bucket4j.
 *
 * <p>Threads: thread-safe. Its lock is held for some ten nanoseconds; a bucket without a lock would make an object each time.
 */
final class Budget {
    private final LocalBucket bucket;
    private final Rate rate;

    /** @param rate a limited one */
    Budget(Rate rate, LongSupplier nanoTime) {
        this.rate = rate;
        this.bucket = Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), java.time.Duration.ofSeconds(1)))
                .withCustomTimePrecision(new Clock(nanoTime))
                .withSynchronizationStrategy(SynchronizationStrategy.SYNCHRONIZED)
                .build();
    }

    /** Time as the bucket wants it. */
    private record Clock(LongSupplier nanoTime) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanoTime.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    /** Takes so much, if it is there. */
    boolean tryTake(long amount) {
        return bucket.tryConsume(amount);
    }

    /**
     * Returns how long to wait until so much may be there, in nanoseconds, and never less than until a sixteenth of what can be
     * saved up is: whoever is at the limit does not ask for every single one.
     */
    long nanosUntil(long amount) {
        long worthWaitingFor = Math.min(rate.burst(), Math.max(amount, rate.burst() / 16));
        return bucket.estimateAbilityToConsume(worthWaitingFor).getNanosToWaitForRefill();
    }

    /** Takes so much, whether it is there or not. Returns how long it takes to make good what was not there, in nanoseconds. */
    long spend(long amount) {
        bucket.consumeIgnoringRateLimits(amount);
        long missing = -bucket.getAvailableTokens();
        return missing <= 0 ? 0 : TimeUnit.SECONDS.toNanos(missing) / rate.perSecond() + 1;
    }

    /** Gives back what was taken and not used. */
    void give(long amount) {
        bucket.addTokens(amount);
    }

    /** Returns whether there is so much. */
    boolean has(long amount) {
        return bucket.getAvailableTokens() >= amount;
    }

    /** Returns whether nothing is missing: such a budget is as good as a new one. */
    boolean isFull() {
        return bucket.getAvailableTokens() >= rate.burst();
    }
}
