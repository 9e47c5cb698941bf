package dev.stet.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.SharedStorage;
import dev.stet.server.storage.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes that write one document without a pause all get in, in bounded time, by a clock that is simulated. */
class FairnessTest {
    private static final Duration RUN = Duration.ofSeconds(4);
    private static final long SEED = Long.getLong("fairness.seed", System.nanoTime());

    @TempDir
    Path folder;

    Storage storage;

    @BeforeEach
    void open() {
        storage = new SharedStorage(H2Storage.open(folder, Durability.RELAXED));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    static Stream<Arguments> nodes() {
        return Stream.of(
                Arguments.of(List.of(1, 1), 250),
                Arguments.of(List.of(1, 1, 1), 250),
                Arguments.of(List.of(1, 3), 600),
                Arguments.of(List.of(1, 8), 2_000));
    }

    /** @param mostMs what an edit may wait, on whichever node */
    @ParameterizedTest(name = "storage takes {0} ms: no edit waits longer than {1} ms")
    @MethodSource("nodes")
    void everyNodeGetsIn(List<Integer> storageMs, long mostMs) {
        Contest contest = new Contest(storage, SEED, storageMs, true);
        contest.run(RUN);
        assertThat(contest.refusals()).isEmpty();
        System.out.println("fairness: storageMs=" + storageMs + " seed=" + SEED + " " + contest);
        assertThat(contest.longestWaits())
                .as("again with -Dtest=FairnessTest -Dfairness.seed=" + SEED)
                .allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofMillis(mostMs)));
    }

    @Test
    void withoutThePauseASlowNodeIsLeftOut() {
        Contest contest = new Contest(storage, SEED, List.of(1, 8), false);
        contest.run(RUN);
        System.out.println("fairness: without pause, seed=" + SEED + " " + contest);
        assertThat(contest.longestWaits().getLast()).isGreaterThan(Duration.ofMillis(2_000));
    }
}
