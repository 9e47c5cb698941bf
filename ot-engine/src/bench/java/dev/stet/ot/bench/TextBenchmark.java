package dev.stet.ot.bench;

import static dev.stet.ot.text.TextType.TEXT;

import dev.stet.ot.Side;
import dev.stet.ot.text.EditingTrace;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/** A whole editing trace, typed again. One immutable document per edit. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(value = 1, jvmArgs = {"-Xms2g", "-Xmx2g"})
public class TextBenchmark {
    /** A trace kept with the tests, or the path of a file. */
    @Param("seph-blog1")
    public String trace;

    private int[] starts;
    private int[] ends;
    private String[] texts;
    private List<TextOperation> operations;
    private List<Object> encoded;
    private TextOperation concurrent;

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
        int count = source.patches().size();
        starts = new int[count];
        ends = new int[count];
        texts = new String[count];
        operations = new ArrayList<>(count);
        encoded = new ArrayList<>(count);
        Rope document = Rope.empty();
        for (int i = 0; i < count; i++) {
            EditingTrace.Patch patch = source.patches().get(i);
            starts[i] = document.indexOfCodePoint(patch.position());
            ends[i] = document.indexOfCodePoint(patch.position() + patch.deleted());
            texts[i] = patch.text();
            TextOperation operation = patch.on(document);
            operations.add(operation);
            encoded.add(TEXT.encode(operation));
            document = TEXT.apply(document, operation);
        }
        if (!document.toString().equals(source.endContent())) {
            throw new IllegalStateException("the trace does not end in its final text, trace=" + trace);
        }
        concurrent = TextOperation.replace(0, 0, "x");
    }

    /** Changes of the rope, without operations. */
    @Benchmark
    public Rope ropeAlone() {
        Rope document = Rope.empty();
        for (int i = 0; i < starts.length; i++) {
            document = document.replace(starts[i], ends[i], texts[i]);
        }
        return document;
    }

    /** Every operation checked against the document and applied. */
    @Benchmark
    public Rope applyAll() {
        Rope document = Rope.empty();
        for (TextOperation operation : operations) {
            document = TEXT.apply(document, operation);
        }
        return document;
    }

    /** Every operation read from its encoded form, checked and applied. */
    @Benchmark
    public Rope decodeAndApplyAll() {
        Rope document = Rope.empty();
        for (Object json : encoded) {
            document = TEXT.apply(document, TEXT.decode(json));
        }
        return document;
    }

    /** One operation transformed over the whole trace, and the trace over it: the diamond of every step. */
    @Benchmark
    public TextOperation transformAll() {
        TextOperation mine = concurrent;
        TextOperation last = mine;
        for (TextOperation logged : operations) {
            last = TEXT.transform(logged, mine, Side.RIGHT);
            mine = TEXT.transform(mine, logged, Side.LEFT);
        }
        return last.isNoop() ? mine : last;
    }

    /** The whole trace made one operation. */
    @Benchmark
    public TextOperation composeAll() {
        return TEXT.composeAll(operations);
    }
}
