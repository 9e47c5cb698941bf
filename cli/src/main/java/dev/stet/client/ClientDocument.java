package dev.stet.client;

import dev.stet.client.DocumentStatus.Phase;
import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.OperationType;
import dev.stet.ot.sync.ClientEffect;
import dev.stet.ot.sync.ClientEvent;
import dev.stet.ot.sync.ClientState;
import dev.stet.ot.sync.InFlight;
import dev.stet.ot.sync.SyncClient;
import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.Json;
import dev.stet.server.protocol.ServerMessage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A document that a client has open: shows the user's edits at once, sends them, and takes in those of others. It
 * carries the {@link SyncClient} of the engine over a real connection.
 *
 * <p>Threads: public methods are thread-safe; everything else runs on the client's thread.
 */
public final class ClientDocument<S, O> {
    /** How long to wait before something is sent again that was refused without a time. */
    private static final Duration RETRY_AFTER = Duration.ofMillis(100);

    private final StetClient client;
    private final String name;
    private final OperationType<S, O> type;
    private final DocumentListener<S, O> listener;
    private final CompletableFuture<ClientDocument<S, O>> opening;
    private final StatusWaiters<S> waiters = new StatusWaiters<>();

    /** Absent until the server has sent the document. */
    private @Nullable SyncClient<S, O> machine;

    private long nextSequence;
    /** Names the store that the server has the document in; empty until it is known. */
    private Optional<String> store = Optional.empty();

    private String openId = "";
    private @Nullable Future<?> laterAttempt;
    private int editsInFlight;
    private int editsBuffered;
    private Optional<StetClientException> failure = Optional.empty();
    private Optional<ServerMessage.Failure> refusal = Optional.empty();
    private volatile DocumentStatus<S> status;

    ClientDocument(
            StetClient client,
            String name,
            OperationType<S, O> type,
            DocumentListener<S, O> listener,
            long nextSequence,
            CompletableFuture<ClientDocument<S, O>> opening) {
        this.client = client;
        this.name = name;
        this.type = type;
        this.listener = listener;
        this.nextSequence = nextSequence;
        this.opening = opening;
        this.status = new DocumentStatus<>(Phase.OPENING, 0, type.empty(), 0);
    }

    /** Returns the document's name. */
    public String name() {
        return name;
    }

    /** Returns where the document stood after the last event. */
    public DocumentStatus<S> status() {
        return status;
    }

    /**
     * Edits the document, with or without a connection.
     *
     * @param edit makes the operation for the document as it is shown then; called on the client's thread
     * @return done when the edit is shown; failed with what {@code edit} threw, with {@link InvalidOperationException} if
     *     the operation does not fit, or with {@link StetClientException} if the document is closed
     */
    public CompletableFuture<Void> edit(Function<? super S, ? extends O> edit) {
        return CompletableFuture.runAsync(() -> edited(edit), client.thread());
    }

    /** Returns a future that is done as soon as the condition holds; failed when the document is closed first. */
    public CompletableFuture<DocumentStatus<S>> when(Predicate<DocumentStatus<S>> condition) {
        CompletableFuture<DocumentStatus<S>> met = new CompletableFuture<>();
        client.thread().execute(() -> {
            waiters.add(condition, met);
            tellWaiters();
        });
        return met;
    }

    /**
     * Waits until every edit is acknowledged.
     *
     * @throws TimeoutException if that takes longer
     * @throws StetClientException if the document is closed
     */
    public DocumentStatus<S> awaitSynchronized(Duration longest) throws InterruptedException, TimeoutException {
        try {
            return when(now -> now.phase() == Phase.SYNCHRONIZED).get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StetClientException closed ? closed : new IllegalStateException(e);
        }
    }

    /** Closes the document; the client may open it again. Edits that are not acknowledged are lost. */
    public void close() {
        client.thread().execute(() -> {
            if (failure.isEmpty()) {
                client.send(new ClientMessage.Close(Optional.empty(), name));
                fail(new StetClientException("the document was closed, doc=" + name));
            }
        });
    }

