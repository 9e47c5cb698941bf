package dev.stet.ot.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Changes JSON-shaped values at random places: other types, other numbers, keys that nobody knows, halves of surrogate
 * pairs, values far too deep. Never changes what it is given. Confined to its owner's thread.
 */
final class JsonMutator {
    /** Stands for what users wrote: no message may hold it. */
    static final String SECRET = "xyzzy";

    private static final String[] TEXTS = {
        "", "a", SECRET, "😀", "\ud83d", "\ude00", "\u0000", "中\u2028", "0", "-1", "__proto__", "text0"
    };
    private static final Number[] NUMBERS = {
        0,
        1,
        2,
        3,
        5,
        -1,
        1L,
        -0.0,
        1.5,
        2.0,
        Double.NaN,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        Double.MIN_VALUE,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE - 1,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1e18,
        BigInteger.TEN.pow(40),
        BigInteger.TWO.pow(64).negate(),
        BigDecimal.ONE,
        new BigDecimal("1e-400"),
        new BigDecimal("1e2147483647"),
        (byte) 1,
        (short) 3,
        1.0f
    };

    /** Deeper than this nothing is changed, but values may be as deep as they like. */
    private static final int REACH = 6;

    private static final int[] DEPTHS = {60, 150, 500, 1_200, 100_000};
    private static final List<Object> DEEP_LISTS = deep(true);
    private static final List<Object> DEEP_MAPS = deep(false);
    private static final int GARBAGE_DEPTH = 3;

    private final RandomGenerator random;

    JsonMutator(RandomGenerator random) {
        this.random = random;
    }

    /** Returns the value with one change somewhere. */
    Object mutated(Object json) {
        return changed(json, REACH);
    }

    private Object changed(Object json, int reach) {
        if (reach > 0 && random.nextInt(4) > 0) {
            if (json instanceof List<?> list) {
                return changedList(list, reach);
            }
            if (json instanceof Map<?, ?> map) {
                return changedMap(map, reach);
            }
        }
        if (json instanceof Number number && random.nextInt(4) > 0) {
            return random.nextInt(3) == 0
                    ? NUMBERS[random.nextInt(NUMBERS.length)]
                    : Long.valueOf(number.longValue() + random.nextInt(-3, 4));
        }
        if (json instanceof String text && random.nextInt(3) > 0) {
            return random.nextBoolean() ? text + text(random) : text.substring(random.nextInt(text.length() + 1));
        }
        return garbage(GARBAGE_DEPTH);
    }

    private List<Object> changedList(List<?> list, int reach) {
        List<Object> changed = new ArrayList<>(list);
        if (list.isEmpty()) {
            changed.add(garbage(GARBAGE_DEPTH));
            return changed;
        }
        int at = random.nextInt(list.size());
        int other = random.nextInt(list.size());
        switch (random.nextInt(10)) {
            case 0 -> changed.remove(at);
            case 1 -> changed.add(at, list.get(other));
            case 2 -> {
                changed.set(at, list.get(other));
                changed.set(other, list.get(at));
            }
            case 3 -> changed.add(at, garbage(GARBAGE_DEPTH));
            default -> changed.set(at, changed(list.get(at), reach - 1));
        }
        return changed;
    }

    private Map<String, Object> changedMap(Map<?, ?> map, int reach) {
        Map<String, Object> changed = new LinkedHashMap<>();
        map.forEach((key, value) -> changed.put((String) key, value));
        if (map.isEmpty() || random.nextInt(8) == 0) {
            changed.put(text(random), garbage(GARBAGE_DEPTH));
            return changed;
        }
        List<String> keys = new ArrayList<>(changed.keySet());
        String key = keys.get(random.nextInt(keys.size()));
        String other = keys.get(random.nextInt(keys.size()));
        switch (random.nextInt(8)) {
            case 0 -> changed.remove(key);
            case 1 -> changed.put(text(random), changed.remove(key));
            case 2 -> changed.put(key, changed.get(other));
            default -> changed.put(key, changed(changed.get(key), reach - 1));
        }
        return changed;
    }

    /** Returns anything at all. */
    Object garbage(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 3)) {
            case 0 -> text(random);
            case 1 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 2 -> random.nextBoolean() ? random.nextBoolean() : null;
            case 3 -> nested();
            case 4 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(garbage(depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new HashMap<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    map.put(text(random), garbage(depth - 1));
                }
                yield map;
            }
        };
    }

    /** Returns lists or objects in one another, now and then too deep for a reader that recurses. */
    private Object nested() {
        boolean lists = random.nextBoolean();
        return random.nextInt(3) == 0
                ? (lists ? DEEP_LISTS : DEEP_MAPS).get(random.nextInt(DEPTHS.length))
                : nested(lists, random.nextInt(5));
    }

    private static List<Object> deep(boolean lists) {
        return Arrays.stream(DEPTHS).mapToObj(depth -> nested(lists, depth)).toList();
    }

    private static Object nested(boolean lists, int depth) {
        Object nested = lists ? List.of() : Map.of();
        for (int i = depth; i > 0; i--) {
            nested = lists ? List.of(nested) : Map.of("a", nested);
        }
        return nested;
    }

    private static String text(RandomGenerator random) {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
