package dev.stet.ot.sync;

import dev.stet.ot.OperationType;
import dev.stet.ot.Rebased;
import dev.stet.ot.Side;
import dev.stet.ot.sync.ClientState.AwaitingAck;
import dev.stet.ot.sync.ClientState.AwaitingWithBuffer;
import dev.stet.ot.sync.ClientState.Offline;
import dev.stet.ot.sync.ClientState.Synchronized;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client's side of one document: shows the user's edits at once and keeps them in step with the log.
 *
 * <p>One operation is in flight at a time; what is edited meanwhile is composed into a buffer. An operation {@code o}
 * from the log meets both on its way to the user's screen:
 *
 * <pre>
 *        base ──── inFlight ────▶ · ──── buffer ────▶ shown
 *         │                       │                    │
 *         o                       o'                   o''        o'  = transform(o, inFlight, RIGHT)
 *         ▼                       ▼                    ▼          o'' = transform(o', buffer, RIGHT)
 *       base' ─── inFlight' ───▶ · ──── buffer' ───▶ shown'      inFlight' = transform(inFlight, o, LEFT)
 *                                                                 buffer'   = transform(buffer, o', LEFT)
 * </pre>
 *
 * Several operations that arrive together are taken in together: each goes past both as above, in the order of the log and
 * never composed before that, but a type may do so for all at once.
 *
 * <p>The machine is that of Google Wave and ot.js, with two additions: what happens when a connection is lost is part of
 * it, and a refused operation is taken back instead of breaking the session.
 *
 * <p>Threads: confined to its owner's thread. States are immutable.
 */
public final class SyncClient<S, O> {
    private final OperationType<S, O> type;
    private ClientState<S, O> state;
    private S shown;
    private long nextSequence;

    /**
     * Opens a document that was just received.
     *
     * @param revision the snapshot's revision
     * @param nextSequence the number for the next operation, from 1: past every one this client used on this document
     */
    public SyncClient(OperationType<S, O> type, long revision, S snapshot, long nextSequence) {
        this.type = type;
        this.state = new Synchronized<>(revision, snapshot);
        this.shown = snapshot;
        this.nextSequence = nextSequence;
    }

    /** Returns where the client stands. */
    public ClientState<S, O> state() {
        return state;
    }

    /** Returns the document as the user sees it. */
    public S shown() {
        return shown;
    }

    /**
     * Takes an event in, and returns what is to be done, in order.
     *
     * @throws IllegalTransitionException if the event has no meaning in the present state; the state is unchanged, and
     *     the right thing to do is to reconnect
     * @throws dev.stet.ot.InvalidOperationException if an operation does not fit the document; the state is unchanged
     */
    public List<ClientEffect<O>> on(ClientEvent<S, O> event) {
        S shownBefore = shown;
        long sequenceBefore = nextSequence;
        boolean taken = false;
        try {
            List<ClientEffect<O>> effects = new ArrayList<>(2);
            state = next(event, effects);
            taken = true;
            return effects;
        } finally {
            if (!taken) {
                shown = shownBefore;
                nextSequence = sequenceBefore;
            }
        }
    }

    private ClientState<S, O> next(ClientEvent<S, O> event, List<ClientEffect<O>> effects) {
        return switch (event) {
            case ClientEvent.Edited<S, O>(O operation) -> edited(operation, effects);
            case ClientEvent.Applied<S, O>(long revision, O operation) ->
                applied(event, revision, List.of(operation), effects);
            case ClientEvent.CaughtUp<S, O>(long revision, List<O> operations) ->
                applied(event, revision, operations, effects);
            case ClientEvent.Acknowledged<S, O> ack -> acknowledged(ack, effects);
            case ClientEvent.Rejected<S, O> rejected -> rejected(rejected, effects);
            case ClientEvent.Retry<S, O> retry -> retry(effects);
            case ClientEvent.Disconnected<S, O> lost ->
                new Offline<>(state.revision(), state.base(), state.inFlight(), state.buffer());
            case ClientEvent.Resumed<S, O> resumed -> resumed(resumed, effects);
            case ClientEvent.Reloaded<S, O> reloaded -> reloaded(reloaded, effects);
        };
    }

