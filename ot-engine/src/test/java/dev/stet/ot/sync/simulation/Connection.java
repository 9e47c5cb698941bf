package dev.stet.ot.sync.simulation;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * An ordered connection: nothing overtakes, and nothing is lost but an end. When it is cut, what was on its way up may
 * still arrive, much later; what was on its way down may arrive until the client notices.
 */
final class Connection<S, O> {
    private final World<S, O> world;
    private final Editor<S, O> editor;
    private final Session<S, O> session;
    private final ArrayDeque<Message.Up<S, O>> up = new ArrayDeque<>();
    private final ArrayDeque<Message.Down<S, O>> down = new ArrayDeque<>();
    private boolean cut;

    Connection(World<S, O> world, Editor<S, O> editor, Node<S, O> node) {
        this.world = world;
        this.editor = editor;
        this.session = new Session<>(world, node, this, editor.name());
    }

    Session<S, O> session() {
        return session;
    }

    boolean isCut() {
        return cut;
    }

    /** Returns whether nothing can come of it any more. */
    boolean isOver() {
        return cut && isIdle();
    }

    boolean isIdle() {
        return up.isEmpty() && down.isEmpty();
    }

    void sendUp(Message.Up<S, O> message) {
        if (cut) {
            world.count(Fault.MESSAGE_DROPPED);
        } else {
            up.add(message);
        }
    }

    void sendDown(Message.Down<S, O> message) {
        if (!cut) {
            down.add(message);
        }
    }

    boolean deliverUp() {
        Message.Up<S, O> message = up.poll();
        if (message == null) {
            return false;
        }
        world.note(() -> session + " gets " + message);
        if (cut && message instanceof Message.Submit<S, O>) {
            world.count(Fault.LATE_SUBMISSION);
        }
        session.receive(message);
        return true;
    }

    boolean deliverDown() {
        Message.Down<S, O> message = down.poll();
        if (message == null) {
            return false;
        }
        editor.receive(this, message);
        return true;
    }

    /** Returns what arrives next at the client, and takes it away, if it is somebody's operation. */
    Optional<Message.Applied<S, O>> takeIfApplied() {
        if (down.peek() instanceof Message.Applied<S, O> applied) {
            down.remove();
            return Optional.of(applied);
        }
        return Optional.empty();
    }

    /** Cuts the connection: what lies after a random place is lost, on the way up only sometimes. */
    void cut() {
        if (cut) {
            return;
        }
        cut = true;
        world.count(Fault.CONNECTION_CUT);
        world.note(() -> session + " is cut");
        if (world.chance(40)) {
            drop(up);
        }
        drop(down);
        down.add(new Message.Lost<>());
    }

    private void drop(ArrayDeque<?> queue) {
        int left = world.random.nextInt(queue.size() + 1);
        while (queue.size() > left) {
            queue.removeLast();
            world.count(Fault.MESSAGE_DROPPED);
        }
    }
}
