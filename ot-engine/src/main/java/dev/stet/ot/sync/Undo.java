package dev.stet.ot.sync;

import dev.stet.ot.OperationType;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Undo and redo of one user's own edits, whatever others did since. An edit is taken back by an ordinary operation,
 * which everybody gets like any other; it removes what is left of the edit and nothing else.
 *
 * <pre>
 *                    the user edits: edited, joined
 *        · ──── edit ────▶ · ──── others: shown ────▶ shown
 *                                                       │
 *                                                       │ undo(shown): takes the edit's effect away,
 *                                                       ▼              leaves what others did
 *                          · ──── others ───────────▶ shown'
 * </pre>
 *
 * It stands beside a {@link SyncClient}, whose owner tells it all that happens to what is shown, in order:
 *
 * <table>
 *   <caption>Who calls what</caption>
 *   <tr><th>when</th><th>call</th></tr>
 *   <tr><td>the user edits</td><td>{@link #edited} or {@link #joined}, before the client gets the edit</td></tr>
 *   <tr><td>the user undoes</td><td>{@link #undo}; what it returns goes to the client as an edit, at once</td></tr>
 *   <tr><td>{@link ClientEffect.Submit}</td><td>{@link #submitted}</td></tr>
 *   <tr><td>{@link ClientEffect.Show} after {@link ClientEvent.Rejected}</td><td>{@link #refused}</td></tr>
 *   <tr><td>any other {@link ClientEffect.Show}</td><td>{@link #shown}</td></tr>
 * </table>
 *
 * <p>Where the type has values that are set, undo yields: what somebody else set since stays. What others did is kept
 * where it was seen, and carried down only past a step that is undone, so an operation of somebody else costs the same
 * however many steps there are; it is composed with what came before it, so what is kept grows with what was changed
 * and with the logarithm of the number of operations.
 *
 * <p>Threads: confined to its owner's thread.
 */
public final class Undo<S, O> {
    private final OperationType<S, O> type;
    private final UndoStack<S, O> undos;
    private final UndoStack<S, O> redos;

    /** How many submissions there were, the one in flight included; what is done now is part of the next one. */
    private long inFlight;

    /** The number that the client gave to the newest submission. */
    private OptionalLong sequence = OptionalLong.empty();

    /** Whether the last thing the user did was an edit, which another one may join. */
    private boolean joinable;

    /**
     * @param maxSteps how many steps are remembered, at least 1; the oldest is forgotten
     */
    public Undo(OperationType<S, O> type, int maxSteps) {
        if (maxSteps < 1) {
            throw new IllegalArgumentException("there must be room for a step, maxSteps=" + maxSteps);
        }
        this.type = type;
        this.undos = new UndoStack<>(type, maxSteps);
        this.redos = new UndoStack<>(type, maxSteps);
    }

    /**
     * Takes in an edit of the user, as a step of its own. There is nothing to redo after it.
     *
     * @param before the document that was shown
     * @throws dev.stet.ot.InvalidOperationException if the operation does not fit it; nothing is taken in
     */
    public void edited(O operation, S before) {
        O inverse = type.invert(operation, before);
        if (operation.equals(type.noop())) {
            return;
        }
        redos.clear();
        undos.push(inverse, inFlight + 1);
        joinable = true;
    }

    /**
     * Takes in an edit of the user that belongs to one step with the edit before it. After an undo, a redo or a
     * refusal it begins a step.
     *
     * @param before the document that was shown
     * @throws dev.stet.ot.InvalidOperationException if the operation does not fit it; nothing is taken in
     */
    public void joined(O operation, S before) {
        if (!joinable) {
            edited(operation, before);
            return;
        }
        O inverse = type.invert(operation, before);
        if (!operation.equals(type.noop())) {
            undos.join(inverse, inFlight + 1, inFlight);
        }
    }

    /** Takes in what somebody else did, in the form in which it was shown. */
    public void shown(O operation) {
        undos.shown(operation);
        redos.shown(operation);
    }

    /**
     * Takes in that all the user did is submitted now, or that the same is submitted again.
     *
     * @param newest the number that the client gave to it
     */
    public void submitted(long newest) {
        if (sequence.isEmpty() || sequence.getAsLong() != newest) {
            sequence = OptionalLong.of(newest);
            inFlight++;
        }
    }

    /**
     * Takes in that what was submitted last was refused, and is taken back. There is nothing to undo of it. If it was
     * an undo or a redo, its step is forgotten.
     *
     * @param rollback what takes it back, in the form in which it is shown
     * @param before the document that was shown before that
     */
    public void refused(O rollback, S before) {
        undos.refused(rollback, before, inFlight);
        redos.refused(rollback, before, inFlight);
        joinable = false;
    }

    /** Returns whether there is a step to undo; there may be nothing left of it. */
    public boolean canUndo() {
        return undos.steps() > 0;
    }

    /** Returns whether there is a step to redo; there may be nothing left of it. */
    public boolean canRedo() {
        return redos.steps() > 0;
    }

    /**
     * Returns the operation that undoes the user's last step of which something is left, and takes it for done; nothing
     * if there is no such step.
     *
     * @param shown the document as it is shown
     */
    public Optional<O> undo(S shown) {
        return move(undos, redos, shown);
    }

    /**
     * Returns the operation that undoes the last undo, and takes it for done; nothing if nothing was undone since the
     * last edit, or nothing of it is left to do.
     *
     * @param shown the document as it is shown
     */
    public Optional<O> redo(S shown) {
        return move(redos, undos, shown);
    }

    private Optional<O> move(UndoStack<S, O> from, UndoStack<S, O> to, S shown) {
        joinable = false;
        while (from.steps() > 0) {
            O operation = from.pop();
            if (!type.apply(shown, operation).equals(shown)) {
                to.push(type.invert(operation, shown), inFlight + 1);
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    /** Returns how many operations are held in all, for tests of the bound. */
    int held() {
        return undos.held() + redos.held();
    }
}
