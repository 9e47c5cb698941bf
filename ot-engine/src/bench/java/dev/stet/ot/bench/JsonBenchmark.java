package dev.stet.ot.bench;

import static dev.stet.ot.json.Json0Type.JSON0;

import dev.stet.ot.Side;
import dev.stet.ot.json.JsonOperation;
import dev.stet.ot.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** JSON: keystrokes and other operations past each other, and into documents of all sizes. */
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(value = 1, jvmArgs = {"-Xms2g", "-Xmx2g"})
public class JsonBenchmark {
    private static final int PARAGRAPHS = 20;

    /** Operations that follow one another on a document of paragraphs. */
    @State(Scope.Benchmark)
    public static class Log {
        private static final int ENTRIES = 10_000;

        private final List<JsonOperation> keystrokes = new ArrayList<>();
        private final List<JsonOperation> mixed = new ArrayList<>();
        private final JsonOperation concurrent = type(7, 500, "x");
        private final JsonOperation other = type(7, 300, "y");

        /** Makes the operations up, always the same ones. */
        @Setup
        public void make() {
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < ENTRIES; i++) {
                keystrokes.add(type(7, random.nextInt(1_000), "y"));
                int at = random.nextInt(PARAGRAPHS);
                mixed.add(
                        switch (random.nextInt(5)) {
                            case 0 -> operation(Map.of("p", List.of("body", at), "lm", random.nextInt(PARAGRAPHS)));
                            case 1 -> operation(Map.of("p", List.of("body", at), "li", Map.of("text", "")));
                            case 2 -> operation(Map.of("p", List.of("title"), "od", "old", "oi", "new"));
                            case 3 -> operation(Map.of("p", List.of("body", at, "likes"), "na", 1));
                            default -> type(at, random.nextInt(1_000), "z");
                        });
            }
        }
    }

    /** A document of some size, and keystrokes all over it. */
    @State(Scope.Benchmark)
    public static class Document {
        private static final int PLACES = 1_024;
        private static final int PARAGRAPH = 1_000;

        /** How long its texts are together. */
        @Param({"10000", "1000000", "100000000"})
        public int length;

        /** Whether it is many short paragraphs, or few long ones. */
        @Param({"false", "true"})
        public boolean longTexts;

        private JsonValue document = JsonValue.NULL;
        private final JsonOperation[] keystrokes = new JsonOperation[PLACES];
        private int next;

        /** Makes the document up. */
        @Setup
        public void make() {
            int paragraph = longTexts ? length / 10 : PARAGRAPH;
            int count = length / paragraph;
            List<Object> body = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                body.add(JsonValue.of(Map.of("text", "e".repeat(paragraph), "likes", i)));
            }
            document = JsonValue.of(Map.of("title", "a", "body", body));
            SplittableRandom random = new SplittableRandom(2);
            for (int i = 0; i < PLACES; i++) {
                keystrokes[i] = type(random.nextInt(count), random.nextInt(paragraph), "x");
            }
        }
    }

    /** An array, and changes of its items. */
    @State(Scope.Benchmark)
    public static class Items {
        private static final int PLACES = 1_024;

        /** How many items there are. */
        @Param({"100", "100000"})
        public int length;

        private JsonValue document = JsonValue.NULL;
        private final JsonOperation[] changes = new JsonOperation[PLACES];
        private int next;

        /** Makes the array up. */
        @Setup
        public void make() {
            List<Object> items = new ArrayList<>(length);
            for (int i = 0; i < length; i++) {
                items.add(i);
            }
            document = JsonValue.of(items);
            SplittableRandom random = new SplittableRandom(3);
            for (int i = 0; i < PLACES; i++) {
                int at = random.nextInt(length);
                List<Object> path = List.of(at);
                changes[i] = operation(
                        switch (i % 3) {
                            case 0 -> Map.of("p", path, "li", "new");
                            case 1 -> Map.of("p", path, "ld", at);
                            default -> Map.of("p", path, "lm", random.nextInt(length));
                        });
            }
        }
    }

    private static JsonOperation type(int paragraph, int at, String text) {
        List<Object> edit = List.of(Map.of("p", at, "i", text));
        return operation(Map.of("p", List.of("body", paragraph, "text"), "t", "text0", "o", edit));
    }

    private static JsonOperation operation(Map<String, Object> component) {
        return JSON0.decode(List.of(component));
    }

    /** A keystroke past another one in the same text. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public JsonOperation transformKeystroke(Log log) {
        return JSON0.transform(log.concurrent, log.other, Side.LEFT);
    }

    /** One keystroke over 10,000 in the same text, one by one. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public JsonOperation transformOverKeystrokes(Log log) {
        return over(log.concurrent, log.keystrokes);
    }

    /** One keystroke over 10,000 operations of all kinds, one by one. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public JsonOperation transformOverMixed(Log log) {
        return over(log.concurrent, log.mixed);
    }

    private static JsonOperation over(JsonOperation operation, List<JsonOperation> entries) {
        JsonOperation mine = operation;
        for (JsonOperation entry : entries) {
            mine = JSON0.transform(mine, entry, Side.LEFT);
        }
        return mine;
    }

    /** A keystroke checked and applied. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public JsonValue applyKeystroke(Document document) {
        return JSON0.apply(
                document.document, document.keystrokes[document.next++ & (Document.PLACES - 1)]);
    }

    /** An item put in, taken away or moved. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public JsonValue changeItem(Items items) {
        return JSON0.apply(items.document, items.changes[items.next++ & (Items.PLACES - 1)]);
    }
}
