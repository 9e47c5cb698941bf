package dev.stet.ot.sync;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.OperationType;
import dev.stet.ot.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The server's side of one document: puts operations in order.
 *
 * <pre>
 *   log:   1 ───────── durable ──────────── upTo ───────────── head
 *             stored, seen   with the store      accepted, waiting
 * </pre>
 *
 * A submission is transformed over every entry after its base revision, applied, and becomes entry {@code head + 1}.
 * Entries are handed to the store in order, one batch at a time, and are published only when they are durable, so
 * nothing that anybody saw is ever taken back. If a batch cannot be stored, or another authority of the same document
 * came first, everything that is not durable is undone, the log is read, and the submissions are put in order again
 * after what is there. Nobody can have noticed.
 *
 * <p>Several authorities may order one document over a shared log. One that was overtaken tries again at once; one that
 * stored something yields for a moment before it stores again, for as long as it has met entries of others lately, and
 * reads the log before it goes on. So the one that lost gets in.
 *
 * <p>An operation is applied once, however often it is submitted: its {@link OperationId} is looked for among the
 * entries after its base revision, which is where it must be if it was accepted before. This needs no table beside the
 * log.
 *
 * <p>The order of transformation and the sides are those of ShareDB's {@code submit-request}; the loop is that of Apache
 * Wave's {@code ConcurrencyControlCore}.
 *
 * <p>Threads: confined to its owner's thread. Snapshots and entries it gives away are immutable.
 */
public final class DocumentAuthority<S, O> {
    private static final AuthorityState IDLE = new AuthorityState.Idle();
    /** How often an authority yields after it has met entries of another. */
    private static final int TURNS_TO_YIELD = 8;

    private final OperationType<S, O> type;
    private final AuthorityLimits limits;
    private final EntryTail<O> tail;
    /** What was accepted and is not durable: one for each entry {@code durable + 1 .. head}. */
    private final ArrayList<Accepted<S, O>> accepted = new ArrayList<>();
    /** What came while the log is being recovered, or ahead of it, or has to be put in order again after that. */
    private final ArrayList<Offer<O>> held = new ArrayList<>();

    private AuthorityState state = IDLE;
    private S snapshot;
    private S durableSnapshot;
    private long durable;
    /** How many times more to yield after storing. */
    private int turnsToYield;

    /** Takes up a document of which nothing is known but its content: the times of its entries start at will. */
    public DocumentAuthority(OperationType<S, O> type, AuthorityLimits limits, long revision, S snapshot) {
        this(type, limits, revision, 0, snapshot);
    }

    /**
     * Takes up a document where its log ends.
     *
     * @param revision number of entries in the log
     * @param timeMs time of the last of them, in milliseconds since the epoch; those to come are not earlier
     * @param snapshot the document at that revision
     */
    public DocumentAuthority(OperationType<S, O> type, AuthorityLimits limits, long revision, long timeMs, S snapshot) {
        this.type = type;
        this.limits = limits;
        this.tail = new EntryTail<>(revision, timeMs);
        this.durable = revision;
        this.snapshot = snapshot;
        this.durableSnapshot = snapshot;
    }

    /** Returns what the authority is doing about storage. */
    public AuthorityState state() {
        return state;
    }

    /** Returns the newest revision accepted. */
    public long head() {
        return tail.last();
    }

    /** Returns the newest revision that is durable. Everything before it may be seen, nothing after it. */
    public long durable() {
        return durable;
    }

    /** Returns the document at the durable revision. */
    public S durableSnapshot() {
        return durableSnapshot;
    }

    /** Returns the revision before the oldest entry kept in memory. */
    public long tailAfter() {
        return tail.after();
    }

    /**
     * Returns an entry that is kept in memory.
     *
     * @param revision {@code tailAfter() + 1 .. head()}
     */
    public Entry<O> entry(long revision) {
        return tail.get(revision);
    }

    /**
     * Returns whether a client that has this revision, and nothing newer, is so far behind that no copy of an operation
     * it sent can enter the log any more: whatever of it is not in the log by now is refused as
     * {@link Refusal#BASE_TOO_OLD}, here and by any other authority of the document.
     *
     * <p>Only such a client may be brought up to date by a snapshot while it has an operation in flight. It rebases that
     * operation over the whole difference at once, which may give another result than going over the entries one by
     * one. If an older copy, still on its way, were accepted, it would stand in the log in a form that the client does
     * not have.
     */
    public boolean outOfReach(long revision) {
        return durable - revision > limits.maxBehind();
    }