    /** There is a connection: opens the document, or resumes it. */
    void online() {
        openId = client.messageId();
        Optional<ClientState<S, O>> had = Optional.ofNullable(machine).map(SyncClient::state);
        client.send(new ClientMessage.Open(
                Optional.of(openId),
                name,
                type.name(),
                had.isEmpty(),
                had.map(state -> OptionalLong.of(state.revision())).orElseGet(OptionalLong::empty),
                had.flatMap(ClientState::inFlight)
                        .map(sent -> OptionalLong.of(sent.sequence()))
                        .orElseGet(OptionalLong::empty),
                store,
                Optional.empty()));
    }

    /** The connection is lost. */
    void offline() {
        openId = "";
        if (laterAttempt != null) {
            laterAttempt.cancel(false);
        }
        if (machine != null) {
            on(new ClientEvent.Disconnected<>());
        }
    }

    void opened(ServerMessage.Opened answer) {
        if (!answer.re().equals(Optional.of(openId))) {
            return;
        }
        store = Optional.of(answer.store());
        if (machine == null) {
            Json snapshot = answer.snapshot()
                    .orElseThrow(
                            () -> new IllegalStateException("a document was opened without a snapshot, doc=" + name));
            machine = new SyncClient<>(type, answer.revision(), decodeSnapshot(snapshot), nextSequence);
            changed();
            opening.complete(this);
            return;
        }
        OptionalLong stored =
                answer.inFlight().map(ServerMessage.InFlight::revision).orElseGet(OptionalLong::empty);
        if (answer.snapshot().isEmpty()) {
            on(new ClientEvent.Resumed<>(stored));
            return;
        }
        Optional<InFlight<O>> sent = machine.state().inFlight();
        if (stored.isPresent() && sent.isPresent()) {
            editsInFlight = 0;
            listener.acknowledged(sent.get().sequence(), stored.getAsLong());
        }
        on(new ClientEvent.Reloaded<>(
                answer.revision(), decodeSnapshot(answer.snapshot().get()), stored.isPresent()));
    }

    void closed(ServerMessage.Closed message) {
        switch (message.reason()) {
            case RESUME -> {
                if (machine != null) {
                    offline();
                    online();
                }
            }
            case DELETED -> fail(new StetClientException("the document was deleted, doc=" + name));
            case FORBIDDEN -> fail(new StetClientException("the document may not be read any more, doc=" + name));
            case REQUESTED -> {}
        }
    }

    void applied(ServerMessage.Applied message) {
        if (machine == null || message.operations().isEmpty()) {
            return;
        }
        List<O> decoded = message.operations().stream()
                .map(operation ->
                        type.decode(Objects.requireNonNull(operation.op().value())))
                .toList();
        if (listener.hearsEveryRevision()) {
            long revision = message.revision() - decoded.size();
            for (O operation : decoded) {
                on(new ClientEvent.Applied<>(++revision, operation));
            }
        } else {
            on(new ClientEvent.CaughtUp<>(message.revision(), decoded));
        }
    }

    void acknowledged(ServerMessage.Ack ack) {
        if (isInFlight(ack.seq())) {
            editsInFlight = 0;
            List<ClientEffect<O>> effects =
                    Objects.requireNonNull(machine).on(new ClientEvent.Acknowledged<>(ack.seq(), ack.revision()));
            listener.acknowledged(ack.seq(), ack.revision());
            carryOut(effects);
        }
    }

    void refused(ServerMessage.Failure why) {
        if (why.re().equals(Optional.of(openId))) {
            openingRefused(why);
        } else if (why.seq().isPresent() && isInFlight(why.seq().getAsLong())) {
            operationRefused(why.seq().getAsLong(), why);
        }
    }

    /** The end of the document at this client. */
    void fail(StetClientException why) {
        failure = Optional.of(why);
        client.forget(name, nextSequence);
        opening.completeExceptionally(why);
        changed();
    }

    private void openingRefused(ServerMessage.Failure why) {
        if (!why.code().retryable()) {
            fail(new StetClientException("the document cannot be opened, doc=" + name, why));
            return;
        }
        listener.delayed(why);
        String refused = openId;
        laterAttempt = client.thread().after(waitAfter(why), () -> {
            if (openId.equals(refused)) {
                online();
            }
        });
    }

