package dev.stet.ot.sync;

import java.util.List;
import java.util.OptionalLong;

/** What a {@link SyncClient} is told. */
public sealed interface ClientEvent<S, O> {

    /** The user edited what is shown. */
    record Edited<S, O>(O operation) implements ClientEvent<S, O> {}

    /** An operation of somebody else is in the log at {@code revision}. */
    record Applied<S, O>(long revision, O operation) implements ClientEvent<S, O> {}

    /**
     * Operations of others are in the log, one after the other: as many {@link Applied}, at the cost of far fewer, and
     * shown as one.
     *
     * @param revision of the last one
     * @param operations one or more, in order
     */
    record CaughtUp<S, O>(long revision, List<O> operations) implements ClientEvent<S, O> {
        public CaughtUp {
            operations = List.copyOf(operations);
            if (operations.isEmpty()) {
                throw new IllegalArgumentException("there is nothing to catch up with, revision=" + revision);
            }
        }
    }

    /**
     * The operation with this sequence is in the log at {@code revision}, and durable. Ignored if the client has that
     * revision already: it heard of it before.
     */
    record Acknowledged<S, O>(long sequence, long revision) implements ClientEvent<S, O> {}

    /** The operation with this sequence was refused, for good: it has to be taken back. */
    record Rejected<S, O>(long sequence) implements ClientEvent<S, O> {}

    /** The operation in flight was not taken, and it is time to send it again. */
    record Retry<S, O>() implements ClientEvent<S, O> {}

    /** The connection is lost. */
    record Disconnected<S, O>() implements ClientEvent<S, O> {}

    /**
     * The connection is back, and goes on from the client's revision.
     *
     * @param inFlightAt the revision of the operation in flight, if it is in the log; its acknowledgement still comes
     */
    record Resumed<S, O>(OptionalLong inFlightAt) implements ClientEvent<S, O> {}

    /**
     * The connection is back, too far on to hear every operation: here is the document instead. With an operation in
     * flight that is not stored, only for a client that is {@linkplain DocumentAuthority#outOfReach out of reach}.
     *
     * @param inFlightStored whether the operation in flight is part of the snapshot
     */
    record Reloaded<S, O>(long revision, S snapshot, boolean inFlightStored) implements ClientEvent<S, O> {}
}
