package dev.stet.ot.sync;

import dev.stet.ot.Selection;
import java.util.Optional;

/**
 * An operation that a client offers to the authority. Immutable.
 *
 * @param id the operation's name; the same when it is sent again
 * @param base the revision it was made on, 0 or more
 * @param author id of the user who made it
 * @param timeMs when it arrived, in milliseconds since the epoch
 * @param operation valid for the document at {@code base}
 * @param selection where the client's selection is after its operation, if it said so
 */
public record Submission<O>(
        OperationId id, long base, String author, long timeMs, O operation, Optional<Selection> selection) {
    public Submission {
        if (base < 0) {
            throw new IllegalArgumentException("a revision is not negative, base=" + base);
        }
    }
}
