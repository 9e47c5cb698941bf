package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;

import dev.stet.ot.DocumentGenerator;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Small documents with few different keys, and edits made on plain maps and lists, so that places often meet.
 * Immutable.
 */
public final class JsonGenerator implements DocumentGenerator<JsonValue, JsonOperation> {
    private static final String[] KEYS = {"a", "b", "c", "", "__proto__"};
    private static final Number[] NUMBERS = {0, 1, -1, 5, 0.1, 0.2, -1.5};

    /** No fractions among them: that of a sum would be lost to a reader of JSON text that makes doubles of fractions. */
    private static final Number[] LARGE_NUMBERS = {0, 1, -1, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE, 1e300};

    private static final String[] CHARACTERS = {"a", "b", "x", "\"", "é", "中", "😀"};
    private static final int DEPTH = 4;

    private final Variant variant;

    private JsonGenerator(Variant variant) {
        this.variant = variant;
    }

    private enum Variant {
        MERGED,
        UNMERGED,
        STRINGS,
        INCOMPLETE
    }

    /** A generator of edits in which whatever can be one component is one; any two are alike. */
    public JsonGenerator() {
        this(Variant.MERGED);
    }

    /** A generator of edits whose components are not merged. */
    public static JsonGenerator unmerged() {
        return new JsonGenerator(Variant.UNMERGED);
    }

    /** A generator of documents with a string somewhere, for carets to stand in. */
    public static JsonGenerator withStrings() {
        return new JsonGenerator(Variant.STRINGS);
    }

    /** A generator of edits of one component, which often does not say what a member had before. */
    public static JsonGenerator withIncompletePuts() {
        return new JsonGenerator(Variant.INCOMPLETE);
    }

    @Override
    public JsonValue snapshot(int size, RandomGenerator random) {
        Object document = value(Math.min(DEPTH, size), random);
        if (variant == Variant.STRINGS && !hasString(document)) {
            return JsonValue.of(random.nextBoolean() ? Arrays.asList("", document) : List.of("x"));
        }
        return JsonValue.of(document);
    }

    private static boolean hasString(Object value) {
        return switch (value) {
            case String text -> true;
            case List<?> list -> list.stream().anyMatch(JsonGenerator::hasString);
            case Map<?, ?> map -> map.values().stream().anyMatch(JsonGenerator::hasString);
            case null, default -> false;
        };
    }

