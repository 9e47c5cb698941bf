package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.text.TextType;
import dev.stet.server.retention.RetentionPolicy;
import dev.stet.server.retention.Squashing;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.FaultyStorage;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.StoredDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Documents whose old operations are squashed while people edit them, and come back to them. */
class SquashedLogTest {
    /** Four entries in memory; a client may be twenty behind. */
    private static final Limits LIMITS = new Limits(1 << 20, 1 << 19, 1 << 24, 16, 1024, 20, 100, 4, 1 << 20, 1000);

    /** All but the newest six operations are old, a moment later. */
    private static final RetentionPolicy POLICY = new RetentionPolicy(Duration.ZERO, Duration.ofMillis(1), 6);

    private static final long LATER_MS =
            System.currentTimeMillis() + Duration.ofDays(1).toMillis();

    @TempDir
    Path folder;

    FaultyStorage storage;
    StetServer server;
    RawClient grace;
    private long revision;

    @BeforeEach
    void start() throws Exception {
        storage = new FaultyStorage(H2Storage.open(folder, Durability.FORCED));
        server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).with(LIMITS), storage);
        grace = RawClient.connect(server, "grace-01");
        grace.open("minutes");
    }

    @AfterEach
    void stop() {
        grace.close();
        server.close();
    }

    private void edit(int operations) throws Exception {
        for (int i = 0; i < operations; i++) {
            grace.submit("minutes", revision, revision + 1, "[\"g\"]");
            revision = number(grace.expect("op:ack"), "revision");
        }
    }

    private static long number(Map<String, Object> message, String field) {
        return ((Number) message.get(field)).longValue();
    }

    /** Squashes what is old, and returns up to where. */
    private long squash() {
        StoredDocument minutes = storage.find("minutes").orElseThrow();
        new Squashing<>(storage, minutes, TextType.TEXT, POLICY).all(LATER_MS, () -> false);
        return storage.squashedUpTo(minutes);
    }

    @Test
    void editingGoesOn() throws Exception {
        edit(12);
        assertThat(squash()).isBetween(1L, 6L);
        edit(10);
        assertThat(squash()).isBetween(7L, 16L);
        edit(1);
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            assertThat(ada.open("minutes")).containsEntry("revision", 23).containsEntry("snapshot", "g".repeat(23));
        }
    }

    @Test
    void whoHasARevisionThatIsSquashedGetsASnapshot() throws Exception {
        edit(12);
        long upTo = squash();
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            assertThat(ada.resume("minutes", upTo - 1)).containsEntry("snapshot", "g".repeat(12));
        }
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            assertThat(ada.resume("minutes", upTo))
                    .containsEntry("revision", (int) upTo)
                    .doesNotContainKey("snapshot");
        }
    }

    @Test
    void theTimelineTellsWhichRevisionsAreLeft() throws Exception {
        edit(12);
        long upTo = squash();
        JsonNode sittings = new Http(server).get("minutes", "/timeline").json().get("sittings");
        List<Long> squashed = sittings.valueStream()
                .filter(sitting -> sitting.path("squashed").asBoolean(false))
                .map(sitting -> sitting.get("last").asLong())
                .toList();
        assertThat(squashed).isSorted().hasSize(sittings.size() - 1).endsWith(upTo);
        JsonNode whole = sittings.get(sittings.size() - 1);
        assertThat(whole.get("first").asLong()).isEqualTo(upTo + 1);
        assertThat(whole.get("last").asLong()).isEqualTo(12);
        assertThat(whole.has("squashed")).isFalse();
    }

    @Test
    void anOperationInFlightIsFoundInWhatIsSquashed() throws Exception {
        FaultyStorage.Stall stall = storage.stall(storage.batches().size() + 1);
        RawClient ada = RawClient.connect(server, "ada-0001");
        ada.open("minutes");
        ada.submit("minutes", 0, 7, "[\"a\"]");
        stall.awaitReached();
        ada.cut();
        stall.release();
        grace.expect("op:applied");
        revision++;
        edit(12);
        assertThat(squash()).isPositive();
        try (RawClient again = RawClient.connect(server, "ada-0001")) {
            assertThat(again.resume("minutes", 0, 7))
                    .containsEntry("inFlight", Map.of("seq", 7, "revision", 1))
                    .containsEntry("snapshot", "g".repeat(12) + "a");
        }
    }

    @Test
    void anOperationMadeOnWhatIsSquashedIsRefusedAndHarmsNobody() throws Exception {
        edit(12);
        long upTo = squash();
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
            ada.submit("minutes", upTo - 1, 1, "[\"late\"]");
            assertThat(ada.expectError("base_too_old")).containsEntry("seq", 1).containsEntry("retryable", true);
            ada.submit("minutes", upTo, 1, "[\"in time\"]");
            assertThat(ada.expect("op:ack")).containsEntry("revision", 13);
        }
    }
}
