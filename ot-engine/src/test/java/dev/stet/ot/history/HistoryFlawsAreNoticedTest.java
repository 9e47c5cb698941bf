package dev.stet.ot.history;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.CharacterSequence;
import dev.stet.ot.OperationType;
import dev.stet.ot.Subject;
import dev.stet.ot.Tries;
import dev.stet.ot.sync.FlawedTypes;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The tests of history fail if one of its functions does a thing wrongly. */
class HistoryFlawsAreNoticedTest {
    private static final int TRIES = 5_000;

    @TestFactory
    Stream<DynamicTest> flawsAreNoticed() {
        return Subject.all().flatMap(HistoryFlawsAreNoticedTest::flaws);
    }

    private static <S, O> Stream<DynamicTest> flaws(Subject<S, O> subject) {
        return subject.characters().stream().flatMap(way -> {
            Flaws<S, O> flaws = new Flaws<>(subject.type(), way);
            return Stream.of(
                    flaws.noticed("revert ignores others", FlawedTypes::ignoringOthers, HistoryLaws::reverted),
                    flaws.noticed("revert loses others", FlawedTypes::forgettingOthers, HistoryLaws::reverted),
                    flaws.noticed("revert undoes nothing", FlawedTypes::invertingNothing, HistoryLaws::reverted),
                    flaws.noticed("revert undoes half", FlawedTypes::composingHalf, HistoryLaws::reverted),
                    flaws.noticed("blame is one off", FlawedTypes::blamingTheOneBefore, HistoryLaws::authorship),
                    flaws.noticed("blame stays behind", FlawedTypes::blamingTheFirst, HistoryLaws::authorship),
                    flaws.noticed("difference is one off", FlawedTypes::blamingTheOneBefore, HistoryLaws::difference),
                    flaws.noticed("difference misses removals", FlawedTypes::invertingNothing, HistoryLaws::difference),
                    flaws.noticed("squash loses entries", FlawedTypes::composingHalf, HistoryLaws::squashed),
                    flaws.noticed("squash lays all to one", FlawedTypes::blamingTheFirst, HistoryLaws::squashed));
        });
    }

    private record Flaws<S, O>(OperationType<S, O> type, CharacterSequence<S, O> characters) {
        DynamicTest noticed(
                String flaw,
                UnaryOperator<OperationType<S, O>> flawed,
                BiConsumer<HistoryLaws<S, O>, RandomGenerator> law) {
            HistoryLaws<S, O> laws = new HistoryLaws<>(type, flawed.apply(type), characters);
            return DynamicTest.dynamicTest(
                    characters.getClass().getSimpleName() + ": " + flaw,
                    () -> assertThatThrownBy(() -> Tries.run(
                                    HistoryFlawsAreNoticedTest.class, TRIES, random -> law.accept(laws, random)))
                            .isInstanceOf(AssertionError.class));
        }
    }
}
