package dev.stet.ot;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Checks any {@link OperationType} against its laws, on documents and edits that a {@link DocumentGenerator} makes up.
 *
 * <p>Every try has a seed of its own: the first of a run has the run's seed, the next one that plus one, and so on. A
 * failure is reported with the smallest failing case that a short search finds, and a line to paste that runs this one
 * again.
 *
 * <p>Immutable.
 *
 * @param <S> snapshots
 * @param <O> operations
 */
public final class OperationTypeLaws<S, O> {
    /** Documents and edits have sizes from 0 to this, exclusive: concurrent edits meet often if there are few places. */
    private static final int SIZES = 13;

    /** How many tries the search for a smaller case makes at each size. */
    private static final int SEARCH_TRIES = 300;

    private final OperationType<S, O> type;
    private final DocumentGenerator<S, O> generator;
    private final Class<?> test;

    /**
     * @param test who asks, for the line that runs a failure again
     */
    public OperationTypeLaws(OperationType<S, O> type, DocumentGenerator<S, O> generator, Class<?> test) {
        this.type = type;
        this.generator = generator;
        this.test = test;
    }

    /**
     * Tries a law so many times.
     *
     * @throws BrokenLawError if it does not hold
     */
    public void check(Law law, int tries, long seed) {
        for (int i = 0; i < tries; i++) {
            long trySeed = seed + i;
            int size = size(trySeed);
            Optional<BrokenLawError> failure = attempt(law, trySeed, size);
            if (failure.isPresent()) {
                throw smallest(law, trySeed, size).orElseGet(failure::get);
            }
        }
    }

    private Optional<BrokenLawError> smallest(Law law, long seed, int failedSize) {
        for (int size = 0; size < failedSize; size++) {
            for (int i = 0; i < SEARCH_TRIES; i++) {
                long trySeed = sized(Math.floorDiv(seed, SIZES) + i, size);
                Optional<BrokenLawError> failure = attempt(law, trySeed, size);
                if (failure.isPresent()) {
                    return failure;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<BrokenLawError> attempt(Law law, long seed, int size) {
        LawCheck<S, O> check = new LawCheck<>(type, generator, size, new SplittableRandom(seed * 31 + law.ordinal()));
        try {
            check.check(law);
            return Optional.empty();
        } catch (AssertionError | RuntimeException broken) {
            String message = type.name() + " breaks the law of " + law + ": " + broken.getMessage() + "\n"
                    + check.report() + Tries.rerun(test, seed);
            return Optional.of(new BrokenLawError(law, message, broken));
        }
    }

    /** The seed says the size, so that it alone brings a case back. */
    private static int size(long seed) {
        return Math.floorMod(seed, SIZES);
    }

    private static long sized(long number, int size) {
        return number * SIZES + size;
    }
}
