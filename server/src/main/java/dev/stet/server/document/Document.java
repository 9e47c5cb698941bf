package dev.stet.server.document;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.OperationType;
import dev.stet.ot.Selection;
import dev.stet.ot.sync.AuthorityEffect;
import dev.stet.ot.sync.AuthorityEvent;
import dev.stet.ot.sync.AuthorityState;
import dev.stet.ot.sync.DocumentAuthority;
import dev.stet.ot.sync.Entry;
import dev.stet.ot.sync.OperationId;
import dev.stet.ot.sync.Submission;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.telemetry.Telemetry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One open document: an authority in a mailbox. Submissions come in from readers, entries go to the journal, and when they
 * are durable they are published and the readers are woken.
 *
 * <p>Threads: confined to its mailbox. The public methods may be called from any thread and return at once; what comes of
 * them is told to the {@link Reader}.
 */
public final class Document<S, O> {
    private final StoredDocument stored;
    private final OperationType<S, O> type;
    private final Environment environment;
    private final Mailbox mailbox;
    private final DocumentAuthority<S, O> authority;
    private final DurableContent<S> content;
    private final LogTail tail;
    private final Presence<O> presence;
    private final FanOut fanOut;
    private final StoredLog<O> log;
    private final CatchUp catchUp;
    private final SnapshotWriter snapshots;
    private final Admission<O> admission;
    private final Submitters submitters = new Submitters();
    private final Rest rest;

    private volatile Published published;
    /** When the newest revision became durable. */
    private long durableNanos;

    /** Whether the document was made when it was opened, and nobody has asked for that yet. */
    private final AtomicBoolean created = new AtomicBoolean();

    Document(StoredDocument stored, OperationType<S, O> type, Environment environment, Loaded<S> loaded) {
        Environment.Policy policy = environment.policy();
        this.stored = stored;
        this.type = type;
        this.environment = environment;
        this.mailbox = new Mailbox(environment.executor(), environment.handsOver());
        this.authority = new DocumentAuthority<>(
                type, policy.authority(), loaded.revision(), loaded.timeMs(), loaded.snapshot());
        this.tail = new LogTail(loaded.revision(), policy.tailOperations(), policy.tailBytes());
        this.content = new DurableContent<>(type, authority);
        this.presence = new Presence<>(type, new Places<>(type, authority));
        this.fanOut = new FanOut(environment.scheduler(), environment.clock(), mailbox, policy.pace());
        StorageCalls calls = new StorageCalls(environment.storageExecutor(), mailbox);
        this.log =
                new StoredLog<>(stored, environment, mailbox, calls, new EntryCodec<>(type), authority, this::perform);
        this.catchUp = new CatchUp(stored, environment.storage(), calls, authority, this::behind);
        this.snapshots = new SnapshotWriter(stored, environment, calls, content, loaded);
        this.admission = new Admission<>(stored, environment, calls, authority, catchUp, this::admit);
        this.rest = new Rest(environment, authority, snapshots, this::isInUse);
        this.published = new Published(tail, loaded.revision(), 0, List.of(), Departures.NONE, 0);
    }

    /** Returns the document's id. */
    public String id() {
        return stored.id();
    }

    /** Returns the short name of the document's type. */
    public String docType() {
        return stored.docType();
    }

    /** Returns the id of the store that has the document. */
    public String store() {
        return environment.storage().id();
    }

    void markCreated() {
        created.set(true);
    }

    /** Returns whether the document was made when it was opened: true for the first who asks, and nobody else. */
    public boolean takeCreated() {
        return created.get() && created.compareAndSet(true, false);
    }

    /** Returns the document as the store knows it. */
    StoredDocument stored() {
        return stored;
    }

    /** Returns what readers may see now. */
    public Published published() {
        return published;
    }

    /** Lets a reader in: it is told when it is. */
    public void join(Reader reader, JoinRequest request) {
        mailbox.run(() -> {
            if (rest.isPutAway()) {
                reader.gone();
            } else {
                admission.ask(reader, request);
            }
        });
    }

    /**
     * Tells how long the log is, as somebody saw it in the store: the document reads what it has not. May be called as
     * often as one likes.
     */
    void logHas(long head) {
        if (head > published.revision()) {
            mailbox.run(() -> behind(head));
        }
    }

    private void behind(long head) {
        tell(new AuthorityEvent.Behind<>(head));
    }

    /** Tells when the mailbox gets round to it; at once, if it has nothing to do. */
    void whenResponsive(Runnable responsive) {
        if (mailbox.isBusy()) {
            mailbox.post(responsive);
        } else {
            responsive.run();
        }
    }

