package dev.stet.ot.sync.simulation;

import dev.stet.ot.OperationType;
import dev.stet.ot.sync.AuthorityLimits;
import dev.stet.ot.sync.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** What everybody in one schedule shares. */
final class World<S, O> {
    final SimulatedType<S, O> simulated;
    final SplittableRandom random;
    final Set<Flaw> flaws;
    final Tally tally;
    final AuthorityLimits limits;
    /** Whether nobody takes anything away, so that all that is put in must be in the final document. */
    final boolean additive;

    /** Whether clients take in together what has arrived together. */
    final boolean takesAllAtOnce;

    final Disk<S, O> disk;
    final List<Node<S, O>> nodes = new ArrayList<>();
    final List<Editor<S, O>> editors = new ArrayList<>();
    final List<Connection<S, O>> connections = new ArrayList<>();
    /** Batches whose store was given up, and that may be committed yet. */
    final List<List<Entry<O>>> lateCommits = new ArrayList<>();
    /** Whether the faults are over. */
    boolean calm;

    private final List<String> trace;
    private final boolean tracing;

    World(
            SimulatedType<S, O> simulated,
            SplittableRandom random,
            boolean takesAllAtOnce,
            Set<Flaw> flaws,
            Tally tally,
            List<String> trace,
            boolean tracing) {
        this.simulated = simulated;
        this.disk = new Disk<>(simulated);
        this.random = random;
        this.takesAllAtOnce = takesAllAtOnce;
        this.flaws = flaws;
        this.tally = tally;
        this.trace = trace;
        this.tracing = tracing;
        this.additive = random.nextInt(5) == 0;
        long maxSize = additive || random.nextInt(5) < 2 ? Long.MAX_VALUE : random.nextInt(6, 40);
        int[] reaches = {2, 5, 12, 60};
        this.limits = new AuthorityLimits(maxSize, reaches[random.nextInt(reaches.length)]);
        int[] nodeCounts = {1, 1, 1, 2, 2, 3};
        int nodeCount = nodeCounts[random.nextInt(nodeCounts.length)];
        for (int i = 0; i < nodeCount; i++) {
            nodes.add(new Node<>(this, "node" + i));
        }
        int editorCount = random.nextInt(2, 9);
        for (int i = 0; i < editorCount; i++) {
            editors.add(new Editor<>(this, "client" + i));
        }
    }

    OperationType<S, O> type() {
        return simulated.type();
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Returns a connection, if there is one: a living one, or one that was cut with something still on its way. */
    Optional<Connection<S, O>> anyConnection() {
        while (!connections.isEmpty()) {
            int index = random.nextInt(connections.size());
            Connection<S, O> picked = connections.get(index);
            if (!picked.isOver()) {
                return Optional.of(picked);
            }
            connections.set(index, connections.getLast());
            connections.removeLast();
        }
        return Optional.empty();
    }

    List<Connection<S, O>> livingConnections() {
        connections.removeIf(Connection::isOver);
        return List.copyOf(connections);
    }

    boolean has(Flaw flaw) {
        return flaws.contains(flaw);
    }

    /** Returns whether what happens is written down. */
    boolean records() {
        return tracing;
    }

    void note(Supplier<String> line) {
        if (tracing) {
            trace.add(line.get());
        }
    }

    void count(Fault fault) {
        tally.count(fault);
        note(() -> "    (" + fault + ")");
    }
}
