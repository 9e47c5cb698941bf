package dev.stet.ot.sync.simulation;

import dev.stet.ot.sync.AuthorityEffect;
import dev.stet.ot.sync.AuthorityEvent;
import dev.stet.ot.sync.AuthorityState;
import dev.stet.ot.sync.DocumentAuthority;
import dev.stet.ot.sync.Entry;
import dev.stet.ot.sync.OperationId;
import dev.stet.ot.sync.Refusal;
import dev.stet.ot.sync.Submission;
import java.util.ArrayDeque;
import java.util.List;

/** A server: one authority, and what it asked for and has not got yet. */
final class Node<S, O> {
    private final World<S, O> world;
    private final String name;
    private DocumentAuthority<S, O> authority;
    /** What is being stored; empty if nothing is. */
    private List<Entry<O>> storing = List.of();

    private int stalled;
    private boolean recovering;
    private boolean yielding;
    private final ArrayDeque<AuthorityEffect.FetchHistory<O>> fetching = new ArrayDeque<>();
    private long published;
    private long submissions;

    Node(World<S, O> world, String name) {
        this.world = world;
        this.name = name;
        this.authority = takeUp();
    }

    private DocumentAuthority<S, O> takeUp() {
        published = world.disk.revision();
        long timeMs = world.has(Flaw.RESTARTS_AT_ANY_TIME) ? 0 : world.disk.timeMs();
        return takeUp(published, timeMs, world.disk.snapshot(published));
    }

    private DocumentAuthority<S, O> takeUp(long revision, long timeMs, S snapshot) {
        return new DocumentAuthority<>(
                world.has(Flaw.AUTHORITY_TAKES_WRONG_SIDE) ? new WrongSide<>(world.type()) : world.type(),
                world.limits,
                revision,
                timeMs,
                snapshot);
    }

    DocumentAuthority<S, O> authority() {
        return authority;
    }

    boolean isAtRest() {
        return storing.isEmpty()
                && !recovering
                && !yielding
                && fetching.isEmpty()
                && authority.state() instanceof AuthorityState.Idle
                && authority.durable() == world.disk.revision();
    }

    void submit(Submission<O> submission) {
        Submission<O> offered = submission;
        if (world.has(Flaw.FORGETS_WHAT_IT_HAS_SEEN)) {
            offered = new Submission<>(
                    Naming.disguised(submission.id(), submissions++),
                    submission.base(),
                    submission.author(),
                    submission.timeMs(),
                    submission.operation(),
                    submission.selection());
        }
        on(new AuthorityEvent.Submitted<>(offered));
    }

    private void on(AuthorityEvent<O> event) {
        world.note(() -> name + " " + event);
        List<AuthorityEffect<O>> effects = authority.on(event);
        effects.forEach(this::carryOut);
        long durable = authority.durable();
        Violation.unless(durable <= world.disk.revision(), name + " takes for durable what is not, durable=" + durable);
        Violation.unless(published == durable, name + " published=" + published + " durable=" + durable);
        Violation.unless(
                authority.durableSnapshot().equals(world.disk.snapshot(durable)),
                name + " has another document than the log, revision=" + durable);
    }

    private void carryOut(AuthorityEffect<O> effect) {
        world.note(() -> "  " + name + " -> " + effect);
        switch (effect) {
            case AuthorityEffect.Store<O>(var entries) -> {
                Violation.unless(storing.isEmpty(), name + " stores two batches at once");
                storing = entries;
            }
            case AuthorityEffect.Publish<O>(var entries) -> entries.forEach(this::publish);
            case AuthorityEffect.Accepted<O> accepted -> accepted(accepted);
            case AuthorityEffect.AlreadyStored<O>(var id, var revision) -> alreadyStored(id, revision);
            case AuthorityEffect.Refused<O> refused -> refused(refused);
            case AuthorityEffect.FetchHistory<O> fetch -> fetching.add(fetch);
            case AuthorityEffect.Recover<O> recover -> {
                Violation.unless(recover.after() == authority.durable(), name + " recovers from elsewhere: " + recover);
                recovering = true;
            }
            case AuthorityEffect.Yield<O> yield -> {
                world.count(Fault.YIELDED);
                yielding = true;
            }
        }
    }

