package dev.stet.ot.sync;

import dev.stet.ot.OperationType;
import dev.stet.ot.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Steps that can be taken back, the newest on top. A step is a run of parts: what was edited at once, or joined, is one
 * part, unless some of it is sent already and some is not, which may have different fates.
 *
 * <p>Each part knows how to undo itself on the document as it was right after it, and what others did since:
 *
 * <pre>
 *      · ──── since ───▶ shown             undoing'  = transform(undoing, since, yielding)
 *      │                  │                since'    = transform(since, undoing, the other side)
 *      │ undoing          │ undoing'
 *      ▼                  ▼                When the part is taken off, since' is what others did
 *      · ──── since' ───▶ ·                after the part below it.
 * </pre>
 *
 * So an operation of somebody else is put on the topmost part only, and costs the same however many steps there are.
 *
 * <p>Confined to its owner's thread.
 */
final class UndoStack<S, O> {
    /** What is made can be stored, in flight, or in the buffer. */
    private static final int FATES = 3;

    private static final class Part<O> {
        /** What undoes this part; of two edits the later one is undone first. */
        Gathered<O> undoing;

        /** What others did after this part, and before the part above it was made. */
        Gathered<O> since;

        /** Part of which submission this is; the parts above are of the same or later ones. */
        final long submission;

        /** Whether this part belongs to one step with the part below. */
        boolean continues;

        Part(Gathered<O> undoing, Gathered<O> since, long submission, boolean continues) {
            this.undoing = undoing;
            this.since = since;
            this.submission = submission;
            this.continues = continues;
        }
    }

    private final OperationType<S, O> type;
    private final int maxSteps;
    private final List<Part<O>> parts = new ArrayList<>();
    private int steps;

    UndoStack(OperationType<S, O> type, int maxSteps) {
        this.type = type;
        this.maxSteps = maxSteps;
    }

    int steps() {
        return steps;
    }

    void clear() {
        parts.clear();
        steps = 0;
    }

    /** Puts a step on top; forgets the oldest one if there are too many. */
    void push(O undoing, long submission) {
        parts.add(part(undoing, submission, false));
        steps++;
        if (steps > maxSteps) {
            do {
                parts.removeFirst();
            } while (parts.getFirst().continues);
            steps--;
        }
    }

    /**
     * Adds to the topmost step, which must exist.
     *
     * @param inFlight the newest submission: those before it are stored, and share one fate
     */
    void join(O undoing, long submission, long inFlight) {
        parts.add(part(undoing, submission, true));
        int top = parts.size() - 1;
        for (int i = top; i > top - FATES; i--) {
            fold(i, inFlight);
        }
    }

    /** Takes in what somebody else did. */
    void shown(O operation) {
        since(parts.size() - 1, operation);
    }

    /** Takes the topmost step off, which must exist, and returns what undoes it on what is shown. */
    O pop() {
        O undoing = type.noop();
        boolean more = true;
        while (more) {
            O next = settle(parts.size() - 1);
            more = parts.removeLast().continues;
            undoing = type.compose(undoing, next);
        }
        steps--;
        return undoing;
    }

    /**
     * Takes in that a submission was refused: its parts are forgotten, and those above are put on what was below.
     *
     * <pre>
     *      below ──── refused parts ───▶ · ──── edit ───▶ shown        back  undoes the refused parts
     *        ▲                           │                  │          edit' = transform(edit, back, LEFT)
     *        └────────── back ───────────┘                  │ back'    back' = transform(back, edit, RIGHT)
     *      below ───────────────── edit' ────────────────▶ ·
     * </pre>
     *
     * What the rollback does otherwise, since others changed the same, comes after that as an operation of theirs.
     *
     * @param rollback what takes it back on what is shown
     * @param shown the document before that
     */
    void refused(O rollback, S shown, long submission) {
        int first = firstOf(submission);
        int end = firstOf(submission + 1);
        if (first == end) {
            shown(rollback);
            return;
        }
        List<S> documents = new ArrayList<>();
        S document = shown;
        O refused = type.noop();
        for (int i = parts.size() - 1; i >= first; i--) {
            documents.add(document);
            O undoing = settle(i);
            refused = i < end ? type.compose(type.invert(undoing, document), refused) : refused;
            document = type.apply(document, undoing);
        }
        // made as the client makes its rollback: of two operations of one effect the edits above may pass one otherwise
        O back = type.invert(refused, document);
        for (int i = end - 1; i >= first; i--) {
            forget(i);
        }
        for (int i = first; i < parts.size(); i++) {
            Part<O> part = parts.get(i);
            O edit = type.invert(total(part.undoing), documents.get(parts.size() - 1 - i));
            O again = type.transform(edit, back, Side.LEFT);
            back = type.transform(back, edit, Side.RIGHT);
            replaceUndoing(part, type.invert(again, document));
            document = type.apply(document, again);
        }
        since(parts.size() - 1, type.diff(document, type.apply(shown, rollback)));
    }

    /** Returns where the parts of this submission or later ones begin. */
    private int firstOf(long submission) {
        int index = parts.size();
        while (index > 0 && parts.get(index - 1).submission >= submission) {
            index--;
        }
        return index;
    }

    /** Makes a part and the one below it one, if they belong to one step and have one fate. */
    private void fold(int index, long inFlight) {
        if (index < 1) {
            return;
        }
        Part<O> upper = parts.get(index);
        Part<O> lower = parts.get(index - 1);
        boolean oneFate = upper.submission == lower.submission || upper.submission < inFlight;
        if (!upper.continues || !oneFate) {
            return;
        }
        settle(index - 1);
        lower.undoing.add(total(upper.undoing));
        lower.since = upper.since;
        parts.remove(index);
    }

    /** Carries what came after a part down past it, and returns what undoes the part after that. */
    private O settle(int index) {
        Part<O> part = parts.get(index);
        O undoing = total(part.undoing);
        Optional<O> since = part.since.total();
        if (since.isEmpty()) {
            return undoing;
        }
        Side side = type.yielding();
        since(index - 1, type.transform(since.get(), undoing, side.opposite()));
        O settled = type.transform(undoing, since.get(), side);
        part.since = new Gathered<>(type::compose);
        replaceUndoing(part, settled);
        return settled;
    }

    private void since(int index, O operation) {
        if (index >= 0 && !operation.equals(type.noop())) {
            parts.get(index).since.add(operation);
        }
    }

    /** Forgets a part; what is left of its step stays a step. */
    private void forget(int index) {
        boolean begins = !parts.get(index).continues;
        boolean continued = index + 1 < parts.size() && parts.get(index + 1).continues;
        parts.remove(index);
        if (begins && continued) {
            parts.get(index).continues = false;
        } else if (begins) {
            steps--;
        }
    }

    private Part<O> part(O undoing, long submission, boolean continues) {
        Part<O> part =
                new Part<>(new Gathered<>(this::undoLater), new Gathered<>(type::compose), submission, continues);
        part.undoing.add(undoing);
        return part;
    }

    private void replaceUndoing(Part<O> part, O undoing) {
        part.undoing = new Gathered<>(this::undoLater);
        part.undoing.add(undoing);
    }

    private O undoLater(O earlier, O later) {
        return type.compose(later, earlier);
    }

    private O total(Gathered<O> undoing) {
        return undoing.total().orElseGet(type::noop);
    }

    /** Returns how many operations are held in all, for tests of the bound. */
    int held() {
        return parts.stream()
                .mapToInt(part -> part.undoing.held() + part.since.held())
                .sum();
    }
}
