package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.InvalidOperationException;
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
 * Whatever comes in, it is either an operation or refused with a rule; and what is accepted never makes anybody else's
 * transformation fail. {@code -Dot.fuzz.seconds=N} says for how long.
 */
class Json0FuzzTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("ot.fuzz.seconds", 3));
    private static final int BATCH = 1_000;
    private static final int LEAST_BATCHES = 4;
    private static final int DEPTH = 3;
    private static final String[] FIELDS = {"p", "na", "li", "ld", "lm", "oi", "od", "t", "o", "si", "sd", "i", "d", "x"
    };
    private static final Object[] VALUES = {
        null,
        true,
        "",
        "a",
        "b",
        "text0",
        "secret",
        "😀",
        "\ud83d",
        0,
        1,
        2,
        -1,
        0.5,
        1.0,
        5L,
        (byte) 1,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Integer.MAX_VALUE,
        Long.MIN_VALUE,
        1e300,
        BigInteger.TEN.pow(40),
        new BigDecimal("1e-1000"),
        'c',
        List.of(),
        Map.of(),
        List.of(0),
        List.of("a"),
        List.of("a", 0)
    };

    private final JsonGenerator generator = JsonGenerator.unmerged();
    private final Map<Rule, Integer> refused = new EnumMap<>(Rule.class);
    private int accepted;

    @Test
    void onlyRefusesWithARule() {
        long end = System.nanoTime() + TIME.toNanos();
        int batches = 0;
        do {
            Tries.run(getClass(), BATCH, this::feed);
            batches++;
        } while (batches < LEAST_BATCHES || System.nanoTime() < end);
        System.out.println("json0 fuzz: inputs=" + batches * BATCH + " accepted=" + accepted + " refused=" + refused);
        assertThat(accepted).isPositive();
        assertThat(refused)
                .containsKeys(
                        Rule.MALFORMED,
                        Rule.NO_SUCH_PLACE,
                        Rule.PAST_THE_END,
                        Rule.DIFFERENT_CONTENT,
                        Rule.LONE_SURROGATE,
                        Rule.TOO_LARGE,
                        Rule.TOO_DEEP);
    }

    private void feed(RandomGenerator random) {
        JsonValue document = generator.snapshot(8, random);
        JsonOperation concurrent = generator.edit(document, 8, random).operation();
        Object json = random.nextInt(4) == 0 ? garbage(DEPTH, random) : mutated(document, random);
        JsonOperation operation;
        JsonValue after;
        try {
            operation = JSON0.decode(json);
            assertThat(JSON0.decode(JSON0.encode(operation))).isEqualTo(operation);
            after = JSON0.apply(document, operation);
        } catch (InvalidOperationException refusal) {
            assertThat(refusal.getMessage()).doesNotContain("secret", "\ud83d");
            refused.merge(refusal.rule(), 1, Integer::sum);
            return;
        }
        accepted++;
        assertThat(JSON0.apply(after, JSON0.invert(operation, document))).isEqualTo(document);
        JsonOperation complete = JSON0.complete(operation, document);
        assertThat(JSON0.apply(document, complete)).isEqualTo(after);
        for (Side side : Side.values()) {
            JsonValue one = JSON0.apply(after, JSON0.transform(concurrent, complete, side.opposite()));
            JsonValue other =
                    JSON0.apply(JSON0.apply(document, concurrent), JSON0.transform(complete, concurrent, side));
            assertThat(one).isEqualTo(other);
        }
    }

    /** A valid operation with a few components changed, doubled, left out or put in. */
    private Object mutated(JsonValue document, RandomGenerator random) {
        List<Object> components = new ArrayList<>(
                (List<?>) JSON0.encode(generator.edit(document, 8, random).operation()));
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(components.size() + 1);
            switch (random.nextInt(5)) {
                case 0 -> components.add(at, garbage(2, random));
                case 1 -> components.add(at, component(random));
                case 2 -> {
                    if (at < components.size()) {
                        components.add(at, components.get(random.nextInt(components.size())));
                    }
                }
                case 3 -> {
                    if (at < components.size()) {
                        components.remove(at);
                    }
                }
                default -> {
                    if (at < components.size() && components.get(at) instanceof Map<?, ?> map) {
                        Map<Object, Object> changed = new HashMap<>(map);
                        changed.put(FIELDS[random.nextInt(FIELDS.length)], value(random));
                        components.set(at, changed);
                    }
                }
            }
        }
        return components;
    }

    private static Object component(RandomGenerator random) {
        Map<Object, Object> component = new HashMap<>();
        List<Object> path = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            path.add(value(random));
        }
        component.put("p", path);
        if (random.nextInt(10) == 0) {
            component.put("oi", deep(random));
            return component;
        }
        component.put(FIELDS[random.nextInt(FIELDS.length)], value(random));
        return component;
    }

    private static Object value(RandomGenerator random) {
        return random.nextInt(40) == 0 ? deep(random) : VALUES[random.nextInt(VALUES.length)];
    }

    private static Object garbage(int depth, RandomGenerator random) {
        int kind = random.nextInt(depth > 0 ? 4 : 2);
        if (kind < 2) {
            return value(random);
        }
        List<Object> list = new ArrayList<>();
        Map<Object, Object> map = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Object inside = garbage(depth - 1, random);
            list.add(inside);
            map.put(random.nextInt(20) == 0 ? (Object) 5 : FIELDS[random.nextInt(FIELDS.length)], inside);
        }
        return kind == 2 ? list : map;
    }

    /** Lists in lists, too deep for a reader that recurses. */
    private static Object deep(RandomGenerator random) {
        Object nested = List.of();
        for (int i = random.nextInt(1_000) == 0 ? 50_000 : 120; i > 0; i--) {
            nested = List.of(nested);
        }
        return nested;
    }
}