    private void operationRefused(long sequence, ServerMessage.Failure why) {
        if (!why.code().retryable()) {
            editsInFlight = 0;
            refusal = Optional.of(why);
            on(new ClientEvent.Rejected<>(sequence));
            return;
        }
        listener.delayed(why);
        String session = openId;
        laterAttempt = client.thread().after(waitAfter(why), () -> {
            if (openId.equals(session) && isInFlight(sequence)) {
                on(new ClientEvent.Retry<>());
            }
        });
    }

    private void edited(Function<? super S, ? extends O> edit) {
        if (failure.isPresent() || machine == null) {
            throw failure.orElseGet(() -> new StetClientException("the document is not open yet, doc=" + name));
        }
        O operation = edit.apply(machine.shown());
        boolean counts = !operation.equals(type.noop());
        editsBuffered += counts ? 1 : 0;
        try {
            on(new ClientEvent.Edited<>(operation));
        } catch (InvalidOperationException e) {
            editsBuffered -= counts ? 1 : 0;
            throw e;
        }
    }

    private void on(ClientEvent<S, O> event) {
        carryOut(Objects.requireNonNull(machine).on(event));
    }

    private void carryOut(List<ClientEffect<O>> effects) {
        for (ClientEffect<O> effect : effects) {
            switch (effect) {
                case ClientEffect.Submit<O> submit -> submit(submit);
                case ClientEffect.Show<O>(O operation) ->
                    listener.changed(Objects.requireNonNull(machine).state().revision(), operation);
                case ClientEffect.Returned<O>(O operation) ->
                    refusal.ifPresent(why -> listener.returned(operation, why));
            }
        }
        changed();
    }

    private void submit(ClientEffect.Submit<O> submit) {
        client.send(new ClientMessage.Submit(
                Optional.empty(),
                name,
                submit.revision(),
                submit.sequence(),
                Json.of(type.encode(submit.operation())),
                Optional.empty()));
        if (submit.sequence() >= nextSequence) {
            nextSequence = submit.sequence() + 1;
            editsInFlight = editsBuffered;
            editsBuffered = 0;
            listener.submitted(submit.sequence(), submit.operation());
        }
    }

    private void changed() {
        SyncClient<S, O> sync = machine;
        if (sync != null) {
            Phase phase = failure.isPresent() ? Phase.CLOSED : phase(sync.state());
            status = new DocumentStatus<>(phase, sync.state().revision(), sync.shown(), editsInFlight + editsBuffered);
        } else if (failure.isPresent()) {
            status = new DocumentStatus<>(Phase.CLOSED, 0, type.empty(), 0);
        }
        listener.statusChanged(status);
        tellWaiters();
    }

    private void tellWaiters() {
        failure.ifPresentOrElse(waiters::fail, () -> waiters.tell(status));
    }

    private boolean isInFlight(long sequence) {
        return machine != null
                && machine.state()
                        .inFlight()
                        .filter(sent -> sent.sequence() == sequence)
                        .isPresent();
    }

    @SuppressWarnings("NullAway") // JSON's null is a snapshot as any other
    private S decodeSnapshot(Json snapshot) {
        return type.decodeSnapshot(snapshot.value());
    }

    private static Duration waitAfter(ServerMessage.Failure why) {
        return why.retryAfterMs().isPresent()
                ? Duration.ofMillis(why.retryAfterMs().getAsLong())
                : RETRY_AFTER;
    }

    private static Phase phase(ClientState<?, ?> state) {
        return switch (state) {
            case ClientState.Synchronized<?, ?> synced -> Phase.SYNCHRONIZED;
            case ClientState.AwaitingAck<?, ?> awaiting -> Phase.SAVING;
            case ClientState.AwaitingWithBuffer<?, ?> awaiting -> Phase.SAVING;
            case ClientState.Offline<?, ?> offline -> Phase.OFFLINE;
        };
    }
}
