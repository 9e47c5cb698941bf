package dev.stet.ot;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * The laws of one type as properties. {@code -Dot.tries=N} tries each of them N times, {@code -Dot.seed=N} with that seed
 * instead of a random one. A smaller case of a failure is looked for by {@link OperationTypeLaws}.
 *
 * @param <S> snapshots
 * @param <O> operations
 */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
public abstract class TypeLaws<S, O> {
    private final OperationTypeLaws<S, O> laws;

    protected TypeLaws(OperationType<S, O> type, DocumentGenerator<S, O> generator) {
        this.laws = new OperationTypeLaws<>(type, generator, getClass());
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.randomValue(Random::nextLong);
    }

    @Property
    void application(@ForAll("seeds") long seed) {
        check(Law.APPLICATION, seed);
    }

    @Property
    void identity(@ForAll("seeds") long seed) {
        check(Law.IDENTITY, seed);
    }

    @Property
    void convergence(@ForAll("seeds") long seed) {
        check(Law.CONVERGENCE, seed);
    }

    @Property
    void rebasing(@ForAll("seeds") long seed) {
        check(Law.REBASING, seed);
    }

    @Property
    void composition(@ForAll("seeds") long seed) {
        check(Law.COMPOSITION, seed);
    }

    @Property
    void associativity(@ForAll("seeds") long seed) {
        check(Law.ASSOCIATIVITY, seed);
    }

    @Property
    void inversion(@ForAll("seeds") long seed) {
        check(Law.INVERSION, seed);
    }

    @Property
    void canonicalForm(@ForAll("seeds") long seed) {
        check(Law.CANONICAL_FORM, seed);
    }

    @Property
    void roundTrip(@ForAll("seeds") long seed) {
        check(Law.ROUND_TRIP, seed);
    }

    @Property
    void selection(@ForAll("seeds") long seed) {
        check(Law.SELECTION, seed);
    }

    @Property
    void difference(@ForAll("seeds") long seed) {
        check(Law.DIFFERENCE, seed);
    }

    @Property
    void purity(@ForAll("seeds") long seed) {
        check(Law.PURITY, seed);
    }

    private void check(Law law, long seed) {
        laws.check(law, 1, Long.getLong("ot.seed", seed));
    }
}