    private ClientState<S, O> edited(O made, List<ClientEffect<O>> effects) {
        O operation = type.complete(made, shown);
        shown = type.apply(shown, operation);
        if (operation.equals(type.noop())) {
            return state;
        }
        return switch (state) {
            case Synchronized<S, O>(long revision, S base) -> send(revision, base, operation, effects);
            case AwaitingAck<S, O>(long revision, S base, InFlight<O> sent) ->
                new AwaitingWithBuffer<>(revision, base, sent, operation);
            case AwaitingWithBuffer<S, O>(long revision, S base, InFlight<O> sent, O edited) ->
                new AwaitingWithBuffer<>(revision, base, sent, type.compose(edited, operation));
            case Offline<S, O>(long revision, S base, Optional<InFlight<O>> sent, Optional<O> edited) ->
                new Offline<>(
                        revision,
                        base,
                        sent,
                        Optional.of(edited.map(before -> type.compose(before, operation))
                                .orElse(operation)));
        };
    }

    /** @param revision of the last of the operations */
    private ClientState<S, O> applied(
            ClientEvent<S, O> event, long revision, List<O> operations, List<ClientEffect<O>> effects) {
        requireConnected(event);
        requireNext(event, revision - operations.size() + 1);
        S base = state.base();
        for (O operation : operations) {
            base = type.apply(base, operation);
        }
        return rebase(revision, base, state.inFlight(), operations, effects);
    }

    private ClientState<S, O> acknowledged(ClientEvent.Acknowledged<S, O> event, List<ClientEffect<O>> effects) {
        requireConnected(event);
        Optional<InFlight<O>> sent = state.inFlight().filter(op -> op.sequence() == event.sequence());
        if (sent.isEmpty() && event.revision() <= state.revision()) {
            return state;
        }
        requireNext(event, event.revision());
        if (sent.isEmpty()) {
            throw new IllegalTransitionException(
                    state,
                    event,
                    "an acknowledgement of an operation that is not in flight, sequence=" + event.sequence()
                            + " revision=" + event.revision());
        }
        S base = type.apply(state.base(), sent.get().operation());
        return settle(event.revision(), base, Optional.empty(), state.buffer(), effects);
    }

    private ClientState<S, O> rejected(ClientEvent.Rejected<S, O> event, List<ClientEffect<O>> effects) {
        requireConnected(event);
        Optional<InFlight<O>> sent = state.inFlight().filter(op -> op.sequence() == event.sequence());
        if (sent.isEmpty()) {
            return state;
        }
        O refused = sent.get().operation();
        O undo = type.invert(refused, state.base());
        Optional<O> buffer = state.buffer().map(op -> type.transform(op, undo, Side.LEFT));
        show(state.buffer().map(op -> type.transform(undo, op, Side.RIGHT)).orElse(undo), effects);
        effects.add(new ClientEffect.Returned<>(refused));
        return settle(state.revision(), state.base(), Optional.empty(), buffer, effects);
    }

    private ClientState<S, O> retry(List<ClientEffect<O>> effects) {
        if (!(state instanceof Offline)) {
            resend(state, effects);
        }
        return state;
    }

    private ClientState<S, O> resumed(ClientEvent.Resumed<S, O> event, List<ClientEffect<O>> effects) {
        requireOffline(event);
        if (event.inFlightAt().isPresent() && event.inFlightAt().getAsLong() <= state.revision()) {
            throw new IllegalTransitionException(
                    state,
                    event,
                    "the operation in flight cannot be in what the client has, inFlightAt="
                            + event.inFlightAt().getAsLong() + " revision=" + state.revision());
        }
        ClientState<S, O> next = settle(state.revision(), state.base(), state.inFlight(), state.buffer(), effects);
        if (state.inFlight().isPresent() && event.inFlightAt().isEmpty()) {
            resend(next, effects);
        }
        return next;
    }

