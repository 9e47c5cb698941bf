package dev.stet.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));
    private final Random random = new Random(1);

    @Test
    void waitsUpToTwiceAsLongAfterEachFailureUntilTheLongest() {
        for (int failures = 0; failures < 100; failures++) {
            long ceilingMs = Math.min(10_000, 100L << Math.min(Math.max(failures, 1) - 1, 20));
            assertThat(backoff.delay(failures, random)).isBetween(Duration.ZERO, Duration.ofMillis(ceilingMs));
        }
    }

    @Test
    void usesTheWholeRange() {
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        for (int i = 0; i < 1_000; i++) {
            long waitMs = backoff.delay(1, random).toMillis();
            shortest = Math.min(shortest, waitMs);
            longest = Math.max(longest, waitMs);
        }
        assertThat(shortest).isLessThan(5);
        assertThat(longest).isGreaterThan(95);
    }
}
