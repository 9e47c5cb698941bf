package dev.stet.ot.sync;

import static dev.stet.ot.text.TextOperation.replace;
import static dev.stet.ot.text.TextType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Side;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Undo and redo on a text, a case each. */
class UndoTest {
    private Undo<Rope, TextOperation> undo = new Undo<>(TEXT, 100);
    private Rope shown = Rope.of("The quick fox");

    @Test
    void nothingIsDoneAndNothingUndone() {
        assertThat(undo.canUndo()).isFalse();
        assertThat(undo.canRedo()).isFalse();
        assertThat(undo.undo(shown)).isEmpty();
        assertThat(undo.redo(shown)).isEmpty();
    }

    @Test
    void undoTakesOwnEditBackAndLeavesWhatOthersDid() {
        edit(replace(10, 0, "brown "));
        other(replace(4, 5, "slow"));
        other(replace(11, 0, "X"));
        assertThat(shown).hasToString("The slow brXown fox");
        undo();
        assertThat(shown).hasToString("The slow Xfox");
        redo();
        assertThat(shown).hasToString("The slow brXown fox");
    }

    @Test
    void joinedEditsAreOneStep() {
        edit(replace(3, 0, "n"));
        join(replace(4, 0, "e"));
        other(replace(0, 3, "A"));
        join(replace(3, 0, "w"));
        assertThat(shown).hasToString("Anew quick fox");
        undo();
        assertThat(shown).hasToString("A quick fox");
        assertThat(undo.canUndo()).isFalse();
    }

    @Test
    void editAfterUndoIsAStepOfItsOwnAndLeavesNothingToRedo() {
        edit(replace(0, 0, "a"));
        edit(replace(0, 0, "b"));
        undo();
        join(replace(0, 0, "c"));
        assertThat(undo.canRedo()).isFalse();
        undo();
        assertThat(shown).hasToString("aThe quick fox");
    }

    @Test
    void stepOfWhichNothingIsLeftIsPassedOver() {
        edit(replace(0, 3, ""));
        edit(replace(6, 0, "XX"));
        other(replace(5, 4, ""));
        undo();
        assertThat(shown).as("the deleted word is back").hasToString("The quicfox");
        assertThat(undo.canUndo()).isFalse();
    }

    @Test
    void whatNobodyChangedIsNoEdit() {
        edit(TextOperation.noop());
        assertThat(undo.canUndo()).isFalse();
    }

    @Test
    void operationThatDoesNotFitIsRefusedAndNothingHappens() {
        edit(replace(0, 0, "a"));
        assertThatThrownBy(() -> undo.edited(replace(100, 0, "x"), shown))
                .isInstanceOf(InvalidOperationException.class);
        assertThatThrownBy(() -> undo.joined(replace(100, 0, "x"), shown))
                .isInstanceOf(InvalidOperationException.class);
        undo();
        assertThat(shown).hasToString("The quick fox");
        assertThat(undo.canUndo()).isFalse();
    }

    @Test
    void oldestStepIsForgottenAtTheLimit() {
        undo = new Undo<>(TEXT, 2);
        edit(replace(0, 0, "1"));
        join(replace(0, 0, "1"));
        edit(replace(0, 0, "2"));
        edit(replace(0, 0, "3"));
        undo();
        undo();
        assertThat(undo.canUndo()).isFalse();
        assertThat(shown).hasToString("11The quick fox");
        assertThatThrownBy(() -> new Undo<>(TEXT, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be room for a step, maxSteps=0");
    }

    @Test
    void refusedEditIsForgottenAndTheOthersStay() {
        edit(replace(0, 0, "stored "));
        undo.submitted(5);
        edit(replace(0, 0, "refused "));
        undo.submitted(6);
        edit(replace(0, 0, "waiting "));
        other(replace(shown.length(), 0, "!"));
        Rope before = shown;
        TextOperation rollback = replace(8, 8, "");
        shown = TEXT.apply(shown, rollback);
        undo.refused(rollback, before);
        assertThat(shown).hasToString("waiting stored The quick fox!");
        undo();
        assertThat(shown).hasToString("stored The quick fox!");
        undo();
        assertThat(shown).hasToString("The quick fox!");
        assertThat(undo.canUndo()).isFalse();
        redo();
        redo();
        assertThat(shown).hasToString("waiting stored The quick fox!");
    }

    @Test
    void refusedPartOfAStepIsForgottenAndTheRestIsStillOneStep() {
        edit(replace(0, 0, "a"));
        undo.submitted(1);
        join(replace(1, 0, "b"));
        undo.submitted(2);
        join(replace(2, 0, "c"));
        Rope before = shown;
        TextOperation rollback = replace(1, 1, "");
        shown = TEXT.apply(shown, rollback);
        undo.refused(rollback, before);
        assertThat(shown).hasToString("acThe quick fox");
        undo();
        assertThat(shown).hasToString("The quick fox");
        assertThat(undo.canUndo()).isFalse();
    }

    @Test
    void refusedDeletionIsNotUndoneTwice() {
        edit(replace(0, 4, ""));
        undo.submitted(1);
        Rope before = shown;
        TextOperation rollback = replace(0, 0, "The ");
        shown = TEXT.apply(shown, rollback);
        undo.refused(rollback, before);
        assertThat(undo.canUndo()).isFalse();
        assertThat(undo.undo(shown)).isEmpty();
    }

    @Test
    void operationOfSomebodyElseCostsTheSameHoweverManyStepsThereAre() {
        Counting counting = new Counting();
        undo = new Undo<>(counting, 1_000);
        for (int i = 0; i < 1_000; i++) {
            edit(replace(0, 0, "x"));
        }
        for (int i = 0; i < 10_000; i++) {
            other(replace(shown.length(), 0, "y"));
        }
        assertThat(counting.transforms).isZero();
        assertThat(undo.held()).as("operations held").isLessThan(1_000 + 15);
    }

    @Test
    void longStepHoldsFewOperations() {
        for (int i = 1; i <= 5_000; i++) {
            join(replace(0, 0, "x"));
            other(replace(shown.length(), 0, "y"));
            if (i % 3 == 0) {
                undo.submitted(i / 3);
            }
        }
        assertThat(undo.held()).as("operations held").isLessThan(60);
        undo();
        assertThat(shown.toString()).doesNotContain("xx").hasSize("The quick fox".length() + 5_000);
    }

    private void edit(TextOperation operation) {
        undo.edited(operation, shown);
        shown = TEXT.apply(shown, operation);
    }

    private void join(TextOperation operation) {
        undo.joined(operation, shown);
        shown = TEXT.apply(shown, operation);
    }

    private void other(TextOperation operation) {
        undo.shown(operation);
        shown = TEXT.apply(shown, operation);
    }

    private void undo() {
        apply(undo.undo(shown));
    }

    private void redo() {
        apply(undo.redo(shown));
    }

    private void apply(Optional<TextOperation> operation) {
        shown = TEXT.apply(shown, operation.orElseThrow());
    }

    private static final class Counting extends DelegatingType<Rope, TextOperation> {
        private int transforms;

        Counting() {
            super(TEXT);
        }

        @Override
        public TextOperation transform(TextOperation operation, TextOperation against, Side side) {
            transforms++;
            return super.transform(operation, against, side);
        }
    }
}