    private ClientState<S, O> reloaded(ClientEvent.Reloaded<S, O> event, List<ClientEffect<O>> effects) {
        requireOffline(event);
        Optional<InFlight<O>> sent = state.inFlight();
        S had = state.base();
        if (event.inFlightStored() && sent.isPresent()) {
            had = type.apply(had, sent.get().operation());
            sent = Optional.empty();
        }
        O difference = type.diff(had, event.snapshot());
        ClientState<S, O> next = rebase(event.revision(), event.snapshot(), sent, List.of(difference), effects);
        if (sent.isPresent()) {
            resend(next, effects);
        }
        return next;
    }

    /** Takes in operations of the log, which lead from the client's base to the new one. */
    private ClientState<S, O> rebase(
            long revision, S base, Optional<InFlight<O>> inFlight, List<O> operations, List<ClientEffect<O>> effects) {
        Optional<InFlight<O>> sent = Optional.empty();
        List<O> over = operations;
        if (inFlight.isPresent()) {
            Rebased<O> rebased = type.rebase(inFlight.get().operation(), over, Side.LEFT);
            sent = Optional.of(new InFlight<>(inFlight.get().sequence(), rebased.operation()));
            over = rebased.over();
        }
        Optional<O> buffer = state.buffer();
        if (buffer.isPresent()) {
            Rebased<O> rebased = type.rebase(buffer.get(), over, Side.LEFT);
            buffer = Optional.of(rebased.operation());
            over = rebased.over();
        }
        show(type.composeAll(over), effects);
        return settle(revision, base, sent, buffer, effects);
    }

    /** Returns the connected state that fits; sends the buffer if nothing else is in flight. */
    private ClientState<S, O> settle(
            long revision, S base, Optional<InFlight<O>> sent, Optional<O> buffer, List<ClientEffect<O>> effects) {
        if (sent.isPresent()) {
            InFlight<O> inFlight = sent.get();
            return buffer.<ClientState<S, O>>map(op -> new AwaitingWithBuffer<>(revision, base, inFlight, op))
                    .orElseGet(() -> new AwaitingAck<>(revision, base, inFlight));
        }
        return buffer.map(op -> send(revision, base, op, effects)).orElseGet(() -> new Synchronized<>(revision, base));
    }

    private ClientState<S, O> send(long revision, S base, O operation, List<ClientEffect<O>> effects) {
        ClientState<S, O> next = new AwaitingAck<>(revision, base, new InFlight<>(nextSequence++, operation));
        resend(next, effects);
        return next;
    }

    private static <S, O> void resend(ClientState<S, O> next, List<ClientEffect<O>> effects) {
        next.inFlight()
                .ifPresent(sent ->
                        effects.add(new ClientEffect.Submit<>(next.revision(), sent.sequence(), sent.operation())));
    }

    private void show(O operation, List<ClientEffect<O>> effects) {
        shown = type.apply(shown, operation);
        effects.add(new ClientEffect.Show<>(operation));
    }

    private void requireConnected(ClientEvent<S, O> event) {
        if (state instanceof Offline) {
            throw new IllegalTransitionException(state, event, "there is no connection");
        }
    }

    private void requireOffline(ClientEvent<S, O> event) {
        if (!(state instanceof Offline)) {
            throw new IllegalTransitionException(state, event, "the connection was not lost");
        }
    }

    private void requireNext(ClientEvent<S, O> event, long revision) {
        if (revision != state.revision() + 1) {
            throw new IllegalTransitionException(
                    state, event, "a gap in the log, revision=" + revision + " expected=" + (state.revision() + 1));
        }
    }
}
