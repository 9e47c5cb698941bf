package dev.stet.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.health.Health.Report;
import dev.stet.server.storage.StorageException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How often the store is asked whether it is there, by a clock that the test moves. */
class ReadinessTest {
    private final AtomicLong nanos = new AtomicLong(Duration.ofHours(1).toNanos());
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicBoolean rehearsing = new AtomicBoolean();
    private final Readiness readiness =
            new Readiness(nanos::get, Runnable::run, this::check, draining::get, rehearsing::get);

    private void check() {
        asked.incrementAndGet();
        if (away.get()) {
            throw new StorageException("away, as the test wants it");
        }
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void aGoodAnswerHoldsForASecondHoweverManyAsk() {
        for (int i = 0; i < 10; i++) {
            assertThat(readiness.look().isGood()).isTrue();
            passes(Duration.ofMillis(99));
        }
        assertThat(asked).hasValue(1);
        away.set(true);
        passes(Duration.ofMillis(10));
        assertThat(readiness.look().parts()).containsEntry("store", "storage unavailable");
        assertThat(asked).hasValue(2);
    }

    @Test
    void aBadAnswerHoldsForNobody() {
        away.set(true);
        assertThat(readiness.look().isGood()).isFalse();
        away.set(false);
        assertThat(readiness.look().isGood()).isTrue();
        assertThat(asked).hasValue(2);
    }

    @Test
    void whoIsStillToRehearseIsNotReadyAndSaysSo() {
        rehearsing.set(true);
        assertThat(readiness.look().isGood()).isFalse();
        assertThat(readiness.look().parts()).containsEntry("rehearsal", "rehearsing");
        rehearsing.set(false);
        assertThat(readiness.look().isGood()).isTrue();
        assertThat(readiness.look().parts()).doesNotContainKey("rehearsal");
    }

    @Test
    void whileTheServerIsDrainedTheStoreIsNotAsked() {
        draining.set(true);
        Report report = readiness.look();
        assertThat(report.isGood()).isFalse();
        assertThat(report.parts()).containsOnlyKeys("drain");
        assertThat(asked).hasValue(0);
    }
}
