package dev.stet.ot.bench;

import dev.stet.ot.text.EditingTrace;
import dev.stet.ot.text.Rope;
import java.io.IOException;
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

/** The rope alone, without operations. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(value = 1, jvmArgs = {"-Xms2g", "-Xmx2g"})
public class RopeBenchmark {
    /** A trace kept with the tests, or the path of a file. */
    @Param("seph-blog1")
    public String trace;

    private int[] starts;
    private int[] ends;
    private String[] texts;

    /** Reads the trace and turns its code points into places in the text. */
    @Setup
    public void read() throws IOException {
        EditingTrace source = Traces.read(trace);
        int count = source.patches().size();
        starts = new int[count];
        ends = new int[count];
        texts = new String[count];
        Rope document = Rope.empty();
        for (int i = 0; i < count; i++) {
            EditingTrace.Patch patch = source.patches().get(i);
            starts[i] = document.indexOfCodePoint(patch.position());
            ends[i] = document.indexOfCodePoint(patch.position() + patch.deleted());
            texts[i] = patch.text();
            document = document.replace(starts[i], ends[i], texts[i]);
        }
    }

    /** A whole editing trace, one immutable rope per edit. */
    @Benchmark
    public Rope replay() {
        Rope document = Rope.empty();
        for (int i = 0; i < starts.length; i++) {
            document = document.replace(starts[i], ends[i], texts[i]);
        }
        return document;
    }
}
