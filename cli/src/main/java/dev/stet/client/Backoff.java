package dev.stet.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before connecting again: a random part of a time that doubles with every failure ("full jitter"), so
 * that a thousand clients that lost one server do not come back all at once. Immutable.
 *
 * @param first the longest wait after the first failure
 * @param longest the longest wait of all
 */
public record Backoff(Duration first, Duration longest) {
    /** At most a quarter of a second at first, at most ten seconds later. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10));

    private static final int MAX_DOUBLINGS = 30;

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "waits must be positive and may only grow, first=" + first + " longest=" + longest);
        }
    }

    /** Returns the wait before the next attempt, after this many failed in a row; 0 counts as 1. */
    Duration delay(int failures, RandomGenerator random) {
        int doublings = Math.min(Math.max(failures, 1) - 1, MAX_DOUBLINGS);
        long ceilingMs = Math.min(longest.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis(random.nextLong(ceilingMs + 1));
    }
}
