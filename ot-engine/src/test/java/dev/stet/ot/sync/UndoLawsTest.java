package dev.stet.ot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.OperationType;
import dev.stet.ot.Subject;
import dev.stet.ot.Tries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What undo promises for every type, on documents and edits made up. {@code -Dot.tries=N} tries each N times. */
class UndoLawsTest {
    private static final int SIZE = 8;

    static Stream<Subject<?, ?>> types() {
        return Subject.all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void aloneEveryDepthOfUndoAndRedoGivesTheDocumentThatWasThere(Subject<?, ?> subject) {
        Tries.run(UndoLawsTest.class, Tries.count(), random -> alone(subject, random));
    }

    @ParameterizedTest
    @MethodSource("types")
    void undoThenRedoChangesNothingIfNobodyInterferedBetween(Subject<?, ?> subject) {
        Tries.run(UndoLawsTest.class, Tries.count(), random -> undoThenRedo(subject, random));
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusedEditsLeaveNothingToUndoAndTheStepsBeforeAsTheyWere(Subject<?, ?> subject) {
        Tries.run(UndoLawsTest.class, Tries.count(), random -> refused(subject, random));
    }

    private static <S, O> void alone(Subject<S, O> subject, RandomGenerator random) {
        OperationType<S, O> type = subject.type();
        Undo<S, O> undo = new Undo<>(type, 100);
        S shown = subject.generator().snapshot(SIZE, random);
        List<S> documents = new ArrayList<>(List.of(shown));
        int at = 0;
        boolean edits = false;
        for (int i = random.nextInt(2, 25); i > 0; i--) {
            int roll = random.nextInt(10);
            if (roll < 4) {
                O operation = subject.generator().edit(shown, SIZE, random).operation();
                boolean joins = edits && random.nextBoolean();
                if (joins) {
                    undo.joined(operation, shown);
                } else {
                    undo.edited(operation, shown);
                }
                shown = type.apply(shown, operation);
                if (!operation.equals(type.noop())) {
                    documents.subList(at + 1, documents.size()).clear();
                    at = joins ? at : at + 1;
                    documents.subList(at, documents.size()).clear();
                    documents.add(shown);
                    edits = true;
                }
            } else {
                boolean back = roll < 8;
                Optional<O> operation = back ? undo.undo(shown) : undo.redo(shown);
                edits = false;
                if (operation.isPresent()) {
                    shown = type.apply(shown, operation.get());
                    at = skipEqual(documents, at, back ? -1 : 1, shown);
                } else {
                    at = skipEqual(documents, at, back ? -1 : 1, back ? documents.getFirst() : documents.getLast());
                    at = back ? 0 : documents.size() - 1;
                }
                assertThat(shown).isEqualTo(documents.get(at));
            }
        }
        while (undo.canUndo()) {
            Optional<O> operation = undo.undo(shown);
            shown = operation.isPresent() ? type.apply(shown, operation.get()) : shown;
        }
        assertThat(shown).isEqualTo(documents.getFirst());
        while (undo.canRedo()) {
            Optional<O> operation = undo.redo(shown);
            shown = operation.isPresent() ? type.apply(shown, operation.get()) : shown;
        }
        assertThat(shown).isEqualTo(documents.getLast());
    }

    /** Steps without effect, as when joined edits take each other back, are passed over. */
    private static <S> int skipEqual(List<S> documents, int at, int direction, S shown) {
        int next = at + direction;
        while (next > 0
                && next < documents.size() - 1
                && !documents.get(next).equals(shown)
                && documents.get(next).equals(documents.get(at))) {
            next += direction;
        }
        return Math.clamp(next, 0, documents.size() - 1);
    }

    private static <S, O> void undoThenRedo(Subject<S, O> subject, RandomGenerator random) {
        OperationType<S, O> type = subject.type();
        Undo<S, O> undo = new Undo<>(type, 100);
        S shown = subject.generator().snapshot(SIZE, random);
        for (int i = random.nextInt(1, 20); i > 0; i--) {
            O operation = subject.generator().edit(shown, SIZE, random).operation();
            switch (random.nextInt(6)) {
                case 0 -> undo.edited(operation, shown);
                case 1 -> undo.joined(operation, shown);
                case 2, 3 -> undo.shown(operation);
                case 4 -> operation = undo.undo(shown).orElseGet(type::noop);
                default -> operation = undo.redo(shown).orElseGet(type::noop);
            }
            shown = type.apply(shown, operation);
        }
        List<S> documents = new ArrayList<>(List.of(shown));
        Optional<O> operation = undo.undo(shown);
        while (operation.isPresent()) {
            shown = type.apply(shown, operation.get());
            documents.add(shown);
            operation = undo.undo(shown);
        }
        for (int i = documents.size() - 2; i >= 0; i--) {
            shown = type.apply(shown, undo.redo(shown).orElseThrow());
            assertThat(shown).isEqualTo(documents.get(i));
        }
    }

    /** Edits that are stored, then edits that are refused, then edits in the buffer; others only after all that. */
    private static <S, O> void refused(Subject<S, O> subject, RandomGenerator random) {
        OperationType<S, O> type = subject.type();
        Undo<S, O> undo = new Undo<>(type, 100);
        S first = subject.generator().snapshot(SIZE, random);
        S stored = edits(subject, undo, first, random, random.nextInt(3));
        undo.submitted(11);
        S refused = edits(subject, undo, stored, random, random.nextInt(1, 4));
        undo.submitted(12);
        undo.submitted(12);
        boolean redoes = false;
        if (random.nextInt(3) == 0) {
            redoes = undo.canUndo();
            Optional<O> back = undo.undo(refused);
            S shown = back.isPresent() ? type.apply(refused, back.get()) : refused;
            O rollback = type.diff(shown, stored);
            undo.refused(rollback, shown);
        } else {
            O rollback = type.diff(refused, stored);
            undo.refused(rollback, refused);
        }
        S shown = stored;
        Optional<O> operation = undo.undo(shown);
        while (operation.isPresent()) {
            shown = type.apply(shown, operation.get());
            operation = undo.undo(shown);
        }
        if (!redoes) {
            assertThat(shown).isEqualTo(first);
        }
    }

    private static <S, O> S edits(Subject<S, O> subject, Undo<S, O> undo, S before, RandomGenerator random, int count) {
        S shown = before;
        for (int i = 0; i < count; i++) {
            O operation = subject.generator().edit(shown, SIZE, random).operation();
            if (random.nextBoolean()) {
                undo.edited(operation, shown);
            } else {
                undo.joined(operation, shown);
            }
            shown = subject.type().apply(shown, operation);
        }
        return shown;
    }
}