    private void publish(Entry<O> entry) {
        Violation.unless(world.disk.holds(entry), "published and not stored, entry=" + entry);
        Violation.unless(entry.revision() == published + 1, "published out of order, entry=" + entry);
        published = entry.revision();
    }

    private void accepted(AuthorityEffect.Accepted<O> accepted) {
        accepted.selection()
                .ifPresent(place -> Violation.unless(
                        world.type().contains(document(accepted.entry().revision()), place),
                        "a selection outside the document, selection=" + place));
        if (world.has(Flaw.ACKNOWLEDGES_WHEN_ACCEPTED)) {
            acknowledge(accepted.entry().id(), accepted.entry().revision());
        }
    }

    /** Returns the document at a revision that need not be durable. */
    private S document(long revision) {
        S document = authority.durableSnapshot();
        for (long r = authority.durable() + 1; r <= revision; r++) {
            document = world.type().apply(document, authority.entry(r).operation());
        }
        return document;
    }

    private void alreadyStored(OperationId id, long revision) {
        Violation.unless(
                world.disk.place(Naming.trueName(id)).orElse(0) == revision,
                "not stored where said, id=" + id + " revision=" + revision);
        world.count(Fault.FOUND_IN_LOG);
        if (world.has(Flaw.ACKNOWLEDGES_OUT_OF_ORDER)) {
            acknowledge(id, revision);
        }
    }

    private void acknowledge(OperationId id, long revision) {
        sessions().stream()
                .filter(session -> session.awaits(id))
                .forEach(session -> session.acknowledge(id.sequence(), revision));
    }

    private void refused(AuthorityEffect.Refused<O> refused) {
        boolean retryable = switch (refused.reason()) {
            case BASE_TOO_OLD, STORAGE_UNAVAILABLE -> true;
            case DOCUMENT_TOO_LARGE -> false;
            case INVALID_OPERATION, REVISION_AHEAD ->
                throw new Violation("an honest operation was refused: " + refused);
        };
        OperationId id = Naming.trueName(refused.id());
        world.count(retryable ? Fault.REFUSED_FOR_NOW : Fault.REFUSED_FOR_GOOD);
        Violation.unless(
                refused.reason() != Refusal.DOCUMENT_TOO_LARGE || world.limits.maxDocumentSize() < Long.MAX_VALUE,
                "too large without a limit");
        sessions().stream()
                .filter(session -> session.awaits(id))
                .forEach(session -> session.refuse(id.sequence(), retryable));
    }

    private List<Session<S, O>> sessions() {
        return world.livingConnections().stream()
                .map(Connection::session)
                .filter(session -> session.node() == this)
                .toList();
    }

    /** Lets the store come to an end, in one of the ways it can. */
    boolean endStore() {
        if (storing.isEmpty()) {
            return false;
        }
        if (stalled > 0 && !world.calm) {
            stalled--;
            return true;
        }
        List<Entry<O>> batch = storing;
        int roll = world.calm ? 0 : world.random.nextInt(100);
        if (roll < 70) {
            storing = List.of();
            ended(commit(batch) || world.has(Flaw.TAKES_CONFLICT_FOR_SUCCESS));
        } else if (roll < 78) {
            world.count(Fault.STORE_FAILED_BEFORE_COMMIT);
            storing = List.of();
            ended(world.has(Flaw.TAKES_FAILURE_FOR_SUCCESS));
        } else if (roll < 86) {
            world.count(Fault.STORE_FAILED_AFTER_COMMIT);
            storing = List.of();
            commit(batch);
            ended(false);
        } else if (roll < 94) {
            world.count(Fault.STORE_COMMITTED_LATE);
            storing = List.of();
            world.lateCommits.add(batch);
            ended(false);
        } else {
            world.count(Fault.STORE_STALLED);
            stalled = 10;
        }
        return true;
    }

