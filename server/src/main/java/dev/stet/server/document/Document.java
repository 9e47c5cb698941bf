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
import dev.stet.server.journal.Journal;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * One open document: an authority in a mailbox. Submissions come in from readers, entries go to the journal, and when they
 * are durable they are published and the readers are woken.
 *
 * <p>Threads: confined to its mailbox. The public methods may be called from any thread and return at once; what comes of
 * them is told to the {@link Reader}.
 */
public final class Document<S, O> {
    private static final Logger LOG = LoggerFactory.getLogger(Document.class);

    private final StoredDocument stored;
    private final OperationType<S, O> type;
    private final Environment environment;
    private final Mailbox mailbox;
    private final EntryCodec<O> codec;
    private final DocumentAuthority<S, O> authority;
    private final LogTail tail;
    private final Presence<O> presence;
    private final StorageCalls storageCalls;
    private final SnapshotWriter snapshots;
    private final Admission<O> admission;
    private final Map<OperationId, Submitter> submitters = new HashMap<>();
    private final List<CompletableFuture<Void>> settling = new ArrayList<>();

    /** The encoded form of what is being published next: of what is being stored, or was read to recover. */
    private List<LogEntry> publishing = List.of();

    private volatile Published published;
    private boolean putAway;
    private long unusedSinceMs;

    Document(StoredDocument stored, OperationType<S, O> type, Environment environment, Loaded<S> loaded) {
        Environment.Policy policy = environment.policy();
        this.stored = stored;
        this.type = type;
        this.environment = environment;
        this.mailbox = new Mailbox(environment.executor());
        this.codec = new EntryCodec<>(type);
        this.authority = new DocumentAuthority<>(type, policy.authority(), loaded.revision(), loaded.snapshot());
        this.tail = new LogTail(loaded.revision(), policy.tailOperations(), policy.tailBytes());
        this.presence = new Presence<>(type);
        this.storageCalls = new StorageCalls(environment.storageExecutor(), mailbox);
        this.snapshots = new SnapshotWriter(stored, environment, storageCalls, loaded.snapshotRevision());
        this.admission = new Admission<>(stored, environment, storageCalls, authority, this::admit);
        this.unusedSinceMs = environment.clock().millis();
        this.published = new Published(tail, loaded.revision(), 0, List.of(), Departures.NONE);
    }

    /** Returns the document's id. */
    public String id() {
        return stored.id();
    }

    /** Returns the short name of the document's type. */
    public String docType() {
        return stored.docType();
    }

    /** Returns what readers may see now. */
    public Published published() {
        return published;
    }

    /** Lets a reader in: it is told when it is. */
    public void join(Reader reader, JoinRequest request) {
        mailbox.run(() -> {
            if (putAway) {
                reader.gone();
            } else {
                admission.ask(reader, request);
            }
        });
    }