    /** Tells that the document is deleted: shows everybody out. What was accepted is stored all the same. */
    void deleted() {
        mailbox.run(() -> {
            rest.putAway();
            List<Reader> readers = fanOut.readers();
            readers.forEach(this::showOut);
            readers.forEach(Reader::deleted);
            publish();
        });
    }

    /** Lets a reader go. Its operations under way are stored all the same. Does nothing if it is not in. */
    public void leave(Reader reader) {
        mailbox.run(() -> {
            admission.withdraw(reader);
            if (fanOut.has(reader)) {
                showOut(reader);
                rest.left();
                publishPresence();
            }
        });
    }

    private void showOut(Reader reader) {
        presence.leave(reader);
        fanOut.remove(reader);
    }

    /**
     * Offers an operation.
     *
     * @param operation in the encoded form of the document's type
     * @param selection where the reader's selection is after it
     * @param taken told when the document has taken the operation in and is ready for more
     */
    public void submit(
            Reader reader, long base, long sequence, Object operation, Optional<Selection> selection, Runnable taken) {
        OperationId id = new OperationId(reader.client(), sequence);
        decoded(id, reader.user(), base, operation, selection, reader)
                .ifPresent(submission -> mailbox.run(() -> {
                    if (fanOut.has(reader)) {
                        take(submission, reader);
                    } else {
                        reader.refused(
                                sequence, Reader.Reason.NOT_JOINED, "the document is not open", Optional.empty());
                    }
                }));
        mailbox.run(taken);
    }

    /**
     * Edits the document for somebody who has not joined it. The same edit may be made again, with the same {@code id} and
     * {@code base}: it is applied once.
     *
     * @param id names the edit for ever
     * @param operation made on the revision {@code base}, in the encoded form of the document's type
     * @return completes with the edit's revision when it is durable, or with an {@link EditRefusedException}
     */
    public CompletableFuture<Long> edit(OperationId id, String author, long base, Object operation) {
        return edit(id, author, base, operation, Optional.empty());
    }

    /**
     * Does the same, and tells where the client's readers are afterwards.
     *
     * @param selection where the client's selection is after the operation; it becomes that of every reader here that is the client's
     */
    public CompletableFuture<Long> edit(
            OperationId id, String author, long base, Object operation, Optional<Selection> selection) {
        PendingEdit edit = new PendingEdit(new CompletableFuture<>());
        decoded(id, author, base, operation, selection, edit)
                .ifPresent(submission -> mailbox.run(() -> {
                    if (rest.isPutAway()) {
                        edit.refused(
                                id.sequence(), Reader.Reason.NOT_JOINED, "the document was put away", Optional.empty());
                    } else {
                        take(submission, edit);
                    }
                }));
        return edit.revision();
    }

    /** Reads an operation, or tells whoever offers it why it is none. */
    private Optional<Submission<O>> decoded(
            OperationId id,
            String author,
            long base,
            Object operation,
            Optional<Selection> selection,
            Submitter submitter) {
        try {
            long nowMs = environment.clock().millis();
            return Optional.of(new Submission<>(id, base, author, nowMs, type.decode(operation), selection));
        } catch (InvalidOperationException e) {
            String rule = String.valueOf(e.getMessage());
            submitter.refused(id.sequence(), Reader.Reason.INVALID_OPERATION, rule, Optional.of(e));
            return Optional.empty();
        }
    }

    private void take(Submission<O> submission, Submitter submitter) {
        if (authority.head() - authority.durable() >= environment.policy().maxWaiting()) {
            submitter.refused(
                    submission.id().sequence(),
                    Reader.Reason.OVERLOADED,
                    "too many operations wait to be stored, maxWaiting="
                            + environment.policy().maxWaiting(),
                    Optional.empty());
        } else {
            submitters.add(submission.id(), submitter);
            Telemetry telemetry = environment.telemetry();
            long takenNanos = telemetry.now();
            tell(new AuthorityEvent.Submitted<>(submission));
            submitter.taken(takenNanos, telemetry.now());
        }
    }

    /**
     * Changes what others see of a reader.
     *
     * @param taken told when the document has taken the change in and is ready for more
     */
    public void present(Reader reader, PresenceChange change, Runnable taken) {
        mailbox.run(() -> {
            if (!fanOut.has(reader)) {
                reader.presenceRefused(Reader.Reason.NOT_JOINED, "the document is not open");
            } else if (presence.change(reader, change)) {
                publishPresence();
            }
        });
        mailbox.run(taken);
    }

    /** Returns a future that completes when everything accepted is stored or was refused. */
    CompletableFuture<Void> settle() {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        mailbox.run(() -> rest.settle(settled));
        return settled;
    }

