package dev.stet.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.client.ClientRuntime;
import dev.stet.client.DocumentStatus;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextType;
import dev.stet.server.protocol.Json;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoreLocation;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the server acknowledged stands, and stands once, also if its process is killed while people type: again and again
 * at random moments, started again on the same data, with clients that come back by themselves.
 */
class KillIT {
    private static final int TYPISTS = 4;
    private static final int LONGEST_LIFE_MS = 700;
    private static final int PAGE = 1_000;
    private static final Duration RECOVERY = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedIsInTheLogOnceInAFile() throws Exception {
        run(new StoreLocation.Folder(folder.resolve("data")));
    }

    @Test
    void whatWasAcknowledgedIsInTheLogOnceInPostgres() throws Exception {
        run(TestPostgres.shared().newDatabase());
    }

    private void run(StoreLocation store) throws Exception {
        int kills = Integer.getInteger("stet.kills", 20);
        long seed = Long.getLong("stet.seed", System.nanoTime());
        try {
            run(store, kills, seed);
        } catch (Throwable e) {
            System.err.println("Again with: mvn -B verify -pl cli -am -Dit.test=KillIT -Dsurefire.skip=true"
                    + " -Dstet.kills=" + kills + " -Dstet.seed=" + seed);
            throw e;
        }
    }

    private void run(StoreLocation store, int kills, long seed) throws Exception {
        Random random = new Random(seed);
        List<Typist> typists = new ArrayList<>();
        ServerProcess server = ServerProcess.start(folder, store, Map.of(), 0);
        try (ClientRuntime runtime = new ClientRuntime()) {
            for (int i = 0; i < TYPISTS; i++) {
                typists.add(new Typist(runtime, server.address(), "kill", random.nextLong()));
            }
            List<Thread> threads =
                    typists.stream().map(Thread::startVirtualThread).toList();
            for (int kill = 0; kill < kills; kill++) {
                awaitMoreAcks(typists);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_LIFE_MS)));
                server.kill();
                server = ServerProcess.start(folder, store, Map.of(), server.port());
            }
            awaitMoreAcks(typists);
            typists.forEach(Typist::stop);
            for (Thread thread : threads) {
                thread.join();
            }
            awaitOneRevision(typists);
            assertThat(server.terminate()).isZero();
            check(store, typists, kills);
        } finally {
            server.close();
        }
    }

    private static void awaitMoreAcks(List<Typist> typists) {
        List<Integer> before =
                typists.stream().map(t -> t.acknowledged().size()).toList();
        Awaitility.await()
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> IntStream.range(0, typists.size())
                        .allMatch(i -> typists.get(i).acknowledged().size() > before.get(i)));
    }

    private static void awaitOneRevision(List<Typist> typists) {
        Awaitility.await()
                .atMost(RECOVERY)
                .until(() -> typists.stream()
                                .map(typist -> typist.document().status())
                                .allMatch(status -> status.phase() == DocumentStatus.Phase.SYNCHRONIZED)
                        && typists.stream()
                                        .map(typist ->
                                                typist.document().status().revision())
                                        .distinct()
                                        .count()
                                == 1);
    }

    private static void check(StoreLocation store, List<Typist> typists, int kills) {
        Map<Operation, Long> log = new HashMap<>();
        Map<Long, Rope> history = new HashMap<>();
        try (Storage storage = store.open(Durability.FORCED, Duration.ZERO)) {
            StoredDocument document = storage.find("kill").orElseThrow();
            Rope text = Rope.empty();
            for (LogEntry entry : entries(storage, document)) {
                Long twice = log.put(new Operation(entry.client(), entry.sequence()), entry.revision());
                assertThat(twice)
                        .as("an operation is in the log once, entry=%s", entry)
                        .isNull();
                text = TextType.TEXT.apply(
                        text,
                        TextType.TEXT.decode(Objects.requireNonNull(
                                Json.encoded(entry.operation().array()).value())));
                history.put(entry.revision(), text);
            }
            for (Typist typist : typists) {
                assertThat(typist.document().status().revision()).isEqualTo(storage.head(document));
            }
        }
        int acks = 0;
        for (Typist typist : typists) {
            assertThat(typist.faults()).isEmpty();
            acks += typist.acknowledged().size();
            typist.acknowledged()
                    .forEach((sequence, revision) -> assertThat(log)
                            .as("what was acknowledged is in the log, where the ack said")
                            .containsEntry(new Operation(typist.id(), sequence), revision));
            typist.shownWhenSynchronized()
                    .forEach((revision, shown) -> assertThat(shown)
                            .as("nobody saw what the log does not have, client=%s revision=%s", typist.id(), revision)
                            .isEqualTo(revision == 0 ? Rope.empty() : history.get(revision)));
        }
        System.out.println(
                "killed " + kills + " times, acknowledged " + acks + " operations, in the log " + log.size());
    }

    private record Operation(String client, long sequence) {}

    private static List<LogEntry> entries(Storage storage, StoredDocument document) {
        List<LogEntry> all = new ArrayList<>();
        List<LogEntry> page;
        do {
            page = storage.read(document, all.size(), PAGE);
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }
}