    /**
     * Takes an event in, and returns what is to be done, in order.
     *
     * @throws IllegalTransitionException if the event has no meaning in the present state; the state is unchanged
     * @throws IllegalArgumentException if recovered entries do not follow the durable ones; the state is unchanged
     * @throws InvalidOperationException if a recovered entry does not fit the document; the state is unchanged
     */
    public List<AuthorityEffect<O>> on(AuthorityEvent<O> event) {
        List<AuthorityEffect<O>> effects = new ArrayList<>(4);
        switch (event) {
            case AuthorityEvent.Submitted<O>(var submission, var history) -> submitted(submission, history, effects);
            case AuthorityEvent.Stored<O> stored -> stored(stored, effects);
            case AuthorityEvent.StoreFailed<O> failed -> storeFailed(failed, effects);
            case AuthorityEvent.Recovered<O> recovered -> recovered(recovered, effects);
            case AuthorityEvent.RecoveryFailed<O> failed -> recoveryFailed(failed, effects);
            case AuthorityEvent.Behind<O>(var head) -> behind(head, effects);
            case AuthorityEvent.MakeRoom<O> room -> turnsToYield = Math.max(turnsToYield, 1);
            case AuthorityEvent.Yielded<O> yielded -> yielded(effects);
            case AuthorityEvent.Forget<O>(var revision) -> forget(revision);
        }
        return effects;
    }

    private void submitted(Submission<O> submission, List<Entry<O>> history, List<AuthorityEffect<O>> effects) {
        Offer<O> offer = new Offer<>(submission, history);
        boolean ahead = submission.base() > durable;
        switch (state) {
            case AuthorityState.Recovering recovering -> held.add(offer);
            case AuthorityState.Unavailable unavailable -> refuseUnavailable(submission, effects);
            case AuthorityState.Storing storing when ahead -> held.add(offer);
            case AuthorityState.Storing storing -> accept(offer, effects);
            case AuthorityState.Idle idle when ahead -> recoverWith(offer, effects);
            case AuthorityState.Idle idle -> {
                accept(offer, effects);
                storeWhatWaits(effects);
            }
            case AuthorityState.Yielding yielding when ahead -> recoverWith(offer, effects);
            case AuthorityState.Yielding yielding -> accept(offer, effects);
        }
    }

    /** Somebody has a revision that this authority has not: another one may have stored it. */
    private void recoverWith(Offer<O> offer, List<AuthorityEffect<O>> effects) {
        held.add(offer);
        recover(effects);
    }

    private void behind(long head, List<AuthorityEffect<O>> effects) {
        boolean resting = state instanceof AuthorityState.Idle || state instanceof AuthorityState.Yielding;
        if (resting && head > durable) {
            recover(effects);
        }
    }

    private void yielded(List<AuthorityEffect<O>> effects) {
        if (!(state instanceof AuthorityState.Yielding)) {
            return;
        }
        if (accepted.isEmpty()) {
            state = IDLE;
        } else {
            recover(effects);
        }
    }

    /** Ensures that what was accepted is handed to the store, once the store has nothing of this document. */
    private void storeWhatWaits(List<AuthorityEffect<O>> effects) {
        if (head() == durable) {
            state = IDLE;
        } else {
            state = new AuthorityState.Storing(head());
            effects.add(new AuthorityEffect.Store<>(tail.range(durable + 1, head())));
        }
    }

    private void stored(AuthorityEvent<O> event, List<AuthorityEffect<O>> effects) {
        if (!(state instanceof AuthorityState.Storing(long upTo))) {
            throw new IllegalTransitionException(state, event, "nothing is being stored");
        }
        List<Accepted<S, O>> stored = accepted.subList(0, Math.toIntExact(upTo - durable));
        durableSnapshot = stored.getLast().after();
        stored.clear();
        effects.add(new AuthorityEffect.Publish<>(tail.range(durable + 1, upTo)));
        durable = upTo;
        if (!held.isEmpty()) {
            recover(effects);
        } else if (turnsToYield > 0) {
            turnsToYield--;
            state = new AuthorityState.Yielding();
            effects.add(new AuthorityEffect.Yield<>());
        } else {
            storeWhatWaits(effects);
        }
    }

    private void storeFailed(AuthorityEvent<O> event, List<AuthorityEffect<O>> effects) {
        if (!(state instanceof AuthorityState.Storing)) {
            throw new IllegalTransitionException(state, event, "nothing is being stored");
        }
        recover(effects);
    }

    /** Undoes what is not durable, and has the log read. */
    private void recover(List<AuthorityEffect<O>> effects) {
        accepted.forEach(undone -> held.add(undone.offer()));
        accepted.clear();
        tail.truncate(durable);
        snapshot = durableSnapshot;
        state = new AuthorityState.Recovering();
        effects.add(new AuthorityEffect.Recover<>(durable));
    }

    private void recovered(AuthorityEvent.Recovered<O> event, List<AuthorityEffect<O>> effects) {
        if (!(state instanceof AuthorityState.Recovering || state instanceof AuthorityState.Unavailable)) {
            throw new IllegalTransitionException(state, event, "nothing is being recovered");
        }
        long durableBefore = durable;
        S snapshotBefore = durableSnapshot;
        boolean foreign = hasForeign(event.entries());
        boolean taken = false;
        try {
            adopt(event.entries(), effects);
            if (!event.more()) {
                held.forEach(offer -> accept(offer, effects));
            }
            taken = true;
        } finally {
            if (!taken) {
                accepted.clear();
                tail.truncate(durableBefore);
                durable = durableBefore;
                durableSnapshot = snapshotBefore;
                snapshot = snapshotBefore;
            }
        }
        turnsToYield = foreign ? TURNS_TO_YIELD : turnsToYield;
        if (event.more()) {
            recover(effects);
        } else {
            held.clear();
            storeWhatWaits(effects);
        }
    }

