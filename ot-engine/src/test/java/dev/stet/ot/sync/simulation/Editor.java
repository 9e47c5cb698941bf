package dev.stet.ot.sync.simulation;

import dev.stet.ot.OperationType;
import dev.stet.ot.Selection;
import dev.stet.ot.sync.ClientEffect;
import dev.stet.ot.sync.ClientEvent;
import dev.stet.ot.sync.ClientState;
import dev.stet.ot.sync.InFlight;
import dev.stet.ot.sync.OperationId;
import dev.stet.ot.sync.SyncClient;
import dev.stet.ot.sync.Transcript;
import dev.stet.ot.sync.Undo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A client, and the person who types into it. */
final class Editor<S, O> {
    private static final int MOST_UNDO_STEPS = 20;

    private final World<S, O> world;
    private final String name;
    private final OperationType<S, O> type;
    private SyncClient<S, O> client;
    private Undo<S, O> undo;
    private Optional<Connection<S, O>> connection = Optional.empty();
    private Optional<Node<S, O>> lastNode = Optional.empty();
    private boolean opened;
    private boolean retryDue;
    /** What a screen shows that knows only the user's edits and the effects. */
    private S screen;

    private long lastSequence;
    private final Map<Long, Long> acknowledged = new HashMap<>();
    private final Set<Long> returned = new HashSet<>();
    private final List<Object> added = new ArrayList<>();
    private final Transcript<S, O> transcript;

    Editor(World<S, O> world, String name) {
        this.world = world;
        this.name = name;
        this.type = world.has(Flaw.CLIENT_TAKES_WRONG_SIDE) ? new WrongSide<>(world.type()) : world.type();
        this.transcript = new Transcript<>(type, world.simulated.beginning());
        this.client = new SyncClient<>(type, 0, world.simulated.beginning(), 1);
        this.undo = new Undo<>(type, MOST_UNDO_STEPS);
        this.screen = client.shown();
        on(new ClientEvent.Disconnected<>());
    }

    String name() {
        return name;
    }

    S shown() {
        return client.shown();
    }

    /** Returns all the client was told and did, if that is recorded. */
    Transcript<S, O> transcript() {
        return transcript;
    }

    /** Returns all that the user put in, if nobody took anything away. */
    List<Object> added() {
        return added;
    }

    boolean isAtRest() {
        return opened
                && client.state() instanceof ClientState.Synchronized
                && connection.isPresent()
                && !connection.get().isCut()
                && connection.get().session().isAtEnd();
    }

    /** Edits the document, or undoes or redoes an edit. */
    void edit() {
        if (world.additive) {
            SimulatedType.Addition<O> addition = world.simulated.addition(client.shown(), world.random);
            added.addAll(addition.added());
            undo.edited(addition.operation(), client.shown());
            make(addition.operation(), "edited");
        } else if (world.chance(25)) {
            boolean back = world.chance(65);
            String how = back ? "undo" : "redo";
            Optional<O> operation = back ? undo.undo(client.shown()) : undo.redo(client.shown());
            if (operation.isPresent()) {
                world.tally.undone++;
                make(operation.get(), how);
            } else if (world.records()) {
                transcript.madeNothing(how);
            }
        } else {
            O operation = world.simulated.edit(client.shown(), world.random);
            boolean joins = world.chance(40);
            if (joins) {
                undo.joined(operation, client.shown());
            } else {
                undo.edited(operation, client.shown());
            }
            make(operation, joins ? "joined" : "edited");
        }
    }

    private void make(O operation, String how) {
        world.tally.edits++;
        screen = type.apply(screen, operation);
        on(new ClientEvent.Edited<>(operation));
        if (world.records()) {
            transcript.made(how);
        }
    }

    /** Connects to a node, if there is no connection. */
    boolean connect(Node<S, O> node) {
        if (connection.isPresent()) {
            return false;
        }
        if (lastNode.isPresent() && lastNode.get() != node) {
            world.count(Fault.CLIENT_MOVED_TO_OTHER_NODE);
        }
        lastNode = Optional.of(node);
        Connection<S, O> made = new Connection<>(world, this, node);
        world.connections.add(made);
        connection = Optional.of(made);
        opened = false;
        Optional<InFlight<O>> sent = client.state().inFlight();
        made.sendUp(new Message.Open<>(
                client.state().revision(),
                sent.map(op -> OptionalLong.of(op.sequence())).orElseGet(OptionalLong::empty)));
        return true;
    }

