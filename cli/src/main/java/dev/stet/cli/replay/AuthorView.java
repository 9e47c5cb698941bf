package dev.stet.cli.replay;

import dev.stet.ot.OperationType;
import dev.stet.ot.Side;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The document as its author saw it: without the operations of others that their client has received but that the author,
 * in the recorded history, had not seen yet. What the author makes is carried over those to what the client shows:
 *
 * <pre>
 *       seen ──── held ────▶ shown by the client
 *        │                     │
 *       made                  made'      made' = transform(made, held, LEFT)
 *        ▼                     ▼
 *       seen' ─── held' ───▶ shown'      held' = transform(held, made, RIGHT)
 * </pre>
 *
 * One by one for every operation held, and with the sides that hold everywhere: what is in the log is {@code RIGHT}.
 * Holding back here, and not in front of the client, is what keeps every transaction an operation of its own: the client
 * gets its acks while the author is behind.
 *
 * <p>Threads: confined to the client's thread.
 */
final class AuthorView<S, O> {
    private final OperationType<S, O> type;
    private final Deque<Held<O>> held = new ArrayDeque<>();
    private S seen;

    private record Held<O>(long revision, O operation) {}

    AuthorView(OperationType<S, O> type, S seen) {
        this.type = type;
        this.seen = seen;
    }

    /** Returns the document as the author sees it. */
    S seen() {
        return seen;
    }

    /** Takes in an operation that the client shows now. */
    void arrived(long revision, O operation) {
        held.addLast(new Held<>(revision, operation));
    }

    /** Shows the author everything up to a revision. */
    void seeUpTo(long revision) {
        while (!held.isEmpty() && held.getFirst().revision() <= revision) {
            seen = type.apply(seen, held.removeFirst().operation());
        }
    }

    /** Takes in what the author made on what they see, and returns it as made on what the client shows. */
    O made(O operation) {
        seen = type.apply(seen, operation);
        O mine = operation;
        Deque<Held<O>> over = new ArrayDeque<>(held.size());
        for (Iterator<Held<O>> each = held.iterator(); each.hasNext(); ) {
            Held<O> theirs = each.next();
            over.addLast(new Held<>(theirs.revision(), type.transform(theirs.operation(), mine, Side.RIGHT)));
            mine = type.transform(mine, theirs.operation(), Side.LEFT);
        }
        held.clear();
        held.addAll(over);
        return mine;
    }
}
