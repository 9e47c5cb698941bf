package dev.stet.ot.richtext;

import static dev.stet.ot.richtext.RichTextType.RICH_TEXT;
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
 * Whatever comes in, it is either an operation or refused with a rule: no other exception, and what is accepted leaves
 * a well-formed document. {@code -Dot.fuzz.seconds=N} says for how long.
 */
class RichTextFuzzTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("ot.fuzz.seconds", 3));
    private static final int BATCH = 1_000;
    private static final int DEPTH = 4;
    private static final String[] KEYS = {"insert", "retain", "delete", "attributes", "ops", "b", "image", ""};
    private static final String[] TEXTS = {"", "a", "xyz", "😀", "\ud83d", "\ude00", "\u0000", "insert", "中\u2028"};
    private static final Number[] NUMBERS = {
        0,
        1,
        2,
        3,
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
        1.0f
    };

    private final RichTextGenerator generator = new RichTextGenerator();
    private final Map<Rule, Integer> refused = new EnumMap<>(Rule.class);
    private int accepted;

    @Test
    void onlyRefusesWithARule() {
        long end = System.nanoTime() + TIME.toNanos();
        int batches = 0;
        do {
            Tries.run(getClass(), BATCH, this::feed);
            batches++;
        } while (System.nanoTime() < end);
        System.out.println(
                "rich-text fuzz: inputs=" + batches * BATCH + " accepted=" + accepted + " refused=" + refused);
        assertThat(accepted).isPositive();
        assertThat(refused)
                .containsOnlyKeys(
                        Rule.MALFORMED,
                        Rule.EMPTY_COMPONENT,
                        Rule.PAST_THE_END,
                        Rule.SPLITS_SURROGATE_PAIR,
                        Rule.LONE_SURROGATE,
                        Rule.TOO_LARGE,
                        Rule.TOO_DEEP);
    }

    private void feed(RandomGenerator random) {
        RichText document = generator.snapshot(8, random);
        RichTextOperation concurrent = generator.edit(document, 8, random).operation();
        Object json = random.nextInt(4) == 0 ? garbage(DEPTH, random) : mutated(document, random);
        try {
            RichTextOperation operation = RICH_TEXT.decode(json);
            assertThat(RICH_TEXT.decode(RICH_TEXT.encode(operation))).isEqualTo(operation);
            RichText after = RICH_TEXT.apply(document, operation);
            after.forEach(piece -> assertThat(wellFormed(piece)).isTrue());
            assertThat(RICH_TEXT.decodeSnapshot(RICH_TEXT.encodeSnapshot(after)))
                    .isEqualTo(after);
            RichTextOperation beside = RICH_TEXT.transform(operation, concurrent, Side.LEFT);
            RichText both = RICH_TEXT.apply(RICH_TEXT.apply(document, concurrent), beside);
            assertThat(both).isEqualTo(RICH_TEXT.apply(after, RICH_TEXT.transform(concurrent, operation, Side.RIGHT)));
            assertThat(RICH_TEXT.apply(after, RICH_TEXT.invert(operation, document)))
                    .isEqualTo(document);
            accepted++;
        } catch (InvalidOperationException refusal) {
            assertThat(refusal.getMessage()).doesNotContain("xyz", "\ud83d");
            refused.merge(refusal.rule(), 1, Integer::sum);
        }
    }

    private static boolean wellFormed(Piece piece) {
        return !(piece instanceof Piece.Text text)
                || Surrogates.firstLone(text.text().toString()) < 0;
    }

    /** A valid operation with a few components changed, doubled, swapped or put in. */
    private Object mutated(RichText document, RandomGenerator random) {
        RichTextOperation operation = generator.edit(document, 8, random).operation();
        List<Object> components = new ArrayList<>((List<?>) RICH_TEXT.encode(operation));
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(components.size() + 1);
            Object put = switch (random.nextInt(6)) {
                case 0 -> garbage(1, random);
                case 1 -> changed(components, random);
                case 2 -> odd(random);
                default -> component(random);
            };
            if (at < components.size() && random.nextBoolean()) {
                components.set(at, put);
            } else {
                components.add(at, put);
            }
        }
        return random.nextInt(8) == 0 ? Map.of("ops", components) : components;
    }

    /** A component of the operation with one field more, or another one. */
    private static Object changed(List<Object> components, RandomGenerator random) {
        Map<String, Object> fields = new HashMap<>();
        if (!components.isEmpty() && components.get(random.nextInt(components.size())) instanceof Map<?, ?> some) {
            some.forEach((key, value) -> fields.put((String) key, value));
        }
        fields.put(KEYS[random.nextInt(KEYS.length)], garbage(2, random));
        return fields;
    }

    private static Object component(RandomGenerator random) {
        int length = 1 + random.nextInt(4);
        return switch (random.nextInt(4)) {
            case 0 -> Map.of("retain", length);
            case 1 -> Map.of("retain", length, "attributes", Map.of("b", true));
            case 2 -> Map.of("insert", "a".repeat(length));
            default -> Map.of("delete", length);
        };
    }

    /** The shape of a component, and something odd in it. */
    private static Object odd(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> Map.of("insert", TEXTS[random.nextInt(TEXTS.length)]);
            case 1 -> Map.of("retain", NUMBERS[random.nextInt(NUMBERS.length)]);
            case 2 -> Map.of("delete", NUMBERS[random.nextInt(NUMBERS.length)]);
            default -> Map.of("insert", "x", "attributes", Map.of("b", nested(random.nextInt(200))));
        };
    }

    private static Object nested(int depth) {
        Object value = 1;
        for (int i = 0; i < depth; i++) {
            value = List.of(value);
        }
        return value;
    }

    private static Object garbage(int depth, RandomGenerator random) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> TEXTS[random.nextInt(TEXTS.length)];
            case 1 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 2 -> random.nextBoolean();
            case 3 -> null;
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
                    map.put(KEYS[random.nextInt(KEYS.length)], garbage(depth - 1, random));
                }
                yield map;
            }
        };
    }
}
