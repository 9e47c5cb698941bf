package dev.stet.ot.bench;

import dev.stet.ot.Side;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Keystrokes past each other, for every type: the work that {@code ../peers/peers.mjs} has done by others. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(value = 1, jvmArgs = {"-Xms2g", "-Xmx2g"})
public class TransformBenchmark {
    private static final int LENGTH = 10_000;
    private static final int PAIRS = 1_024;
    private static final int ENTRIES = 10_000;

    /** Name of a type. */
    @Param({"text", "text-unicode", "rich-text"})
    public String type;

    private Work<?, ?> work;

    /** Makes the keystrokes up. */
    @Setup
    public void make() {
        work = Work.of(Keystrokes.of(type, LENGTH));
    }

    /** A keystroke past another one, somewhere in the same document. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public void keystrokeOverKeystroke(Blackhole sink) {
        work.transformPairs(sink);
    }

    /** A keystroke past another one at the same place: the operations meet. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public void keystrokeOverItself(Blackhole sink) {
        work.transformTies(sink);
    }

    /** One keystroke past 10,000, one by one. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Object overTenThousandEntries() {
        return work.overEntries();
    }

    /** 10,000 keystrokes made one operation. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Object composeTenThousand() {
        return work.compose();
    }

    private record Work<S, O>(Keystrokes<S, O> keystrokes, List<O> mine, List<O> theirs, O one, List<O> entries) {
        static <S, O> Work<S, O> of(Keystrokes<S, O> keystrokes) {
            return new Work<>(
                    keystrokes,
                    keystrokes.concurrent(PAIRS, 42),
                    keystrokes.concurrent(PAIRS, 43),
                    keystrokes.characters().replace(keystrokes.document(), LENGTH / 2, 0, "x"),
                    keystrokes.log(ENTRIES, 7));
        }

        void transformPairs(Blackhole sink) {
            for (int i = 0; i < PAIRS; i++) {
                sink.consume(keystrokes.type().transform(mine.get(i), theirs.get(i), Side.LEFT));
            }
        }

        void transformTies(Blackhole sink) {
            for (int i = 0; i < PAIRS; i++) {
                sink.consume(keystrokes.type().transform(mine.get(i), mine.get(i), Side.LEFT));
            }
        }

        O overEntries() {
            O operation = one;
            for (O entry : entries) {
                operation = keystrokes.type().transform(operation, entry, Side.LEFT);
            }
            return operation;
        }

        O compose() {
            return keystrokes.type().composeAll(entries);
        }
    }
}
