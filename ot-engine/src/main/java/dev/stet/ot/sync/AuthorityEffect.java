package dev.stet.ot.sync;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Selection;
import java.util.List;
import java.util.Optional;

/** What the owner of a {@link DocumentAuthority} has to do, in the order given. */
public sealed interface AuthorityEffect<O> {

    /** Store these entries, then tell {@code Stored} or {@code StoreFailed}. One store is under way at a time. */
    record Store<O>(List<Entry<O>> entries) implements AuthorityEffect<O> {}

    /** Entries up to {@code revision} are durable: whoever reads the document may see them. */
    record Publish<O>(List<Entry<O>> entries) implements AuthorityEffect<O> {}

    /**
     * A submission was put in order. Nobody may see this before the entry is published. If the authority has to
     * recover first, this is void, and comes again if the submission is still to be stored.
     *
     * @param selection the author's selection on the entry's revision
     */
    record Accepted<O>(Entry<O> entry, Optional<Selection> selection) implements AuthorityEffect<O> {}

    /**
     * The operation was in the log already, durable, at this revision. A client that does not have the revision yet
     * finds its acknowledgement there, among the entries; acknowledged ahead of them it would be out of order.
     */
    record AlreadyStored<O>(OperationId id, long revision) implements AuthorityEffect<O> {}

    /**
     * The operation was refused and has not been applied.
     *
     * @param cause the broken rule, if the reason is {@link Refusal#INVALID_OPERATION}
     */
    record Refused<O>(OperationId id, Refusal reason, String message, Optional<InvalidOperationException> cause)
            implements AuthorityEffect<O> {}

    /**
     * The base revision is older than the tail, which may move on meanwhile: read the entries {@code after + 1 .. upTo} and submit again with them.
     */
    record FetchHistory<O>(Submission<O> submission, long after, long upTo) implements AuthorityEffect<O> {}

    /**
     * Find out what is in the log after this revision, then tell {@code Recovered} or {@code RecoveryFailed}; of a long log
     * the beginning is enough. What was accepted and not published is void.
     */
    record Recover<O>(long after) implements AuthorityEffect<O> {}

    /**
     * Another authority has been storing entries of this document: wait a moment, long enough for it to store once, and
     * then tell {@code Yielded}.
     */
    record Yield<O>() implements AuthorityEffect<O> {}
}
