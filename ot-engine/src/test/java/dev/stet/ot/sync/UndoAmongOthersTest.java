package dev.stet.ot.sync;

import dev.stet.ot.Subject;
import dev.stet.ot.Tries;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Undo and redo while others edit: what is to be seen is what plain code says, which knows every character's writer.
 * {@code -Dot.tries=N} tries N times.
 */
class UndoAmongOthersTest {
    static Stream<Named<UndoSession<?, ?>>> sequences() {
        return Subject.all().flatMap(UndoAmongOthersTest::sequences);
    }

    private static <S, O> Stream<Named<UndoSession<?, ?>>> sequences(Subject<S, O> subject) {
        return subject.characters().stream()
                .map(characters -> Named.of(
                        characters.getClass().getSimpleName(),
                        new UndoSession<>(subject.type(), subject.type(), characters)));
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void undoTakesExactlyTheRestOfOnesOwnStepAway(UndoSession<?, ?> session) {
        Tries.run(UndoAmongOthersTest.class, Tries.count(), session::run);
    }
}