    boolean retryIfDue() {
        if (!retryDue) {
            return false;
        }
        retryDue = false;
        on(new ClientEvent.Retry<>());
        return true;
    }

    /** Sends again what is in flight, though nobody asked for it. */
    void sendTwice() {
        if (opened && client.state().inFlight().isPresent()) {
            world.count(Fault.SENT_TWICE);
            on(new ClientEvent.Retry<>());
        }
    }

    void receive(Connection<S, O> from, Message.Down<S, O> message) {
        if (connection.isEmpty() || connection.get() != from) {
            return;
        }
        world.note(() -> name + " gets " + message);
        switch (message) {
            case Message.Opened<S, O>(long revision, Optional<S> snapshot, OptionalLong at) -> {
                opened = true;
                if (!FlawedClients.resume(world, this, snapshot.isPresent() || at.isPresent())) {
                    on(snapshot.<ClientEvent<S, O>>map(
                                    text -> new ClientEvent.Reloaded<>(revision, text, at.isPresent()))
                            .orElseGet(() -> new ClientEvent.Resumed<>(at)));
                }
            }
            case Message.Applied<S, O> applied -> applied(from, applied);
            case Message.Ack<S, O>(long sequence, long revision) -> acknowledged(sequence, revision);
            case Message.Refused<S, O>(long sequence, boolean retryable) -> refused(sequence, retryable);
            case Message.Lost<S, O> lost -> hangUp();
        }
    }

    private void applied(Connection<S, O> from, Message.Applied<S, O> first) {
        if (world.has(Flaw.CLIENT_COMPOSES_CATCH_UP)) {
            Message.Applied<S, O> all = FlawedClients.catchUp(world, this, from, first);
            on(new ClientEvent.Applied<>(all.revision(), all.operation()));
            return;
        }
        List<O> operations = new ArrayList<>(List.of(first.operation()));
        if (world.takesAllAtOnce) {
            for (var next = from.takeIfApplied(); next.isPresent(); next = from.takeIfApplied()) {
                operations.add(next.get().operation());
            }
        }
        if (operations.size() > 1) {
            world.count(Fault.CAUGHT_UP_AT_ONCE);
            on(new ClientEvent.CaughtUp<>(first.revision() + operations.size() - 1, operations));
        } else {
            on(new ClientEvent.Applied<>(first.revision(), first.operation()));
        }
    }

    private void hangUp() {
        connection.ifPresent(Connection::cut);
        connection = Optional.empty();
        opened = false;
        retryDue = false;
        on(new ClientEvent.Disconnected<>());
    }

    private void acknowledged(long sequence, long revision) {
        long place = world.disk.place(new OperationId(name, sequence)).orElse(0);
        Violation.unless(
                place == revision,
                name + " acknowledged and not stored there, sequence=" + sequence + " revision=" + revision + " stored="
                        + place);
        on(new ClientEvent.Acknowledged<>(sequence, revision));
        acknowledged.put(sequence, revision);
    }

    private void refused(long sequence, boolean retryable) {
        if (retryable) {
            retryDue = true;
            return;
        }
        boolean inFlight = client.state().inFlight().stream().anyMatch(op -> op.sequence() == sequence);
        if (inFlight) {
            returned.add(sequence);
        }
        on(new ClientEvent.Rejected<>(sequence));
    }

    private void on(ClientEvent<S, O> event) {
        world.note(() -> name + " " + event);
        S before = client.shown();
        List<ClientEffect<O>> effects = client.on(event);
        if (world.records()) {
            transcript.add(event, effects, client);
        }
        effects.forEach(effect -> tellUndo(event, effect, before));
        effects.forEach(this::carryOut);
        world.note(() -> "  " + name + " " + client.state() + " shown=" + client.shown());
        check();
    }

