package dev.stet.server.document;

import dev.stet.ot.sync.AuthorityLimits;
import dev.stet.ot.sync.OperationId;
import dev.stet.ot.text.TextType;
import dev.stet.server.journal.Journal;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Nodes that share a store, and on each of them writers who edit one document as fast as they can. Time is simulated: what
 * storage is asked for happens after as long as it takes on that node, and everything else at once. Confined to the
 * test's thread.
 */
final class Contest {
    private static final int WRITERS = 4;

    private final Storage storage;
    private final Random random;
    private final boolean handsOver;
    private final boolean pausing;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::order));
    private final List<Node> nodes = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private long order;

    private record Event(Instant at, long order, Runnable task) {}

    /**
     * @param storageMs how long storage takes, for each node
     * @param pausing whether a node that has stored something yields as it should
     */
    Contest(Storage storage, long seed, List<Integer> storageMs, boolean pausing) {
        this.storage = storage;
        this.random = new Random(seed);
        this.handsOver = seed % 2 == 0;
        this.pausing = pausing;
        StoredDocument document = storage.create("minutes", "text");
        storageMs.forEach(ms -> nodes.add(new Node(nodes.size(), document, Duration.ofMillis(ms))));
    }

    private void after(Duration delay, Runnable task) {
        events.add(new Event(now.plus(delay), order++, task));
    }

    void run(Duration duration) {
        nodes.forEach(Node::begin);
        Instant end = now.plus(duration);
        while (!events.isEmpty() && events.peek().at().isBefore(end)) {
            Event next = events.remove();
            now = next.at();
            next.task().run();
        }
        now = end;
        nodes.forEach(Node::end);
    }

    /** Returns the longest that an edit took on each node, those that are not stored yet among them. */
    List<Duration> longestWaits() {
        return nodes.stream().map(node -> node.longest).toList();
    }

    /** Returns why edits were refused. */
    List<Throwable> refusals() {
        return nodes.stream().flatMap(node -> node.refusals.stream()).toList();
    }

    @Override
    public String toString() {
        return "edits=" + nodes.stream().map(node -> node.edits).toList() + " longestMs="
                + longestWaits().stream().map(Duration::toMillis).toList();
    }

    private final class Node {
        private final String name;
        private final Duration storageTime;
        private final Document<?, ?> document;
        private final List<Instant> since = new ArrayList<>();
        private Duration longest = Duration.ZERO;
        private long edits;
        private final List<Throwable> refusals = new ArrayList<>();

        Node(int number, StoredDocument stored, Duration storageTime) {
            this.name = "node-000" + number;
            this.storageTime = storageTime;
            this.document =
                    new Document<>(stored, TextType.TEXT, environment(), Loaded.from(storage, stored, TextType.TEXT));
        }

        /** Somewhat more or less, as storage is. */
        private Duration storageTime() {
            return storageTime.plusNanos((long) (storageTime.toNanos() * (random.nextDouble() - 0.5) / 2));
        }

        private Environment environment() {
            return new Environment(
                    storage,
                    new VirtualJournal(),
                    task -> after(storageTime().dividedBy(2), task),
                    task -> after(Duration.ZERO, task),
                    handsOver,
                    (delay, task) -> after(pausing ? delay : Duration.ZERO, task),
                    () -> now,
                    random,
                    Telemetry.NONE,
                    new Environment.Policy(
                            new AuthorityLimits(1 << 20, 10_000),
                            1_000,
                            1_000,
                            1 << 20,
                            1_000_000,
                            1 << 30,
                            Duration.ZERO,
                            SnapshotPolicy.DEFAULT,
                            Duration.ofMillis(100),
                            Duration.ofHours(1),
                            Duration.ofHours(1),
                            Duration.ZERO));
        }

        void begin() {
            for (int writer = 0; writer < WRITERS; writer++) {
                since.add(now);
                edit(writer, 1, 0);
            }
        }

        private void edit(int writer, long sequence, long base) {
            Instant began = now;
            since.set(writer, began);
            var unused = document.edit(new OperationId(name + "-" + writer, sequence), name, base, List.of("x"))
                    .whenComplete((revision, failure) -> {
                        if (failure != null) {
                            refusals.add(failure);
                            return;
                        }
                        edits++;
                        waited(began);
                        after(Duration.ofNanos(random.nextInt(200_000)), () -> edit(writer, sequence + 1, revision));
                    });
        }

        private void waited(Instant began) {
            Duration wait = Duration.between(began, now);
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }

        void end() {
            since.forEach(this::waited);
        }

        private final class VirtualJournal implements Journal {
            @Override
            public void append(StoredDocument to, List<LogEntry> entries, Listener listener) {
                after(storageTime(), () -> {
                    if (storage.append(List.of(new Storage.Append(to, entries))).isEmpty()) {
                        listener.committed();
                    } else {
                        listener.conflicted();
                    }
                });
            }

            @Override
            public void close() {
                // nothing is held back
            }
        }
    }
}
