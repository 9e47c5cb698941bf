package dev.stet.ot.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of random sessions of every type. {@code -Dsim.schedules=1000000} runs more of them, shared among the types,
 * {@code -Dsim.type=NAME} only those of one type, {@code -Dsim.seed=N} begins with seed N: every schedule has its own,
 * one more than the one before.
 */
final class SimulationTest {
    /** Below this many schedules a rare fault may be missing by chance. */
    private static final int ENOUGH_FOR_EVERY_FAULT = 48_000;

    private static final int SCHEDULES = Integer.getInteger("sim.schedules", ENOUGH_FOR_EVERY_FAULT);
    private static final long SEED = Long.getLong("sim.seed", System.currentTimeMillis() * 1_000_000);

    /** What the types exercised together. */
    private static final Tally ALL = new Tally();

    static List<Named<SimulatedType<?, ?>>> types() {
        return SimulatedTypes.picked().stream().map(SimulatedTypes::named).toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everySessionConvergesWithoutLossRepetitionOrAnythingTakenBack(SimulatedType<?, ?> type) {
        Tally tally = new Tally();
        long begin = System.nanoTime();
        int schedules = Math.max(1, SCHEDULES / types().size());
        for (int i = 0; i < schedules; i++) {
            runOrExplain(type, SEED + i, tally);
        }
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        System.out.println("simulation: type=" + type.type().name() + " seed=" + SEED + " millis=" + millis
                + " schedulesPerSecond=" + tally.schedules * 1000 / millis + " " + tally);
        ALL.add(tally);
    }

    @AfterAll
    static void everyFaultHappened() {
        if (ALL.schedules >= ENOUGH_FOR_EVERY_FAULT) {
            assertThat(ALL.faults())
                    .allSatisfy(
                            (fault, times) -> assertThat(times).as(fault.name()).isPositive());
        }
    }

    private static void runOrExplain(SimulatedType<?, ?> type, long seed, Tally tally) {
        try {
            Schedule.run(type, seed, tally);
        } catch (RuntimeException | Violation e) {
            List<String> trace = Schedule.trace(type, seed);
            throw new AssertionError(
                    e + "\nseed=" + seed + ", again with:\n  mvn -pl ot-engine test -Dtest=SimulationTest -Dsim.type="
                            + type.type().name() + " -Dsim.seed=" + seed + " -Dsim.schedules=1\n"
                            + String.join("\n", trace),
                    e);
        }
    }
}
