package dev.stet.ot.bench;

import dev.stet.ot.Side;
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

/** What a keystroke costs in documents of all sizes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(value = 1, jvmArgs = {"-Xms3g", "-Xmx3g"})
public class SizeBenchmark {
    private static final int PLACES = 64;
    private static final int BURST = 32;
    private static final int ALL_OVER = 1_024;

    /** Name of a type. */
    @Param({"text", "text-unicode", "rich-text"})
    public String type;

    /** How long the document is, in characters. */
    @Param({"10000", "1000000", "100000000"})
    public int length;

    private Typing<?, ?> typing;

    /** Makes the document and the keystrokes up. */
    @Setup
    public void make() {
        typing = new Typing<>(Keystrokes.of(type, length));
    }

    /** The next keystroke of somebody who types 32 characters at one place and takes them back, then at another one. */
    @Benchmark
    public Object typing() {
        return typing.next(false);
    }

    /** The same, when each is first taken past a keystroke of somebody else. */
    @Benchmark
    public Object typingBesideAnother() {
        return typing.next(true);
    }

    /** A keystroke into the document as it was at first, each at another place. */
    @Benchmark
    public Object anywhere() {
        return typing.anywhere();
    }

    /** A character replaced in the document that the one before left, each at another place: no chunk stays open. */
    @Benchmark
    public Object jumping() {
        return typing.jumping();
    }

    private static final class Typing<S, O> {
        private final Keystrokes<S, O> keystrokes;
        private final S first;
        private final List<O> bursts;
        private final List<O> allOver;
        private final List<O> replacing;
        private final O foreign;
        private S document;
        private int at;

        Typing(Keystrokes<S, O> keystrokes) {
            this.keystrokes = keystrokes;
            this.first = keystrokes.document();
            this.bursts = keystrokes.typing(PLACES, BURST, 1);
            this.allOver = keystrokes.concurrent(ALL_OVER, 2);
            this.replacing = keystrokes.replacing(ALL_OVER, 3);
            this.foreign = keystrokes.characters().replace(first, keystrokes.length() - 1, 1, "y");
            this.document = first;
        }

        S next(boolean beside) {
            O operation = bursts.get(at);
            at = at + 1 == bursts.size() ? 0 : at + 1;
            document = keystrokes
                    .type()
                    .apply(document, beside ? keystrokes.type().transform(operation, foreign, Side.LEFT) : operation);
            return document;
        }

        S anywhere() {
            return keystrokes.type().apply(first, allOver.get(at++ & (ALL_OVER - 1)));
        }

        S jumping() {
            document = keystrokes.type().apply(document, replacing.get(at++ & (ALL_OVER - 1)));
            return document;
        }
    }
}
