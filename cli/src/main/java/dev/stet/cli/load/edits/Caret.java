package dev.stet.cli.load.edits;

import dev.stet.ot.OperationType;
import dev.stet.ot.Selection;
import java.util.random.RandomGenerator;

/**
 * Where somebody types: a run of operations at one place, then a jump to another. Operations of others move it as they
 * move everybody's caret.
 *
 * <p>Threads: confined to the writer's client's thread.
 */
final class Caret<O> {
    private final OperationType<?, O> type;
    private final Mix mix;
    private final RandomGenerator random;
    private int place;
    private int leftOfRun;
    private boolean deletes;

    Caret(OperationType<?, O> type, Mix mix, RandomGenerator random) {
        this.type = type;
        this.mix = mix;
        this.random = random;
    }

    /** Returns the place for the next operation in a document of this length, and counts it as made. */
    int next(int length) {
        if (leftOfRun == 0) {
            leftOfRun = mix.run();
            place = random.nextInt(length + 1);
            deletes = random.nextDouble() < mix.deletes();
        }
        leftOfRun--;
        place = Math.min(place, length);
        return place;
    }

    /** Returns whether this run takes away what stands before the caret. */
    boolean deletes() {
        return deletes;
    }

    /** Puts the caret behind what the writer did. */
    void moveTo(int newPlace) {
        place = newPlace;
    }

    void others(O operation) {
        place = type.transformSelection(Selection.caret(place), operation)
                .map(Selection::head)
                .orElse(place);
    }
}