    private boolean commit(List<Entry<O>> batch) {
        boolean committed = world.disk.append(batch);
        if (!committed) {
            world.count(Fault.STORE_CONFLICTED);
        }
        return committed;
    }

    private void ended(boolean stored) {
        if (!stored && world.has(Flaw.FORGETS_WHO_WAITS)) {
            authority = takeUp();
        } else {
            on(stored ? new AuthorityEvent.Stored<>() : new AuthorityEvent.StoreFailed<>());
        }
    }

    boolean endRecovery() {
        if (!recovering) {
            return false;
        }
        if (!world.calm && world.chance(25)) {
            world.count(Fault.RECOVERY_FAILED);
            on(new AuthorityEvent.RecoveryFailed<>());
            return true;
        }
        recovering = false;
        if (world.has(Flaw.RECOVERS_WITHOUT_READING)) {
            on(new AuthorityEvent.Recovered<>(List.of()));
            return true;
        }
        List<Entry<O>> entries = world.disk.entries(authority.durable(), world.disk.revision());
        boolean inParts = !entries.isEmpty() && entries.size() % 2 == 0;
        on(
                inParts
                        ? new AuthorityEvent.Recovered<>(entries.subList(0, entries.size() / 2), true)
                        : new AuthorityEvent.Recovered<>(entries));
        return true;
    }

    boolean endFetch() {
        AuthorityEffect.FetchHistory<O> fetch = fetching.poll();
        if (fetch == null) {
            return false;
        }
        world.count(Fault.HISTORY_FETCHED);
        on(new AuthorityEvent.Submitted<>(fetch.submission(), world.disk.entries(fetch.after(), fetch.upTo())));
        return true;
    }

    /** Lets the moment pass for which the authority leaves the log to others. */
    boolean endYield() {
        if (!yielding || world.has(Flaw.NEVER_STORES_AGAIN_AFTER_YIELDING)) {
            return false;
        }
        yielding = false;
        on(new AuthorityEvent.Yielded<>());
        return true;
    }

    /** Looks how long the log is, whatever else is going on. */
    void poll() {
        if (world.has(Flaw.NEVER_POLLS)) {
            return;
        }
        if (authority.durable() < world.disk.revision()) {
            world.count(storing.isEmpty() ? Fault.POLLED_BEHIND : Fault.POLLED_WHILE_STORING);
        }
        on(new AuthorityEvent.Behind<>(world.disk.revision()));
        if (world.chance(5)) {
            on(new AuthorityEvent.MakeRoom<>());
        }
    }

    void forget() {
        if (authority.tailAfter() < authority.durable()) {
            world.count(Fault.TAIL_FORGOTTEN);
        }
        on(new AuthorityEvent.Forget<>(authority.durable() - world.random.nextInt(3)));
    }

    void crash() {
        world.note(() -> name + " crashes");
        world.count(Fault.NODE_CRASHED);
        if (!storing.isEmpty()) {
            switch (world.random.nextInt(3)) {
                case 0 -> world.disk.append(storing);
                case 1 -> world.lateCommits.add(storing);
                default -> world.note(() -> "  what was being stored is lost");
            }
        }
        restart();
    }

    /** Puts the document away if nothing is under way, and takes it up again. */
    boolean reopenIfIdle() {
        boolean due = authority.state() instanceof AuthorityState.Idle && fetching.isEmpty();
        if (due) {
            world.count(Fault.NODE_REOPENED);
            restart();
        }
        return due;
    }

    private void restart() {
        long head = authority.head();
        S inMemory = document(head);
        storing = List.of();
        stalled = 0;
        recovering = false;
        yielding = false;
        fetching.clear();
        sessions().forEach(session -> session.connection().cut());
        authority = takeUp();
        if (world.has(Flaw.RESTARTS_FROM_MEMORY)) {
            authority = takeUp(head, world.disk.timeMs(), inMemory);
            published = head;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
