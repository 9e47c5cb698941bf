package dev.stet.ot.history;

import dev.stet.ot.Subject;
import dev.stet.ot.Tries;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type's history keeps what is promised of it. {@code -Dot.tries=N} tries each promise N times. */
class HistoryLawsTest {
    static Stream<Named<HistoryLaws<?, ?>>> laws() {
        return Subject.all().flatMap(HistoryLawsTest::laws);
    }

    private static <S, O> Stream<Named<HistoryLaws<?, ?>>> laws(Subject<S, O> subject) {
        return subject.characters().stream()
                .map(way -> Named.of(
                        way.getClass().getSimpleName(), new HistoryLaws<>(subject.type(), subject.type(), way)));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void revertingLeavesNothingOfTheChosenEntriesAndAllOfTheOthers(HistoryLaws<?, ?> laws) {
        Tries.run(HistoryLawsTest.class, Tries.count(), laws::reverted);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void authorshipKnowsWhoTypedEachCharacter(HistoryLaws<?, ?> laws) {
        Tries.run(HistoryLawsTest.class, Tries.count(), laws::authorship);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void differenceNamesWhatWasAddedAndRemovedAndByWhom(HistoryLaws<?, ?> laws) {
        Tries.run(HistoryLawsTest.class, Tries.count(), laws::difference);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void squashedLogHasTheSameEffectAndAuthorsInNoMoreEntries(HistoryLaws<?, ?> laws) {
        Tries.run(HistoryLawsTest.class, Tries.count(), laws::squashed);
    }
}
