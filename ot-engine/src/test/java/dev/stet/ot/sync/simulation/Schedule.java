package dev.stet.ot.sync.simulation;

import dev.stet.ot.sync.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** One session from beginning to end; its seed decides everything. */
final class Schedule<S, O> {
    private static final int MOST_ROUNDS_TO_REST = 2_000;

    private final World<S, O> world;
    private final int faultPermille;

    private Schedule(
            SimulatedType<S, O> type,
            long seed,
            boolean takesAllAtOnce,
            Set<Flaw> flaws,
            Tally tally,
            List<String> trace,
            boolean tracing) {
        SplittableRandom random = new SplittableRandom(seed);
        this.world = new World<>(type, random, takesAllAtOnce, flaws, tally, trace, tracing);
        int[] rates = {0, 10, 40, 120};
        this.faultPermille = rates[random.nextInt(rates.length)];
    }

    /**
     * Runs a schedule.
     *
     * @throws Violation if something happens that must not, or a machine refuses a step
     */
    static <S, O> void run(SimulatedType<S, O> type, long seed, Tally tally, Flaw... flaws) {
        new Schedule<>(type, seed, takesAllAtOnce(seed), flawSet(flaws), tally, List.of(), false).run();
    }

    /** Runs a schedule that fails, and returns all that happened in it. */
    static <S, O> List<String> trace(SimulatedType<S, O> type, long seed, Flaw... flaws) {
        List<String> trace = new ArrayList<>();
        try {
            new Schedule<>(type, seed, takesAllAtOnce(seed), flawSet(flaws), new Tally(), trace, true).run();
        } catch (RuntimeException | Violation e) {
            trace.add(e.toString());
        }
        return trace;
    }

    /** Clients take in together what arrives together in half of all schedules. */
    private static boolean takesAllAtOnce(long seed) {
        return seed % 2 == 0;
    }

    /**
     * Runs a schedule whose clients take one operation at a time, and returns its first editor with a transcript of what
     * it did.
     */
    static <S, O> Editor<S, O> runToEnd(SimulatedType<S, O> type, long seed) {
        Schedule<S, O> schedule = new Schedule<>(type, seed, false, flawSet(), new Tally(), new ArrayList<>(), true);
        schedule.run();
        return schedule.world.editors.getFirst();
    }

    private static Set<Flaw> flawSet(Flaw... flaws) {
        return flaws.length == 0 ? EnumSet.noneOf(Flaw.class) : EnumSet.copyOf(Arrays.asList(flaws));
    }

    private void run() {
        world.tally.schedules++;
        int steps = world.random.nextInt(60, 400);
        for (int i = 0; i < steps; i++) {
            world.tally.steps++;
            if (world.random.nextInt(1000) < faultPermille) {
                fault();
            } else {
                step();
            }
        }
        comeToRest();
        check();
        world.tally.entries += world.disk.revision();
    }

    private void step() {
        int roll = world.random.nextInt(100);
        if (roll < 16) {
            world.any(world.editors).edit();
        } else if (roll < 26) {
            world.any(world.editors).connect(world.any(world.nodes));
        } else if (roll < 30) {
            world.any(world.editors).retryIfDue();
        } else if (roll < 52) {
            world.anyConnection().ifPresent(Connection::deliverUp);
        } else if (roll < 70) {
            world.anyConnection().ifPresent(Connection::deliverDown);
        } else if (roll < 86) {
            world.anyConnection().ifPresent(connection -> connection.session().pump());
        } else if (roll < 93) {
            world.any(world.nodes).endStore();
        } else if (roll < 96) {
            world.any(world.nodes).endRecovery();
        } else if (roll < 97) {
            world.any(world.nodes).endYield();
        } else if (roll < 98) {
            world.any(world.nodes).poll();
        } else {
            world.any(world.nodes).endFetch();
        }
    }

    private void fault() {
        int roll = world.random.nextInt(100);
        if (roll < 45) {
            world.anyConnection().ifPresent(Connection::cut);
        } else if (roll < 55) {
            world.any(world.editors).sendTwice();
        } else if (roll < 62) {
            world.any(world.nodes).crash();
        } else if (roll < 70) {
            world.any(world.nodes).reopenIfIdle();
        } else if (roll < 85) {
            world.any(world.nodes).forget();
        } else if (!world.lateCommits.isEmpty()) {
            commitLate();
        }
    }

    private void commitLate() {
        List<Entry<O>> batch = world.lateCommits.remove(world.random.nextInt(world.lateCommits.size()));
        boolean committed = world.disk.append(batch);
        world.note(() -> "late commit, committed=" + committed + " batch=" + batch);
    }

    /** Lets everything end that has begun, without faults and edits. */
    private void comeToRest() {
        world.calm = true;
        world.note(() -> "-- calm --");
        for (int round = 0; round < MOST_ROUNDS_TO_REST; round++) {
            if (!world.lateCommits.isEmpty()) {
                commitLate();
            }
            for (Node<S, O> node : world.nodes) {
                node.endStore();
                node.endRecovery();
                node.endFetch();
                node.endYield();
                if (world.chance(20)) {
                    node.poll();
                }
            }
            for (Editor<S, O> editor : world.editors) {
                editor.connect(world.any(world.nodes));
                editor.retryIfDue();
            }
            for (Connection<S, O> connection : world.livingConnections()) {
                connection.deliverUp();
                connection.session().pump();
                connection.deliverDown();
            }
            if (isAtRest()) {
                return;
            }
        }
        throw new Violation("did not come to rest, rounds=" + MOST_ROUNDS_TO_REST);
    }

    private boolean isAtRest() {
        return world.lateCommits.isEmpty()
                && world.nodes.stream().allMatch(Node::isAtRest)
                && world.editors.stream().allMatch(Editor::isAtRest)
                && world.connections.stream().allMatch(Connection::isIdle);
    }

    private void check() {
        S replayed = world.simulated.beginning();
        for (long revision = 1; revision <= world.disk.revision(); revision++) {
            replayed = world.type().apply(replayed, world.disk.entry(revision).operation());
        }
        for (Node<S, O> node : world.nodes) {
            Violation.unless(
                    node.authority().durableSnapshot().equals(replayed), node + " differs from the replayed log");
        }
        for (Editor<S, O> editor : world.editors) {
            Violation.unless(
                    editor.shown().equals(replayed),
                    editor.name() + " differs from the replayed log, shown=" + editor.shown() + " log=" + replayed);
            editor.checkLedger();
        }
        if (world.additive) {
            Map<Object, Integer> added = new HashMap<>();
            world.editors.forEach(editor -> editor.added().forEach(one -> added.merge(one, 1, Integer::sum)));
            Map<Object, Integer> content = new HashMap<>();
            world.simulated.content(replayed).forEach(one -> content.merge(one, 1, Integer::sum));
            Violation.unless(
                    content.equals(added), "the document is not what was put in, added=" + added + " has=" + content);
        }
    }
}
