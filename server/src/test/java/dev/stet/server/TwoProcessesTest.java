package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.Durability;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.PostgresStorage;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoreLocation;
import dev.stet.server.storage.TestPostgres;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers, processes of their own, on one PostgreSQL: eight people edit one document, half of them on each. */
class TwoProcessesTest {
    private static final long SEED = Long.getLong("nodes.seed", System.nanoTime());
    private static final String AGAIN = "again with -Dtest=TwoProcessesTest -Dnodes.seed=" + SEED;

    private final Random random = new Random(SEED);
    private final StoreLocation.Postgres database = TestPostgres.shared().newDatabase();
    private final List<ServerProcess> nodes = new ArrayList<>();
    private final List<TypingClient> everybody = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        nodes.add(ServerProcess.start(database));
        nodes.add(ServerProcess.start(database));
        for (int i = 0; i < 8; i++) {
            everybody.add(TypingClient.open(address(i % 2), "client-0" + i, "minutes"));
        }
    }

    @AfterEach
    void stop() throws Exception {
        everybody.forEach(TypingClient::close);
        for (ServerProcess node : nodes) {
            node.close();
        }
    }

    private URI address(int node) {
        return nodes.get(node).address();
    }

    private void type(int edits) throws Exception {
        for (int i = 0; i < edits; i++) {
            TypingClient one = everybody.get(random.nextInt(everybody.size()));
            one.takeWhatCame();
            one.edit(random);
        }
    }

    @Test
    void everybodyConvergesAndEveryOperationIsInTheLogOnce() throws Exception {
        type(1_000);
        check();
    }

    @Test
    void whoIsOnAServerThatIsKilledGoesToTheOtherAndLosesNothing() throws Exception {
        for (int round = 0; round < 3; round++) {
            int victim = round % 2;
            type(200 + random.nextInt(100));
            nodes.get(victim).kill();
            for (int i = victim; i < everybody.size(); i += 2) {
                everybody.get(i).moveTo(address(1 - victim));
            }
            type(100);
            nodes.set(victim, ServerProcess.start(database));
            for (int i = victim; i < everybody.size(); i += 2) {
                everybody.get(i).moveTo(address(victim));
            }
        }
        check();
    }

    private void check() throws Exception {
        try (Storage store = PostgresStorage.open(database, Durability.FORCED, Duration.ZERO)) {
            for (TypingClient one : everybody) {
                one.settle(0);
            }
            long head = store.head(store.find("minutes").orElseThrow());
            for (TypingClient one : everybody) {
                one.settle(head);
            }
            assertThat(everybody)
                    .as(AGAIN)
                    .extracting(TypingClient::shown)
                    .containsOnly(everybody.getFirst().shown());
            Map<String, Long> places = new HashMap<>();
            long lastTimeMs = 0;
            for (LogEntry entry : store.read(store.find("minutes").orElseThrow(), 0, 100_000)) {
                Long before = places.put(entry.client() + "#" + entry.sequence(), entry.revision());
                assertThat(before)
                        .as("twice in the log, entry=" + entry + ", " + AGAIN)
                        .isNull();
                assertThat(entry.timeMs()).as(AGAIN).isGreaterThanOrEqualTo(lastTimeMs);
                lastTimeMs = entry.timeMs();
            }
            for (TypingClient one : everybody) {
                one.acknowledged()
                        .forEach((sequence, revision) ->
                                assertThat(places).as(AGAIN).containsEntry(one.client() + "#" + sequence, revision));
                for (long sequence = 1; sequence <= one.lastSequence(); sequence++) {
                    assertThat(places).as(AGAIN).containsKey(one.client() + "#" + sequence);
                }
            }
        }
    }
}
