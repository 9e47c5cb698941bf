package dev.stet.ot.bench;

import dev.stet.ot.Side;
import dev.stet.ot.text.EditingTrace;
import java.io.IOException;
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
public class ReplayBenchmark {
    /** Name of a type. */
    @Param({"text", "text-unicode", "rich-text"})
    public String type;

    /** A trace kept with the tests, or the path of a file. */
    @Param("seph-blog1")
    public String trace;

    private Typed<?, ?> typed;

    /** Reads the trace and makes its edits operations. */
    @Setup
    public void read() throws IOException {
        typed = Typed.of(Keystrokes.of(type, 0), Traces.read(trace));
    }

    /** Every operation checked against the document and applied. */
    @Benchmark
    public Object applyAll() {
        return typed.apply();
    }

    /** Every operation read from its encoded form, checked and applied. */
    @Benchmark
    public Object decodeAndApplyAll() {
        return typed.decodeAndApply();
    }

    /** One operation transformed over the whole trace, and the trace over it: the diamond of every step. */
    @Benchmark
    public Object transformAll() {
        return typed.transform();
    }

    /** The whole trace made one operation. */
    @Benchmark
    public Object composeAll() {
        return typed.compose();
    }

    private record Typed<S, O>(Keystrokes<S, O> keystrokes, List<O> operations, List<Object> encoded, O concurrent) {
        static <S, O> Typed<S, O> of(Keystrokes<S, O> keystrokes, EditingTrace trace) {
            List<O> operations = new ArrayList<>();
            List<Object> encoded = new ArrayList<>();
            S document = keystrokes.document();
            for (EditingTrace.Patch patch : trace.patches()) {
                O operation = keystrokes.characters().replace(document, patch.position(), patch.deleted(), patch.text());
                operations.add(operation);
                encoded.add(keystrokes.type().encode(operation));
                document = keystrokes.type().apply(document, operation);
            }
            if (!keystrokes.characters().characters(document).equals(trace.endContent())) {
                throw new IllegalStateException("the trace does not end in its final text");
            }
            O concurrent = keystrokes.characters().replace(keystrokes.document(), 0, 0, "x");
            return new Typed<>(keystrokes, operations, encoded, concurrent);
        }

        S apply() {
            S document = keystrokes.type().empty();
            for (O operation : operations) {
                document = keystrokes.type().apply(document, operation);
            }
            return document;
        }

        S decodeAndApply() {
            S document = keystrokes.type().empty();
            for (Object json : encoded) {
                document = keystrokes.type().apply(document, keystrokes.type().decode(json));
            }
            return document;
        }

        O compose() {
            return keystrokes.type().composeAll(operations);
        }

        O transform() {
            O mine = concurrent;
            O last = mine;
            for (O logged : operations) {
                last = keystrokes.type().transform(logged, mine, Side.RIGHT);
                mine = keystrokes.type().transform(mine, logged, Side.LEFT);
            }
            return last.equals(keystrokes.type().noop()) ? mine : last;
        }
    }
}
