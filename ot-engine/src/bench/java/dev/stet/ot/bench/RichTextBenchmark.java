package dev.stet.ot.bench;

import static dev.stet.ot.richtext.RichTextType.RICH_TEXT;

import dev.stet.ot.Side;
import dev.stet.ot.richtext.Attributes;
import dev.stet.ot.richtext.RichText;
import dev.stet.ot.richtext.RichTextOperation;
import dev.stet.ot.text.EditingTrace;
import dev.stet.ot.text.Rope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/** Rich text: an editing trace typed again, keystrokes past each other, and keystrokes into documents of all sizes. */
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(value = 1, jvmArgs = {"-Xms2g", "-Xmx2g"})
public class RichTextBenchmark {
    /** A whole editing trace. One immutable document per edit. */
    @State(Scope.Benchmark)
    public static class Trace {
        /** A trace kept with the tests, or the path of a file. */
        @Param("seph-blog1")
        public String trace;

        private final List<RichTextOperation> operations = new ArrayList<>();

        /** Reads the trace and turns its code point positions into operations. */
        @Setup
        public void read() throws IOException {
            EditingTrace source;
            if (trace.endsWith(".gz")) {
                try (InputStream file = Files.newInputStream(Path.of(trace))) {
                    source = EditingTrace.read(file);
                }
            } else {
                source = EditingTrace.named(trace);
            }
            Rope document = Rope.empty();
            for (EditingTrace.Patch patch : source.patches()) {
                int from = document.indexOfCodePoint(patch.position());
                int to = document.indexOfCodePoint(patch.position() + patch.deleted());
                operations.add(RichTextOperation.replace(from, to - from, patch.text(), Attributes.none()));
                document = document.replace(from, to, patch.text());
            }
        }
    }

    /** Operations that follow one another on a document of 1,000 units: short texts, deletes and attributes. */
    @State(Scope.Benchmark)
    public static class Log {
        private static final int ENTRIES = 10_000;
        private static final Attributes BOLD = Attributes.of("bold", true);

        private final List<RichTextOperation> keystrokes = new ArrayList<>();
        private final List<RichTextOperation> mixed = new ArrayList<>();
        private final RichTextOperation concurrent =
                RichTextOperation.replace(500, 0, "x", Attributes.none());

        /** Makes the operations up, always the same ones. */
        @Setup
        public void make() {
            SplittableRandom random = new SplittableRandom(1);
            int length = 1_000;
            int mixedLength = 1_000;
            for (int i = 0; i < ENTRIES; i++) {
                keystrokes.add(RichTextOperation.replace(random.nextInt(length++), 0, "y", Attributes.none()));
                int at = random.nextInt(mixedLength - 10);
                RichTextOperation operation =
                        switch (random.nextInt(4)) {
                            case 0 -> RichTextOperation.format(at, 5, BOLD);
                            case 1 -> RichTextOperation.replace(at, 3, "", Attributes.none());
                            case 2 -> RichTextOperation.replace(at, 0, "bold", BOLD);
                            default -> RichTextOperation.replace(at, 1, "ab", Attributes.none());
                        };
                mixed.add(operation);
                mixedLength += operation.lengthChange();
            }
        }
    }

    /** A document of some size, and keystrokes all over it. */
    @State(Scope.Benchmark)
    public static class Document {
        private static final int PLACES = 1_024;

        /** How long it is, in units. */
        @Param({"10000", "1000000", "100000000"})
        public int length;

        /** Whether every 50 units look different from the next. */
        @Param({"false", "true"})
        public boolean formatted;

        private RichText document = RichText.empty();
        private final RichTextOperation[] keystrokes = new RichTextOperation[PLACES];
        private int next;

        private RichText typed = RichText.empty();
        private final RichTextOperation[] typing = new RichTextOperation[PLACES];

        /** Makes the document up. */
        @Setup
        public void make() {
            document = Documents.make(length, formatted);
            SplittableRandom random = new SplittableRandom(2);
            for (int i = 0; i < PLACES; i++) {
                int at = random.nextInt(length);
                Attributes look = formatted ? Documents.look(at) : Attributes.none();
                keystrokes[i] = RichTextOperation.replace(at, 0, "x", look);
                look = formatted ? Documents.look(length / 2) : Attributes.none();
                typing[i] = RichTextOperation.replace(length / 2 + 1 + i, 0, "x", look);
            }
        }

        private RichText keystroke() {
            return RICH_TEXT.apply(document, keystrokes[next++ & (PLACES - 1)]);
        }

        private RichText typed() {
            int key = next++ & (PLACES - 1);
            typed = RICH_TEXT.apply(key == 0 ? document : typed, typing[key]);
            return typed;
        }
    }

    /** Every operation checked against the document and applied. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public RichText applyAll(Trace trace) {
        RichText document = RichText.empty();
        for (RichTextOperation operation : trace.operations) {
            document = RICH_TEXT.apply(document, operation);
        }
        return document;
    }

    /** The whole trace made one operation. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public RichTextOperation composeTrace(Trace trace) {
        return RICH_TEXT.composeAll(trace.operations);
    }

    /** One keystroke over 10,000, one by one. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public RichTextOperation transformOverKeystrokes(Log log) {
        return over(log.concurrent, log.keystrokes);
    }

    /** One keystroke over 10,000 operations of all kinds, one by one. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public RichTextOperation transformOverMixed(Log log) {
        return over(log.concurrent, log.mixed);
    }

    private static RichTextOperation over(RichTextOperation operation, List<RichTextOperation> entries) {
        RichTextOperation mine = operation;
        for (RichTextOperation entry : entries) {
            mine = RICH_TEXT.transform(mine, entry, Side.LEFT);
        }
        return mine;
    }

    /** 10,000 operations of all kinds made one. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public RichTextOperation composeAll(Log log) {
        return RICH_TEXT.composeAll(log.mixed);
    }

    /** A keystroke anywhere, checked and applied: what it meets is rarely in the processor's caches. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public RichText keystrokeAnywhere(Document document) {
        return document.keystroke();
    }

    /** A keystroke behind the one before, checked and applied: as people type. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public RichText keystrokeBehindAnother(Document document) {
        return document.typed();
    }
}