    private Object value(int depth, RandomGenerator random) {
        int kind = random.nextInt(depth > 0 ? 12 : 4);
        return switch (kind) {
            case 0 -> random.nextInt(3) == 0 ? null : (Object) random.nextBoolean();
            case 1, 2 -> number(random);
            case 3, 4 -> text(4, random);
            case 5, 6, 7 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(value(depth - 1, random));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(key(random), value(depth - 1, random));
                }
                yield map;
            }
        };
    }

    private Number number(RandomGenerator random) {
        Number[] numbers = variant == Variant.UNMERGED ? LARGE_NUMBERS : NUMBERS;
        return numbers[random.nextInt(numbers.length)];
    }

    private static String text(int most, RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i >= 0; i--) {
            text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return random.nextInt(6) == 0 ? "" : text.toString();
    }

    private static String key(RandomGenerator random) {
        return KEYS[random.nextInt(random.nextInt(3) == 0 ? KEYS.length : 2)];
    }

    @Override
    public Edit<JsonValue, JsonOperation> edit(JsonValue snapshot, int size, RandomGenerator random) {
        EditedDocument document = new EditedDocument(snapshot.plain());
        int most = variant == Variant.INCOMPLETE ? 0 : Math.min(size, 4);
        for (int i = random.nextInt(most + 1); i >= 0; i--) {
            step(document, random);
        }
        JsonOperation operation = JSON0.decode(document.operation());
        return new Edit<>(variant == Variant.MERGED ? merged(operation) : operation, JsonValue.of(document.content()));
    }

    /** Merging may bring components together that can be merged again. */
    private static JsonOperation merged(JsonOperation operation) {
        JsonOperation merged = JSON0.compose(JSON0.noop(), operation);
        return merged.equals(operation) ? merged : merged(merged);
    }

    private boolean saysWhatIsReplaced(RandomGenerator random) {
        return variant != Variant.INCOMPLETE || random.nextBoolean();
    }

    /** Changes a place that a random walk from the root leads to. */
    private void step(EditedDocument document, RandomGenerator random) {
        List<Object> path = new ArrayList<>();
        Object value = document.content();
        while (true) {
            boolean on = random.nextInt(4) > 0;
            if (value instanceof List<?> list && !list.isEmpty() && on) {
                int at = random.nextInt(list.size());
                path.add(at);
                value = list.get(at);
            } else if (value instanceof Map<?, ?> map && !map.isEmpty() && on) {
                List<Object> keys = new ArrayList<>(map.keySet());
                Object key = keys.get(random.nextInt(keys.size()));
                path.add(key);
                value = map.get(key);
            } else {
                change(document, path, value, random);
                return;
            }
        }
    }

    private void change(EditedDocument document, List<Object> path, Object value, RandomGenerator random) {
        switch (value) {
            case List<?> list -> changeList(document, path, list.size(), random);
            case Map<?, ?> map -> {
                String key = key(random);
                if (map.containsKey(key) && random.nextInt(3) == 0) {
                    document.remove(path, key);
                } else {
                    document.put(path, key, value(1, random), saysWhatIsReplaced(random));
                }
            }
            case String text
            when random.nextInt(4) > 0 -> {
                int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length()) + 1));
                int to = text.offsetByCodePoints(
                        at, random.nextInt(Math.min(3, text.codePointCount(at, text.length())) + 1));
                String inserted = random.nextBoolean() ? text(2, random) : "";
                document.editText(path, at, to, inserted, random.nextInt(3) == 0);
            }
            case Number number when random.nextInt(4) > 0 -> document.add(path, number(random));
            case null, default -> {
                if (path.isEmpty()) {
                    document.replaceAll(value(DEPTH, random), saysWhatIsReplaced(random));
                } else if (path.get(path.size() - 1) instanceof Integer at) {
                    document.replaceItem(path.subList(0, path.size() - 1), at, value(1, random));
                } else {
                    document.put(
                            path.subList(0, path.size() - 1),
                            (String) path.get(path.size() - 1),
                            value(1, random),
                            saysWhatIsReplaced(random));
                }
            }
        }
    }

    private void changeList(EditedDocument document, List<Object> path, int length, RandomGenerator random) {
        int at = random.nextInt(length + 1);
        switch (random.nextInt(at == length ? 1 : 5)) {
            case 0 -> document.insertItem(path, at, value(1, random));
            case 1 -> document.deleteItem(path, at);
            case 2 -> document.replaceItem(path, at, value(1, random));
            default -> document.moveItem(path, at, random.nextInt(length));
        }
    }

    @Override
    public Optional<Marker<JsonValue, JsonOperation>> marker() {
        return variant == Variant.STRINGS ? Optional.of(new Mark()) : Optional.empty();
    }

    /** A character in the first string of the document. */
    private static final class Mark implements Marker<JsonValue, JsonOperation> {
        private static final String MARK = "▮";

        @Override
        public Selection caret(JsonValue snapshot, RandomGenerator random) {
            List<Object> path = find(snapshot.plain(), "").orElseThrow();
            String text =
                    (String) JsonPath.unchecked(path).in(snapshot).orElseThrow().plain();
            int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length()) + 1));
            return new Selection(path, at, at);
        }

        @Override
        public JsonOperation put(JsonValue snapshot, Selection caret) {
            return JSON0.decode(List.of(
                    Map.of("p", caret.path(), "t", "text0", "o", List.of(Map.of("p", caret.head(), "i", MARK)))));
        }

        @Override
        public Side side() {
            return Side.LEFT;
        }

        @Override
        public Optional<Selection> find(JsonValue snapshot) {
            return find(snapshot.plain(), MARK).map(path -> {
                String text = (String)
                        JsonPath.unchecked(path).in(snapshot).orElseThrow().plain();
                return new Selection(path, text.indexOf(MARK), text.indexOf(MARK));
            });
        }

        /** Returns the path to the first string that holds a text. */
        private static Optional<List<Object>> find(Object value, String text) {
            if (value instanceof String string) {
                return string.contains(text) ? Optional.of(List.of()) : Optional.empty();
            }
            Map<Object, Object> parts = new LinkedHashMap<>();
            if (value instanceof Map<?, ?> map) {
                parts.putAll(map);
            } else if (value instanceof List<?> list) {
                list.forEach(item -> parts.put(parts.size(), item));
            }
            for (Map.Entry<Object, Object> part : parts.entrySet()) {
                Optional<List<Object>> inside = find(part.getValue(), text);
                if (inside.isPresent()) {
                    List<Object> path = new ArrayList<>(List.of(part.getKey()));
                    path.addAll(inside.get());
                    return Optional.of(path);
                }
            }
            return Optional.empty();
        }
    }
}
