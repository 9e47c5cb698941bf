package dev.stet.ot.sync;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.OperationType;
import dev.stet.ot.Rebased;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import java.util.List;
import java.util.Optional;

/**
 * A submission, rewritten to follow every entry after its base revision. Immutable.
 *
 * @param selection the author's, moved likewise; nothing if there was none, or its place is gone
 */
record Rebase<O>(O operation, Optional<Selection> selection) {
    /**
     * From this many entries on a type is given them all at once: for a long operation that is far cheaper, while a short
     * one pays for what only a selection needs, the entries rewritten to follow it.
     */
    private static final int MANY_ENTRIES = 32;

    /**
     * Takes a submission over entries.
     *
     * @param entries the operations of the log after the submission's base revision, none of them the submission itself
     */
    static <O> Rebase<O> over(OperationType<?, O> type, Submission<O> submission, List<O> entries) {
        if (submission.selection().isEmpty() && entries.size() < MANY_ENTRIES) {
            O operation = submission.operation();
            for (O entry : entries) {
                operation = type.transform(operation, entry, Side.LEFT);
            }
            return new Rebase<>(operation, Optional.empty());
        }
        Rebased<O> rebased = type.rebase(submission.operation(), entries, Side.LEFT);
        Optional<Selection> selection = submission.selection();
        for (O onTop : rebased.over()) {
            selection = selection.flatMap(place -> moved(type, place, onTop));
        }
        return new Rebase<>(rebased.operation(), selection);
    }

    /** An edit is not lost for a selection that makes no sense: the selection is. */
    private static <O> Optional<Selection> moved(OperationType<?, O> type, Selection place, O over) {
        try {
            return type.transformSelection(place, over);
        } catch (InvalidOperationException e) {
            return Optional.empty();
        }
    }
}
