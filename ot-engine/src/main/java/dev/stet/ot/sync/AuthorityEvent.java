package dev.stet.ot.sync;

import java.util.List;

/** What a {@link DocumentAuthority} is told. */
public sealed interface AuthorityEvent<O> {

    /**
     * A client offers an operation.
     *
     * @param history entries between the base revision and the authority's tail, in order, as asked for by
     *     {@link AuthorityEffect.FetchHistory}; empty otherwise
     */
    record Submitted<O>(Submission<O> submission, List<Entry<O>> history) implements AuthorityEvent<O> {
        public Submitted(Submission<O> submission) {
            this(submission, List.of());
        }
    }

    /** What {@link AuthorityEffect.Store} handed out is durable. */
    record Stored<O>() implements AuthorityEvent<O> {}

    /** What {@link AuthorityEffect.Store} handed out is not, or perhaps not, in the log: a conflict or a failure. */
    record StoreFailed<O>() implements AuthorityEvent<O> {}

    /**
     * The log was read, as {@link AuthorityEffect.Recover} asked.
     *
     * @param entries those after the durable revision: all, or the first of them
     * @param more whether there are more, which are then asked for; if so, {@code entries} are not empty
     */
    record Recovered<O>(List<Entry<O>> entries, boolean more) implements AuthorityEvent<O> {
        public Recovered {
            if (more && entries.isEmpty()) {
                throw new IllegalArgumentException("a log that has more entries was read without any");
            }
        }

        /** All entries after the durable revision. */
        public Recovered(List<Entry<O>> entries) {
            this(entries, false);
        }
    }

    /** The log could not be read. The owner tries again, and then tells {@link Recovered}. */
    record RecoveryFailed<O>() implements AuthorityEvent<O> {}

    /**
     * The log was seen to have this many entries: another authority may have stored some. To be told at any time, by
     * whoever finds out; has no effect on an authority that has them, or is about to learn of them anyway.
     */
    record Behind<O>(long head) implements AuthorityEvent<O> {}

    /**
     * Other authorities may have been waiting for their turn, without ever having got in: yield once, after what is being
     * stored, or will be next.
     */
    record MakeRoom<O>() implements AuthorityEvent<O> {}

    /** A moment has passed since {@link AuthorityEffect.Yield}. Has no effect if it is over already. */
    record Yielded<O>() implements AuthorityEvent<O> {}

    /**
     * Entries up to and including this revision need not be kept. Those that are not durable are kept all the same.
     *
     * @param revision at least 0
     */
    record Forget<O>(long revision) implements AuthorityEvent<O> {}
}
