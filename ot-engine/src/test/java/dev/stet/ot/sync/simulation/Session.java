package dev.stet.ot.sync.simulation;

import dev.stet.ot.sync.DocumentAuthority;
import dev.stet.ot.sync.Entry;
import dev.stet.ot.sync.OperationId;
import dev.stet.ot.sync.Submission;
import java.util.Optional;
import java.util.OptionalLong;

/** The server's side of a connection: a cursor into the log. */
final class Session<S, O> {
    private final World<S, O> world;
    private final Node<S, O> node;
    private final Connection<S, O> connection;
    private final String client;
    private boolean open;
    /** A request to go on from where this node is not yet. */
    private Optional<Message.Open<S, O>> waiting = Optional.empty();
    /** The newest revision that was sent. */
    private long cursor;
    /** The number of the operation that is in flight on this connection, as far as is known. */
    private OptionalLong inFlight = OptionalLong.empty();
    /** The newest number that was refused for good. */
    private long refusedUpTo;

    Session(World<S, O> world, Node<S, O> node, Connection<S, O> connection, String client) {
        this.world = world;
        this.node = node;
        this.connection = connection;
        this.client = client;
    }

    Node<S, O> node() {
        return node;
    }

    Connection<S, O> connection() {
        return connection;
    }

    boolean isAtEnd() {
        return open && cursor == node.authority().durable();
    }

    boolean awaits(OperationId id) {
        return open && !connection.isCut() && client.equals(id.client()) && isInFlight(id.sequence());
    }

    void receive(Message.Up<S, O> message) {
        switch (message) {
            case Message.Open<S, O>(long since, OptionalLong sequence) -> open(since, sequence);
            case Message.Submit<S, O> submit -> submit(submit);
        }
    }

    private void open(long since, OptionalLong sequence) {
        if (connection.isCut()) {
            return;
        }
        DocumentAuthority<S, O> authority = node.authority();
        if (since > authority.durable()) {
            world.count(Fault.OPENED_AHEAD);
            node.poll();
            if (!world.has(Flaw.REWINDS_WHO_IS_AHEAD) && world.chance(50)) {
                waiting = Optional.of(new Message.Open<>(since, sequence));
                return;
            }
        }
        OptionalLong stored = sequence.isEmpty()
                ? OptionalLong.empty()
                : world.disk.place(new OperationId(client, sequence.getAsLong()));
        if (stored.isPresent() && (stored.getAsLong() > authority.durable() || stored.getAsLong() <= since)) {
            stored = OptionalLong.empty();
        }
        boolean mayReload = sequence.isEmpty() || stored.isPresent() || world.has(Flaw.RELOADS_WITHIN_REACH);
        boolean ahead = since > authority.durable();
        boolean reload = ahead
                ? world.has(Flaw.REWINDS_WHO_IS_AHEAD)
                : authority.outOfReach(since) || mayReload && world.chance(15);
        open = true;
        cursor = reload ? authority.durable() : since;
        inFlight = reload && stored.isPresent() ? OptionalLong.empty() : sequence;
        countOpening(reload, sequence, stored);
        connection.sendDown(new Message.Opened<>(
                cursor, reload ? Optional.of(authority.durableSnapshot()) : Optional.empty(), stored));
        if (!reload && world.has(Flaw.SKIPS_AN_ENTRY_ON_RESUME)) {
            cursor = Math.min(cursor + 1, authority.durable());
        } else if (!reload && world.has(Flaw.REPEATS_AN_ENTRY_ON_RESUME)) {
            cursor = Math.max(cursor - 1, 0);
        }
    }

    private void countOpening(boolean reload, OptionalLong sequence, OptionalLong stored) {
        if (reload) {
            world.count(Fault.RELOADED);
        }
        if (sequence.isPresent() && stored.isPresent()) {
            world.count(reload ? Fault.RELOADED_IN_FLIGHT_STORED : Fault.RESUMED_IN_FLIGHT_STORED);
        } else if (sequence.isPresent()) {
            world.count(reload ? Fault.RELOADED_IN_FLIGHT_NOT_STORED : Fault.RESUMED_IN_FLIGHT_NOT_STORED);
        }
    }

    private void submit(Message.Submit<S, O> submit) {
        if (!open || submit.sequence() <= refusedUpTo) {
            return;
        }
        inFlight = OptionalLong.of(submit.sequence());
        if (submit.revision() > node.authority().durable()) {
            world.count(Fault.SUBMITTED_AHEAD);
        }
        node.submit(new Submission<>(
                new OperationId(client, submit.sequence()),
                submit.revision(),
                client,
                world.random.nextInt(1000),
                submit.operation(),
                submit.selection()));
    }

    /** Tells the client that what it awaits was refused. */
    void refuse(long sequence, boolean retryable) {
        if (!retryable) {
            inFlight = OptionalLong.empty();
            refusedUpTo = sequence;
        }
        connection.sendDown(new Message.Refused<>(sequence, retryable));
    }

    /** Acknowledges at once, whatever comes before. Only flawed nodes do. */
    void acknowledge(long sequence, long revision) {
        send(new Message.Ack<>(sequence, revision), revision);
    }

    private boolean openIfReached(Message.Open<S, O> request) {
        if (connection.isCut() || request.since() > node.authority().durable()) {
            return false;
        }
        waiting = Optional.empty();
        open(request.since(), request.inFlight());
        return true;
    }

    /** Sends the next entry, if there is one to be seen. */
    boolean pump() {
        DocumentAuthority<S, O> authority = node.authority();
        if (waiting.isPresent()) {
            return openIfReached(waiting.get());
        }
        long visible = world.has(Flaw.SENDS_BEFORE_STORED) ? authority.head() : authority.durable();
        if (!open || connection.isCut() || cursor >= visible) {
            return false;
        }
        long revision = cursor + 1;
        boolean inMemory = revision > authority.tailAfter();
        if (!inMemory && !world.calm && world.chance(30)) {
            world.count(Fault.FELL_OFF_TAIL);
            connection.cut();
            return true;
        }
        Entry<O> entry = inMemory ? authority.entry(revision) : world.disk.entry(revision);
        OperationId id = Naming.trueName(entry.id());
        boolean own = id.client().equals(client);
        if (own && (isInFlight(id.sequence()) || world.has(Flaw.ACKNOWLEDGES_BY_CLIENT_ALONE))) {
            inFlight = OptionalLong.empty();
            send(new Message.Ack<>(id.sequence(), revision), revision);
        } else {
            if (own) {
                world.note(() -> this + " own entry as foreign " + id);
            }
            send(new Message.Applied<>(revision, entry.operation()), revision);
        }
        Violation.unless(world.disk.holds(entry), "sent and not stored, entry=" + entry);
        cursor = revision;
        return true;
    }

    private boolean isInFlight(long sequence) {
        return inFlight.isPresent() && inFlight.getAsLong() == sequence;
    }

    private void send(Message.Down<S, O> message, long revision) {
        Violation.unless(
                revision <= world.disk.revision(),
                "sent and not stored, message=" + message + " stored=" + world.disk.revision());
        connection.sendDown(message);
    }

    @Override
    public String toString() {
        return node + "/" + client;
    }
}