    /** Lets a reader go. Its operations under way are stored all the same. Does nothing if it is not in. */
    public void leave(Reader reader) {
        mailbox.run(() -> {
            admission.withdraw(reader);
            if (presence.has(reader)) {
                presence.leave(reader);
                unusedSinceMs = environment.clock().millis();
                publishAndWake();
            }
        });
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
        O decoded;
        try {
            decoded = type.decode(operation);
        } catch (InvalidOperationException e) {
            reader.refused(sequence, Reader.Reason.INVALID_OPERATION, String.valueOf(e.getMessage()), Optional.of(e));
            taken.run();
            return;
        }
        Submission<O> submission =
                new Submission<>(id, base, reader.user(), environment.clock().millis(), decoded, selection);
        mailbox.run(() -> {
            if (presence.has(reader)) {
                take(submission, reader);
            } else {
                reader.refused(sequence, Reader.Reason.NOT_JOINED, "the document is not open", Optional.empty());
            }
        });
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
        PendingEdit edit = new PendingEdit(new CompletableFuture<>());
        try {
            O decoded = type.decode(operation);
            Submission<O> submission =
                    new Submission<>(id, base, author, environment.clock().millis(), decoded, Optional.empty());
            mailbox.run(() -> {
                if (putAway) {
                    edit.refused(
                            id.sequence(), Reader.Reason.NOT_JOINED, "the document was put away", Optional.empty());
                } else {
                    take(submission, edit);
                }
            });
        } catch (InvalidOperationException e) {
            edit.refused(
                    id.sequence(), Reader.Reason.INVALID_OPERATION, String.valueOf(e.getMessage()), Optional.of(e));
        }
        return edit.revision();
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
            submitters.merge(submission.id(), submitter, Submitter::and);
            tell(new AuthorityEvent.Submitted<>(submission));
        }
    }

    /**
     * Changes what others see of a reader.
     *
     * @param taken told when the document has taken the change in and is ready for more
     */
    public void present(Reader reader, PresenceChange change, Runnable taken) {
        mailbox.run(() -> {
            if (presence.has(reader)) {
                change(reader, change);
            } else {
                reader.presenceRefused(Reader.Reason.NOT_JOINED, "the document is not open");
            }
        });
        mailbox.run(taken);
    }

    private void change(Reader reader, PresenceChange change) {
        long revision = change.revision();
        if (revision > authority.durable()) {
            reader.presenceRefused(
                    Reader.Reason.REVISION_AHEAD,
                    "the revision lies in the future, revision=" + revision + " newest=" + authority.durable());
            return;
        }
        if (change.selection().isPresent()) {
            Optional<Selection> wanted = change.selection().get();
            if (wanted.isPresent() && !isInside(wanted.get(), revision)) {
                reader.presenceRefused(Reader.Reason.INVALID_SELECTION, "the selection lies outside the document");
                return;
            }
            presence.select(reader, wanted.flatMap(selection -> moved(selection, revision)));
        }
        change.state().ifPresent(state -> presence.show(reader, state));
        publishAndWake();
    }

    /** Returns whether the selection is in the document, or was until others took its place away. */
    private boolean isInside(Selection selection, long revision) {
        try {
            return revision >= authority.tailAfter()
                    && moved(selection, revision)
                            .filter(place -> !type.contains(authority.durableSnapshot(), place))
                            .isEmpty();
        } catch (InvalidOperationException e) {
            return false;
        }
    }

    /** Returns the selection on the durable revision, or nothing if its place is gone. */
    private Optional<Selection> moved(Selection selection, long revision) {
        Optional<Selection> place = Optional.of(selection);
        for (long r = revision + 1; r <= authority.durable(); r++) {
            O operation = authority.entry(r).operation();
            place = place.flatMap(at -> type.transformSelection(at, operation));
        }
        return place;
    }

    /** Returns a future that completes when everything accepted is stored or was refused, and a snapshot is, too. */
    CompletableFuture<Void> settle() {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        mailbox.run(() -> {
            settling.add(settled);
            completeIfSettled();
        });
        return settled;
    }

    /** Asks for the content at the durable revision. */
    public CompletableFuture<Snapshot> snapshot() {
        CompletableFuture<Snapshot> snapshot = new CompletableFuture<>();
        mailbox.run(() -> snapshot.complete(durableSnapshot()));
        return snapshot;
    }

    /**
     * Puts the document away if nobody has had it open for a while and nothing is under way, after storing a snapshot.
     *
     * @param done told whether the document is put away: nobody may join it any more
     */
    void putAwayIfUnused(Consumer<Boolean> done) {
        mailbox.run(() -> {
            long unusedMs = environment.clock().millis() - unusedSinceMs;
            if (!unused() || unusedMs < environment.policy().evictAfter().toMillis()) {
                done.accept(false);
                return;
            }
            snapshots.write(durableSnapshot(), () -> {
                putAway = unused() && !snapshots.behind(authority.durable());
                done.accept(putAway);
            });
        });
    }

    private boolean unused() {
        return presence.readers().isEmpty()
                && admission.isEmpty()
                && authority.state() instanceof AuthorityState.Idle
                && !snapshots.writing();
    }

    private Snapshot durableSnapshot() {
        return new Snapshot(authority.durable(), new Snapshot.Content<>(type, authority.durableSnapshot()));
    }

    private void admit(Reader reader, Admission.Answer answer) {
        Participant participant = presence.join(reader);
        publish();
        reader.joined(new Joined(
                participant.id(),
                answer.revision(),
                answer.reload() ? Optional.of(durableSnapshot()) : Optional.empty(),
                answer.backlog(),
                answer.inFlightAt(),
                published));
        wakeReaders();
    }

    private void tell(AuthorityEvent<O> event) {
        perform(authority.on(event));
    }

    private void perform(List<AuthorityEffect<O>> effects) {
        for (AuthorityEffect<O> effect : effects) {
            switch (effect) {
                case AuthorityEffect.Store<O>(var entries) -> store(entries);
                case AuthorityEffect.Publish<O>(var entries) -> becameDurable(entries);
                case AuthorityEffect.Accepted<O>(var entry, var selection) ->
                    selection.ifPresent(place -> presence.announce(entry.id(), place));
                case AuthorityEffect.AlreadyStored<O>(var id, var revision) ->
                    submitter(id).ifPresent(submitter -> submitter.alreadyStored(id.sequence(), revision));
                case AuthorityEffect.Refused<O>(var id, var reason, var message, var cause) ->
                    submitter(id)
                            .ifPresent(submitter -> submitter.refused(
                                    id.sequence(), Reader.Reason.valueOf(reason.name()), message, cause));
                case AuthorityEffect.FetchHistory<O> fetch -> fetch(fetch);
                case AuthorityEffect.Recover<O>(var after) -> recover(after);
            }
        }
        completeIfSettled();
    }

    private Optional<Submitter> submitter(OperationId id) {
        return Optional.ofNullable(submitters.remove(id));
    }

    private void store(List<Entry<O>> entries) {
        publishing = codec.encode(entries);
        environment.journal().append(stored, publishing, new Journal.Listener() {
            @Override
            public void committed() {
                mailbox.post(() -> tell(new AuthorityEvent.Stored<>()));
            }

            @Override
            public void conflicted() {
                mailbox.post(Document.this::storeFailed);
            }

            @Override
            public void failed(StorageException cause) {
                LOG.warn("entries could not be stored, doc={}", stored.id(), cause);
                mailbox.post(Document.this::storeFailed);
            }
        });
    }

    private void storeFailed() {
        presence.forgetAnnounced();
        tell(new AuthorityEvent.StoreFailed<>());
    }

    private void recover(long after) {
        storageCalls.call(
                () -> EntryCodec.readAll(environment.storage(), stored, after),
                entries -> recovered(after, entries),
                failure -> recoveryFailed(after, failure));
    }

    private void recovered(long after, List<LogEntry> entries) {
        List<AuthorityEffect<O>> effects;
        try {
            effects = authority.on(new AuthorityEvent.Recovered<>(codec.decode(entries)));
        } catch (InvalidOperationException | JacksonException e) {
            recoveryFailed(after, new StorageException("what is stored does not fit, doc=" + stored.id(), e));
            return;
        }
        publishing = entries;
        perform(effects);
    }

    private void recoveryFailed(long after, StorageException failure) {
        LOG.warn("the log could not be read, doc={} after={}", stored.id(), after, failure);
        tell(new AuthorityEvent.RecoveryFailed<>());
        environment.scheduler().after(environment.policy().storageRetry(), () -> mailbox.post(() -> recover(after)));
    }

    private void fetch(AuthorityEffect.FetchHistory<O> fetch) {
        int count = Math.toIntExact(fetch.upTo() - fetch.after());
        Submission<O> submission = fetch.submission();
        storageCalls.call(
                () -> codec.decode(environment.storage().read(stored, fetch.after(), count)),
                history -> tell(new AuthorityEvent.Submitted<>(submission, history)),
                failure -> submitter(submission.id())
                        .ifPresent(submitter -> submitter.refused(
                                submission.id().sequence(),
                                Reader.Reason.STORAGE_UNAVAILABLE,
                                "the log cannot be read now",
                                Optional.empty())));
    }

    private void becameDurable(List<Entry<O>> entries) {
        for (Entry<O> entry : entries) {
            presence.moveOver(entry);
        }
        tail.add(publishing);
        authority.on(new AuthorityEvent.Forget<>(tail.after()));
        publishAndWake();
        for (Entry<O> entry : entries) {
            submitter(entry.id())
                    .ifPresent(submitter -> submitter.stored(entry.id().sequence(), entry.revision()));
        }
        admission.review();
        if (snapshots.due(authority.durable(), type.size(authority.durableSnapshot()))) {
            snapshots.write(durableSnapshot(), () -> {});
        }
    }

    private void publishAndWake() {
        publish();
        wakeReaders();
    }

    private void publish() {
        published = new Published(
                tail, authority.durable(), presence.version(), presence.participants(), presence.departures());
    }

    private void wakeReaders() {
        presence.readers().forEach(Reader::wake);
    }

    private void completeIfSettled() {
        if (!settling.isEmpty()
                && (authority.state() instanceof AuthorityState.Idle
                        || authority.state() instanceof AuthorityState.Unavailable)) {
            List<CompletableFuture<Void>> settled = List.copyOf(settling);
            settling.clear();
            snapshots.write(durableSnapshot(), () -> settled.forEach(one -> one.complete(null)));
        }
        if (authority.state() instanceof AuthorityState.Unavailable) {
            admission.review();
        }
    }
}