    /** Returns whether another authority stored one of these. */
    private boolean hasForeign(List<Entry<O>> entries) {
        Set<OperationId> own =
                held.stream().map(offer -> offer.submission().id()).collect(Collectors.toSet());
        return entries.stream().anyMatch(entry -> !own.contains(entry.id()));
    }

    /** Takes over entries that are in the log, whoever put them there. */
    private void adopt(List<Entry<O>> entries, List<AuthorityEffect<O>> effects) {
        for (Entry<O> entry : entries) {
            tail.add(entry);
            durableSnapshot = type.apply(durableSnapshot, entry.operation());
        }
        durable = head();
        snapshot = durableSnapshot;
        if (!entries.isEmpty()) {
            effects.add(new AuthorityEffect.Publish<>(List.copyOf(entries)));
        }
    }

    private void recoveryFailed(AuthorityEvent<O> event, List<AuthorityEffect<O>> effects) {
        if (!(state instanceof AuthorityState.Recovering || state instanceof AuthorityState.Unavailable)) {
            throw new IllegalTransitionException(state, event, "nothing is being recovered");
        }
        held.forEach(offer -> refuseUnavailable(offer.submission(), effects));
        held.clear();
        state = new AuthorityState.Unavailable();
    }

    private void refuseUnavailable(Submission<O> submission, List<AuthorityEffect<O>> effects) {
        effects.add(refused(submission, Refusal.STORAGE_UNAVAILABLE, "storage does not take operations now"));
    }

    /** Puts the submission in order, or refuses it, or finds that it is in the log. */
    private void accept(Offer<O> offer, List<AuthorityEffect<O>> effects) {
        Submission<O> submission = offer.submission();
        long base = submission.base();
        if (base > durable) {
            effects.add(refused(
                    submission,
                    Refusal.REVISION_AHEAD,
                    "the revision lies in the future, revision=" + base + " newest=" + durable));
            return;
        }
        if (head() - base > limits.maxBehind()) {
            effects.add(refused(
                    submission,
                    Refusal.BASE_TOO_OLD,
                    "the revision is too old to transform from, behind=" + (head() - base) + " maxBehind="
                            + limits.maxBehind()));
            return;
        }
        if (!offer.meets(tail)) {
            // twice as many as are needed, since the tail may move on while they are read
            long upTo = Math.min(durable, tail.after() + (tail.after() - base));
            effects.add(new AuthorityEffect.FetchHistory<>(submission, base, upTo));
            return;
        }
        List<Entry<O>> since = offer.since(tail);
        List<O> operations = new ArrayList<>(since.size());
        for (Entry<O> entry : since) {
            if (entry.id().equals(submission.id())) {
                if (entry.revision() <= durable) {
                    effects.add(new AuthorityEffect.AlreadyStored<>(submission.id(), entry.revision()));
                }
                return;
            }
            operations.add(entry.operation());
        }
        try {
            append(offer, Rebase.over(type, submission, operations), effects);
        } catch (InvalidOperationException e) {
            effects.add(new AuthorityEffect.Refused<>(
                    submission.id(), Refusal.INVALID_OPERATION, String.valueOf(e.getMessage()), Optional.of(e)));
        }
    }

    private void append(Offer<O> offer, Rebase<O> rebase, List<AuthorityEffect<O>> effects) {
        Submission<O> submission = offer.submission();
        S after = type.apply(snapshot, rebase.operation());
        if (type.size(after) > limits.maxDocumentSize() && type.size(after) > type.size(snapshot)) {
            effects.add(refused(
                    submission,
                    Refusal.DOCUMENT_TOO_LARGE,
                    "the document would become too large, size=" + type.size(after) + " maxDocumentSize="
                            + limits.maxDocumentSize()));
            return;
        }
        O complete = type.complete(rebase.operation(), snapshot);
        long timeMs = Math.max(submission.timeMs(), tail.timeMs());
        Entry<O> entry = new Entry<>(head() + 1, submission.id(), submission.author(), timeMs, complete);
        Optional<Selection> selection = rebase.selection().filter(place -> type.contains(after, place));
        snapshot = after;
        tail.add(entry);
        accepted.add(new Accepted<>(offer, after));
        effects.add(new AuthorityEffect.Accepted<>(entry, selection));
    }

    private AuthorityEffect<O> refused(Submission<O> submission, Refusal reason, String message) {
        return new AuthorityEffect.Refused<>(submission.id(), reason, message, Optional.empty());
    }

    /** Forgets entries, but for those that what is under way may have to be transformed over again. */
    private void forget(long revision) {
        long needed = Stream.concat(accepted.stream().map(Accepted::offer), held.stream())
                .mapToLong(Offer::reachesTo)
                .min()
                .orElse(durable);
        tail.forget(Math.min(revision, Math.min(durable, needed)));
    }

    /** An offer in order, and the document after it. */
    private record Accepted<S, O>(Offer<O> offer, S after) {}
}
