package dev.stet.ot.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random sessions. {@code -Dsim.schedules=1000000} runs more of them, {@code -Dsim.seed=N} begins with
 * seed N: every schedule has its own, one more than the one before.
 */
final class SimulationTest {
    private static final int SCHEDULES = Integer.getInteger("sim.schedules", 12_000);
    private static final long SEED = Long.getLong("sim.seed", System.currentTimeMillis() * 1_000_000);

    /** Below this many schedules a rare fault may be missing by chance. */
    private static final int ENOUGH_FOR_EVERY_FAULT = 12_000;

    @Test
    void everySessionConvergesWithoutLossRepetitionOrAnythingTakenBack() {
        Tally tally = new Tally();
        long begin = System.nanoTime();
        for (int i = 0; i < SCHEDULES; i++) {
            runOrExplain(SEED + i, tally);
        }
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        System.out.println("simulation: seed=" + SEED + " millis=" + millis + " schedulesPerSecond="
                + tally.schedules * 1000 / millis + " " + tally);
        if (SCHEDULES >= ENOUGH_FOR_EVERY_FAULT) {
            assertThat(tally.faults())
                    .allSatisfy(
                            (fault, times) -> assertThat(times).as(fault.name()).isPositive());
        }
    }

    private static void runOrExplain(long seed, Tally tally) {
        try {
            Schedule.run(seed, tally);
        } catch (RuntimeException | Violation e) {
            List<String> trace = Schedule.trace(seed);
            throw new AssertionError(
                    e + "\nseed=" + seed + ", again with:\n  mvn -pl ot-engine test -Dtest=SimulationTest -Dsim.seed="
                            + seed + " -Dsim.schedules=1\n" + String.join("\n", trace),
                    e);
        }
    }
}
