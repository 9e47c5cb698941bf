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

    /** Sessions between two looks at the clock. */
    private static final int BATCH = 5;

    /** What a text refuses. */
    private static final Set<Rule> TEXT = EnumSet.of(
            Rule.MALFORMED,
            Rule.EMPTY_COMPONENT,
            Rule.NOT_CANONICAL,
            Rule.PAST_THE_END,
            Rule.SPLITS_SURROGATE_PAIR,
            Rule.LONE_SURROGATE,
            Rule.TOO_LARGE);

    /** What each type refuses; no more, no less. */
    private static final Map<String, Set<Rule>> RULES = Map.of(
            "text",
            TEXT,
            "text-unicode",
            TEXT,
            "rich-text",
            EnumSet.of(
                    Rule.MALFORMED,
                    Rule.EMPTY_COMPONENT,
                    Rule.PAST_THE_END,
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
        long end = System.nanoTime() + TIME.toNanos() / types().size();
        do {
            Tries.run(
                    getClass(),
                    Math.min(BATCH, Tries.count()),
                    random -> new FuzzSession<>(subject, random, tally).run());
        } while (System.nanoTime() < end);
        System.out.println("fuzz: type=" + subject.type().name() + " " + tally);
        assertThat(tally.accepted).isPositive();
        if (Tries.count() > 1) {
            assertThat(tally.refused.keySet())
                    .isEqualTo(RULES.get(subject.type().name()));
        }
    }
}
