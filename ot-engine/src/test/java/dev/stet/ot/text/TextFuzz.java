package dev.stet.ot.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.DocumentGenerator;
import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.OperationType;
import dev.stet.ot.Rule;
import dev.stet.ot.Side;
import dev.stet.ot.Tries;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes in, it is either an operation or refused with a rule: no other exception, and what is accepted leaves
 * a well-formed document. {@code -Dot.fuzz.seconds=N} says for how long.
 */
abstract class TextFuzz<O> {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("ot.fuzz.seconds", 3));
    private static final int BATCH = 1_000;
    private static final int DEPTH = 4;
    private static final String[] TEXTS = {"", "a", "xyz", "😀", "\ud83d", "\ude00", "\u0000", "d", "中\u2028"};
    private static final Number[] NUMBERS = {
        0,
        1,
        2,
        3,
        5,
        -1,
        1L,
        1.5,
        2.0,
        Double.NaN,
        Double.NEGATIVE_INFINITY,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1e18,
        BigInteger.TEN.pow(40),
        BigDecimal.ONE,
        (byte) 1,
        (short) 3,
        1.0f
    };

    private final OperationType<Rope, O> type;
    private final DocumentGenerator<Rope, O> generator;
    private final Rule[] rules;
    private final Map<Rule, Integer> refused = new EnumMap<>(Rule.class);
    private int accepted;

    /**
     * @param rules every rule by which something is refused
     */
    TextFuzz(OperationType<Rope, O> type, DocumentGenerator<Rope, O> generator, Rule... rules) {
        this.type = type;
        this.generator = generator;
        this.rules = rules;
    }

    @Test
    void onlyRefusesWithARule() {
        long end = System.nanoTime() + TIME.toNanos();
        int batches = 0;
        do {
            Tries.run(getClass(), BATCH, this::feed);
            batches++;
        } while (System.nanoTime() < end);
        System.out.println(
                type.name() + " fuzz: inputs=" + batches * BATCH + " accepted=" + accepted + " refused=" + refused);
        assertThat(accepted).isPositive();
        assertThat(refused).containsOnlyKeys(rules);
    }

    private void feed(RandomGenerator random) {
        Rope document = generator.snapshot(8, random);
        O concurrent = generator.edit(document, 8, random).operation();
        Object json = random.nextInt(4) == 0 ? garbage(DEPTH, random) : mutated(document, random);
        try {
            O operation = type.decode(json);
            assertThat(type.decode(type.encode(operation))).isEqualTo(operation);
            Rope after = type.apply(document, operation);
            assertThat(Surrogates.firstLone(after.toString())).isEqualTo(-1);
            O beside = type.transform(operation, concurrent, Side.LEFT);
            Rope both = type.apply(type.apply(document, concurrent), beside);
            assertThat(both).isEqualTo(type.apply(after, type.transform(concurrent, operation, Side.RIGHT)));
            assertThat(type.apply(after, type.invert(operation, document))).isEqualTo(document);
            accepted++;
        } catch (InvalidOperationException refusal) {
            assertThat(refusal.getMessage()).doesNotContain("xyz", "\ud83d");
            refused.merge(refusal.rule(), 1, Integer::sum);
        }
    }

    /** A valid operation with a few components changed, doubled, swapped or put in. */
    private Object mutated(Rope document, RandomGenerator random) {
        O operation = generator.edit(document, 8, random).operation();
        List<Object> components = new ArrayList<>((List<?>) type.encode(operation));
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(components.size() + 1);
            switch (random.nextInt(4)) {
                case 0 -> components.add(at, component(random));
                case 1 -> components.add(at, garbage(1, random));
                case 2 -> {
                    if (at < components.size()) {
                        components.set(at, component(random));
                    }
                }
                default -> {
                    if (at < components.size()) {
                        components.add(at, components.get(random.nextInt(components.size())));
                    }
                }
            }
        }
        return components;
    }

    private static Object component(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(4);
            case 1 -> "a".repeat(1 + random.nextInt(3));
            case 2 -> Map.of("d", 1 + random.nextInt(4));
            default -> Map.of("d", TEXTS[random.nextInt(TEXTS.length)]);
        };
    }

    private static Object garbage(int depth, RandomGenerator random) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> TEXTS[random.nextInt(TEXTS.length)];
            case 1 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 2 -> random.nextBoolean() ? Boolean.TRUE : null;
            case 3 -> deep(random);
            case 4 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(garbage(depth - 1, random));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new HashMap<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    map.put(TEXTS[random.nextInt(TEXTS.length)], garbage(depth - 1, random));
                }
                yield map;
            }
        };
    }

    /** Lists in lists, too deep for a reader that recurses. */
    private static Object deep(RandomGenerator random) {
        Object nested = List.of();
        for (int i = random.nextInt(100) == 0 ? 100_000 : 3; i > 0; i--) {
            nested = List.of(nested);
        }
        return nested;
    }
}
