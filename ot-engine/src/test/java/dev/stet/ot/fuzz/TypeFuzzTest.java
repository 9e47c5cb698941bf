package dev.stet.ot.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Rule;
import dev.stet.ot.Subject;
import dev.stet.ot.Tries;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes in, it is either taken or refused with a rule: no other exception, nothing told of what was written, and
 * what is taken keeps the laws. {@code -Dot.fuzz.seconds=N} says for how long, all types together;
 * {@code -Dot.fuzz.type=NAME} picks one.
 */
class TypeFuzzTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("ot.fuzz.seconds", 6));
    private static final String PICKED = System.getProperty("ot.fuzz.type", "");

    /** How much longer it may take, on a busy machine, until every rule is met. */
    private static final int PATIENCE = 10;

    /** Sessions between two looks at the clock. */
    private static final int BATCH = 5;

    /** What each type refuses; no more, no less. */
    private static final Map<String, Set<Rule>> RULES = Map.of(
            "text",
            EnumSet.of(
                    Rule.MALFORMED,
                    Rule.EMPTY_COMPONENT,
                    Rule.NOT_CANONICAL,
                    Rule.PAST_THE_END,
                    Rule.SPLITS_SURROGATE_PAIR,
                    Rule.LONE_SURROGATE,
                    Rule.TOO_LARGE),
            "text-unicode",
            EnumSet.of(
                    Rule.MALFORMED,
                    Rule.EMPTY_COMPONENT,
                    Rule.NOT_CANONICAL,
                    Rule.PAST_THE_END,
                    Rule.DIFFERENT_CONTENT,
                    Rule.LONE_SURROGATE,
                    Rule.TOO_LARGE),
            "rich-text",
            EnumSet.of(
                    Rule.MALFORMED,
                    Rule.EMPTY_COMPONENT,
                    Rule.PAST_THE_END,
                    Rule.SPLITS_SURROGATE_PAIR,
                    Rule.LONE_SURROGATE,
                    Rule.TOO_LARGE,
                    Rule.TOO_DEEP),
            "json0",
            EnumSet.of(
                    Rule.MALFORMED,
                    Rule.NO_SUCH_PLACE,
                    Rule.PAST_THE_END,
                    Rule.DIFFERENT_CONTENT,
                    Rule.SPLITS_SURROGATE_PAIR,
                    Rule.LONE_SURROGATE,
                    Rule.TOO_LARGE,
                    Rule.TOO_DEEP));

    static List<Subject<?, ?>> types() {
        return Subject.all()
                .filter(subject -> PICKED.isEmpty() || subject.type().name().equals(PICKED))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusesWithARuleOrKeepsTheLaws(Subject<?, ?> subject) {
        FuzzTally tally = new FuzzTally();
        Set<Rule> rules = RULES.get(subject.type().name());
        boolean once = Tries.count() == 1;
        long nanos = TIME.toNanos() / types().size();
        long begin = System.nanoTime();
        long taken;
        do {
            Tries.run(getClass(), once ? 1 : BATCH, random -> new FuzzSession<>(subject, random, tally).run());
            taken = System.nanoTime() - begin;
        } while (!once
                && (taken < nanos
                        || (taken < PATIENCE * nanos && !tally.refused.keySet().containsAll(rules))));
        System.out.println("fuzz: type=" + subject.type().name() + " " + tally);
        assertThat(tally.accepted).isPositive();
        if (!once) {
            assertThat(tally.refused).containsOnlyKeys(rules);
        }
    }
}