    /** Stores a snapshot if much was written since the last one. Completes afterwards, whether it succeeded or not. */
    CompletableFuture<Void> storeSnapshot() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        mailbox.run(() -> snapshots.catchUp(() -> done.complete(null)));
        return done;
    }

    /**
     * Asks for the content at the durable revision.
     *
     * @return completes with a {@link StorageException} if the store has something newer that cannot be read
     */
    public CompletableFuture<Snapshot> snapshot() {
        CompletableFuture<Snapshot> snapshot = new CompletableFuture<>();
        mailbox.run(() -> catchUp.then(() -> snapshot.complete(content.snapshot()), snapshot::completeExceptionally));
        return snapshot;
    }

    /**
     * Reads durable entries that are not in memory any more, as {@link dev.stet.server.storage.Storage#readPage} does. None
     * are given if the next one is squashed.
     *
     * @return completes with a {@link StorageException} if they cannot be read
     */
    public CompletableFuture<List<LogEntry>> page(long afterRevision, long maxBytes) {
        return log.page(afterRevision, maxBytes);
    }

    /**
     * Puts the document away if nobody has had it open for a while and nothing is under way, after storing a snapshot
     * if the stored one is behind.
     *
     * @param done told whether the document is put away: nobody may join it any more
     */
    void putAwayIfUnused(Consumer<Boolean> done) {
        mailbox.run(() -> rest.putAwayIfUnused(done));
    }

    private boolean isInUse() {
        return !(fanOut.isEmpty() && admission.isEmpty() && catchUp.isEmpty());
    }

    private void admit(Reader reader, Admission.Answer answer) {
        if (rest.isPutAway()) {
            reader.gone();
            return;
        }
        Participant participant = presence.join(reader);
        fanOut.add(reader);
        publish();
        reader.joined(new Joined(
                participant.id(),
                answer.revision(),
                answer.reload() ? Optional.of(content.snapshot()) : Optional.empty(),
                answer.inFlightAt(),
                published));
        fanOut.tellPresence();
    }

    private void tell(AuthorityEvent<O> event) {
        perform(authority.on(event));
    }

    private void perform(List<AuthorityEffect<O>> effects) {
        for (AuthorityEffect<O> effect : effects) {
            switch (effect) {
                case AuthorityEffect.Store<O>(var entries) -> log.store(entries);
                case AuthorityEffect.Publish<O>(var entries) -> becameDurable(entries);
                case AuthorityEffect.Accepted<O>(var entry, var selection) ->
                    selection.ifPresent(place -> presence.announce(entry.id(), place));
                case AuthorityEffect.AlreadyStored<O>(var id, var revision) -> {
                    environment.telemetry().operations().repeated();
                    submitters.alreadyStored(id, revision);
                }
                case AuthorityEffect.Refused<O>(var id, var reason, var message, var cause) ->
                    submitters.refused(id, Reader.Reason.valueOf(reason.name()), message, cause);
                case AuthorityEffect.FetchHistory<O> fetch -> fetch(fetch);
                case AuthorityEffect.Recover<O>(var after) -> {
                    presence.forgetAnnounced();
                    log.recover(after);
                }
                case AuthorityEffect.Yield<O> yield -> log.leaveToOthers();
            }
        }
        rest.review();
        if (authority.state() instanceof AuthorityState.Unavailable) {
            catchUp.review();
            admission.review();
        }
    }

    private void fetch(AuthorityEffect.FetchHistory<O> fetch) {
        OperationId id = fetch.submission().id();
        log.fetch(
                fetch,
                reason -> submitters.refused(
                        id,
                        reason,
                        reason == Reader.Reason.BASE_TOO_OLD
                                ? "the revision is too old to transform from, the log is squashed there"
                                : "the log cannot be read now",
                        Optional.empty()));
    }

    private void becameDurable(List<Entry<O>> entries) {
        Telemetry telemetry = environment.telemetry();
        durableNanos = telemetry.now();
        entries.forEach(presence::moveOver);
        telemetry.operations().accepted(submitters.countWaitedFor(entries));
        tail.add(log.newest());
        snapshots.added(log.newest());
        authority.on(new AuthorityEvent.Forget<>(tail.after()));
        publish();
        fanOut.tellAll(submitters.stored(entries));
        catchUp.review();
        admission.review();
        snapshots.writeIfDue();
    }

    private void publishPresence() {
        publish();
        fanOut.tellPresence();
    }

    private void publish() {
        published = new Published(
                tail,
                authority.durable(),
                presence.version(),
                presence.participants(),
                presence.departures(),
                durableNanos);
    }
}
