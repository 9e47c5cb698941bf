package dev.stet.ot.bench;

import dev.stet.ot.CharacterSequence;
import dev.stet.ot.OperationType;
import dev.stet.ot.Rebased;
import dev.stet.ot.Side;
import dev.stet.ot.Subject;
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

/**
 * A client was away: keystrokes that it buffered, composed, are taken past what others typed meanwhile, entry by entry.
 * All on one document of 100,000 characters.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = {"-Xms3g", "-Xmx3g"})
public class AbsenceBenchmark {
    private static final int DOCUMENT_LENGTH = 100_000;

    /** Name of a type. */
    @Param("text")
    public String type;

    /** How many entries the log has grown by. */
    @Param({"100", "1000", "10000", "100000", "1000000"})
    public int entries;

    /** How many keystrokes are buffered; 0 for as many as there are entries. */
    @Param({"0", "100"})
    public int buffered;

    /** Whether others typed at random places, instead of on and on from one, to the end of the document and again from its beginning. The client's are random. */
    @Param({"true", "false"})
    public boolean anywhere;

    private Absence<?, ?> absence;

    /** Types. */
    @Setup
    public void type() {
        Subject<?, ?> subject = Subject.all()
                .filter(candidate -> candidate.type().name().equals(type))
                .findFirst()
                .orElseThrow();
        absence = Absence.of(subject, buffered == 0 ? entries : buffered, entries, anywhere);
    }

    /** As the type does it. */
    @Benchmark
    public Rebased<?> rebase() {
        return absence.rebase();
    }

    /** One transformation after the other. */
    @Benchmark
    public Rebased<?> loop() {
        return absence.loop();
    }

    private record Absence<S, O>(OperationType<S, O> type, O operation, List<O> log) {
        static <S, O> Absence<S, O> of(Subject<S, O> subject, int buffered, int entries, boolean anywhere) {
            SplittableRandom random = new SplittableRandom(1);
            O operation = subject.type().composeAll(keystrokes(subject, buffered, true, random));
            return new Absence<>(subject.type(), operation, keystrokes(subject, entries, anywhere, random));
        }

        private static <S, O> List<O> keystrokes(
                Subject<S, O> subject, int count, boolean anywhere, SplittableRandom random) {
            CharacterSequence<S, O> characters = subject.characters().getFirst();
            S document = characters.document("a".repeat(DOCUMENT_LENGTH));
            List<O> keystrokes = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int at = anywhere ? random.nextInt(DOCUMENT_LENGTH) : i % DOCUMENT_LENGTH;
                O keystroke = characters.replace(document, at, random.nextInt(4) == 0 ? 1 : 0, "b");
                keystrokes.add(keystroke);
                document = subject.type().apply(document, keystroke);
            }
            return keystrokes;
        }

        Rebased<O> rebase() {
            return type.rebase(operation, log, Side.LEFT);
        }

        Rebased<O> loop() {
            O mine = operation;
            List<O> theirs = new ArrayList<>(log.size());
            for (O entry : log) {
                theirs.add(type.transform(entry, mine, Side.RIGHT));
                mine = type.transform(mine, entry, Side.LEFT);
            }
            return new Rebased<>(mine, theirs);
        }
    }
}