    private void tellUndo(ClientEvent<S, O> event, ClientEffect<O> effect, S before) {
        switch (effect) {
            case ClientEffect.Show<O>(O operation)
            when event instanceof ClientEvent.Rejected -> undo.refused(operation, before);
            case ClientEffect.Show<O>(O operation) -> undo.shown(operation);
            case ClientEffect.Submit<O> submit -> undo.submitted(submit.sequence());
            case ClientEffect.Returned<O> ignored -> world.note(() -> "  " + name + " was refused");
        }
    }

    private void carryOut(ClientEffect<O> effect) {
        switch (effect) {
            case ClientEffect.Show<O>(var operation) -> screen = type.apply(screen, operation);
            case ClientEffect.Returned<O> ignored -> world.note(() -> "  " + name + " " + ignored);
            case ClientEffect.Submit<O>(var revision, var sequence, var operation) -> {
                lastSequence = Math.max(lastSequence, sequence);
                connection
                        .orElseThrow()
                        .sendUp(new Message.Submit<>(revision, sequence, operation, selection(operation)));
            }
        }
    }

    /** Returns a selection on the document after the operation; now and then one that lies nowhere. */
    private Optional<Selection> selection(O operation) {
        if (world.chance(5)) {
            world.count(Fault.SELECTION_OUT_OF_PLACE);
            return Optional.of(Selection.of(world.random.nextInt(200), 1000));
        }
        S after = type.apply(client.state().base(), operation);
        return world.chance(50) ? world.simulated.selection(after, world.random) : Optional.empty();
    }

    private void check() {
        ClientState<S, O> state = client.state();
        long revision = state.revision();
        Violation.unless(revision <= world.disk.revision(), name + " has what is not stored, revision=" + revision);
        Violation.unless(
                state.base().equals(world.disk.snapshot(revision)),
                name + " has another document than the log, revision=" + revision + " has=" + state.base() + " log="
                        + world.disk.snapshot(revision));
        S expected = state.base();
        if (state.inFlight().isPresent()) {
            expected = type.apply(expected, state.inFlight().get().operation());
        }
        if (state.buffer().isPresent()) {
            expected = type.apply(expected, state.buffer().get());
        }
        Violation.unless(
                client.shown().equals(expected),
                name + " shows something else than base, in flight and buffer, shown=" + client.shown() + " expected="
                        + expected);
        Violation.unless(screen.equals(expected), name + " has effects that do not add up, screen=" + screen);
    }

    /** Checks, at rest, that every operation is in the log as often as it should be. */
    void checkLedger() {
        acknowledged.forEach((sequence, revision) -> Violation.unless(
                world.disk.place(new OperationId(name, sequence)).orElse(0) == revision,
                name + " acknowledged and not in the log, sequence=" + sequence));
        for (long sequence = 1; sequence <= lastSequence; sequence++) {
            boolean stored = world.disk.place(new OperationId(name, sequence)).isPresent();
            if (returned.contains(sequence)) {
                if (stored) {
                    world.count(Fault.TAKEN_BACK_AND_STORED);
                }
            } else {
                Violation.unless(stored, name + " lost an operation, sequence=" + sequence);
            }
        }
    }

    /**
     * Begins again from a revision, with what the client has in flight and in its buffer as new edits: how flawed
     * clients are made.
     */
    void rebuild(long revision, long nextSequence, Optional<O> first, Optional<O> second) {
        S base = client.state().base();
        client = new SyncClient<>(type, revision, base, nextSequence);
        undo = new Undo<>(type, MOST_UNDO_STEPS);
        first.ifPresent(op -> client.on(new ClientEvent.Edited<>(op)).forEach(this::carryOut));
        second.ifPresent(op -> client.on(new ClientEvent.Edited<>(op)).forEach(this::carryOut));
    }

    /** Sets the screen to what the client shows: a flawed client that lost something hides it. */
    void redraw() {
        screen = client.shown();
    }

    ClientState<S, O> state() {
        return client.state();
    }

    long lastSequence() {
        return lastSequence;
    }
}
