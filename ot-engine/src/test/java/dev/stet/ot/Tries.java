package dev.stet.ot;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Runs a check many times, each time with random numbers of a seed of its own; a failure says the seed and how to run
 * this one again. {@code -Dot.tries=N} sets how often, {@code -Dot.seed=N} the first seed.
 */
public final class Tries {
    private Tries() {}

    /** Returns how often a check runs: {@code -Dot.tries=N}. */
    public static int count() {
        return Integer.getInteger("ot.tries", 2_000);
    }

    /** Returns the first seed: {@code -Dot.seed=N}, or a new one each time. */
    public static long seed() {
        return Long.getLong("ot.seed", System.nanoTime());
    }

    /** Returns the line to paste that runs a test of this module with one seed. */
    public static String rerun(Class<?> test, long seed) {
        return "run again: mvn -pl ot-engine test -Dtest=" + test.getSimpleName() + " -Dot.tries=1 -Dot.seed=" + seed;
    }

    /** Runs the check {@code count} times. */
    public static void run(Class<?> test, int count, Consumer<RandomGenerator> check) {
        long first = seed();
        for (int i = 0; i < count; i++) {
            long seed = first + i;
            try {
                check.accept(new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(failure.getMessage() + "\n" + rerun(test, seed), failure);
            }
        }
    }
}
