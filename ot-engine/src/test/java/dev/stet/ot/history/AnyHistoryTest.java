package dev.stet.ot.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.OperationType;
import dev.stet.ot.Subject;
import dev.stet.ot.Tries;
import dev.stet.ot.sync.Entry;
import dev.stet.ot.sync.OperationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the history of every type, on documents and edits of every kind. {@code -Dot.tries=N}. */
class AnyHistoryTest {
    private static final int SIZE = 8;
    private static final String[] AUTHORS = {"ann", "bob", "cid"};

    static Stream<Subject<?, ?>> types() {
        return Subject.all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void revertingAllSinceARevisionGivesTheDocumentThen(Subject<?, ?> subject) {
        Tries.run(AnyHistoryTest.class, Tries.count(), random -> reverted(subject, random));
    }

    private static <S, O> void reverted(Subject<S, O> subject, RandomGenerator random) {
        OperationType<S, O> type = subject.type();
        History<S, O> history = history(subject, random);
        S last = history.at(history.head());
        long since = random.nextLong(history.revision(), history.head() + 1);
        O back = Revert.revert(history, entry -> entry.revision() > since);
        assertThat(type.apply(last, back)).isEqualTo(history.at(since));
        assertThat(Revert.revert(history, entry -> false)).isEqualTo(type.noop());
        if (!history.entries().isEmpty()) {
            Entry<O> newest = history.entries().getLast();
            assertThat(Revert.revert(history, entry -> entry == newest))
                    .isEqualTo(type.invert(newest.operation(), history.at(history.head() - 1)));
        }
        type.apply(last, Revert.revert(history, entry -> entry.author().equals("ann")));
    }

    @ParameterizedTest
    @MethodSource("types")
    void squashedSlicesEndInTheDocumentsThatWere(Subject<?, ?> subject) {
        Tries.run(AnyHistoryTest.class, Tries.count(), random -> squashed(subject, random));
    }

    private static <S, O> void squashed(Subject<S, O> subject, RandomGenerator random) {
        History<S, O> history = history(subject, random);
        S document = history.snapshot();
        int entries = 0;
        for (SquashedSlice<O> slice : Squash.squash(history, Duration.ofMillis(random.nextInt(1, 300)))) {
            for (SquashedEntry<O> entry : slice.entries()) {
                document = subject.type().apply(document, entry.operation());
                entries++;
            }
            assertThat(document).isEqualTo(history.at(slice.lastRevision()));
        }
        assertThat(document).isEqualTo(history.at(history.head()));
        assertThat(entries).isLessThanOrEqualTo(history.entries().size());
    }

    @ParameterizedTest
    @MethodSource("types")
    void differenceLeadsFromOneRevisionToTheOther(Subject<?, ?> subject) {
        Tries.run(AnyHistoryTest.class, Tries.count(), random -> difference(subject, random));
    }

    private static <S, O> void difference(Subject<S, O> subject, RandomGenerator random) {
        History<S, O> history = history(subject, random);
        long from = random.nextLong(history.revision(), history.head() + 1);
        long to = random.nextLong(from, history.head() + 1);
        Difference<O> difference = Difference.over(history.between(from, to));
        assertThat(subject.type().apply(history.at(from), difference.operation()))
                .isEqualTo(history.at(to));
        assertThat(difference.added())
                .allSatisfy(part -> assertThat(part.span().revision()).isBetween(from + 1, to));
        assertThat(difference.removed())
                .allSatisfy(part -> assertThat(part.span().revision()).isBetween(from + 1, to));
    }

    private static <S, O> History<S, O> history(Subject<S, O> subject, RandomGenerator random) {
        S first = subject.generator().snapshot(SIZE, random);
        S document = first;
        List<Entry<O>> entries = new ArrayList<>();
        long time = 1_000;
        for (int i = random.nextInt(10); i > 0; i--) {
            O operation = subject.generator().edit(document, SIZE, random).operation();
            document = subject.type().apply(document, operation);
            String author = AUTHORS[random.nextInt(AUTHORS.length)];
            long revision = 7 + entries.size() + 1;
            time += random.nextInt(60);
            entries.add(new Entry<>(revision, new OperationId(author, revision), author, time, operation));
        }
        return new History<>(subject.type(), 7, first, entries);
    }
}
