package dev.stet.ot.sync;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.CharacterSequence;
import dev.stet.ot.OperationType;
import dev.stet.ot.Subject;
import dev.stet.ot.Tries;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The tests of undo fail if undo does a thing wrongly. */
class UndoFlawsAreNoticedTest {
    private static final int TRIES = 5_000;

    @TestFactory
    Stream<DynamicTest> flawsAreNoticed() {
        return Subject.all().flatMap(UndoFlawsAreNoticedTest::flaws);
    }

    private static <S, O> Stream<DynamicTest> flaws(Subject<S, O> subject) {
        return subject.characters().stream()
                .flatMap(characters -> Stream.of(
                        noticed("ignores what others did", subject, characters, FlawedTypes::ignoringOthers),
                        noticed("does not carry it down", subject, characters, FlawedTypes::forgettingOthers),
                        noticed("undoes nothing", subject, characters, FlawedTypes::invertingNothing),
                        noticed("undoes part of a step", subject, characters, FlawedTypes::composingHalf)));
    }

    private static <S, O> DynamicTest noticed(
            String flaw,
            Subject<S, O> subject,
            CharacterSequence<S, O> characters,
            UnaryOperator<OperationType<S, O>> flawed) {
        UndoSession<S, O> session = new UndoSession<>(subject.type(), flawed.apply(subject.type()), characters);
        return DynamicTest.dynamicTest(
                characters.getClass().getSimpleName() + ": " + flaw,
                () -> assertThatThrownBy(() -> Tries.run(UndoFlawsAreNoticedTest.class, TRIES, session::run))
                        .isInstanceOf(AssertionError.class));
    }
}
