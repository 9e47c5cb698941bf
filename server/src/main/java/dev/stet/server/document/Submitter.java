package dev.stet.server.document;

import dev.stet.ot.InvalidOperationException;
import dev.stet.server.document.Reader.Reason;
import java.util.Optional;

/** Is told what became of an operation. Called from the document's mailbox; hands on what it is told and returns at once. */
interface Submitter {

    /**
     * Tells that the document has been at the operation.
     *
     * @param takenNanos when it began to be
     * @param transformedNanos when it was done, and the operation, if it was not refused, on its way to the store
     */
    default void taken(long takenNanos, long transformedNanos) {}

    /** Tells that the operation is in the log, durable. A reader finds it there by itself. */
    default void stored(long sequence, long revision) {}

    /** Tells that the operation was in the log already: acknowledge it again. */
    void alreadyStored(long sequence, long revision);

    /** Tells that the operation was not applied, and why. */
    void refused(long sequence, Reason reason, String message, Optional<InvalidOperationException> cause);

    /** Returns one that tells both; the same operation may be offered again while it is under way. */
    default Submitter and(Submitter other) {
        return other.equals(this) ? this : new Both(this, other);
    }

    /** Two of them. */
    record Both(Submitter first, Submitter second) implements Submitter {
        @Override
        public void taken(long takenNanos, long transformedNanos) {
            first.taken(takenNanos, transformedNanos);
            second.taken(takenNanos, transformedNanos);
        }

        @Override
        public void stored(long sequence, long revision) {
            first.stored(sequence, revision);
            second.stored(sequence, revision);
        }

        @Override
        public void alreadyStored(long sequence, long revision) {
            first.alreadyStored(sequence, revision);
            second.alreadyStored(sequence, revision);
        }

        @Override
        public void refused(long sequence, Reason reason, String message, Optional<InvalidOperationException> cause) {
            first.refused(sequence, reason, message, cause);
            second.refused(sequence, reason, message, cause);
        }
    }
}
