package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that appends is killed again and again: what it said was appended is there. This shows that a commit leaves
 * the process; that it also reaches the disk is what {@link ForcedToDiskTest} shows.
 *
 * <p>{@code -Dstet.kills=1000} kills more often, {@code -Dstet.seed=…} repeats a run as far as timing allows.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS) // enough for a thousand kills
class KilledProcessTest {

    private static final int KILLS = Integer.getInteger("stet.kills", 20);

    /** An append takes a tenth of a millisecond or more: the kill comes at any point of one, or of what follows it. */
    private static final int MAX_REVISIONS_BEFORE_KILL = 1_000;

    @TempDir
    Path folder;

    @Test
    void shouldHaveAllThatWasAcknowledged() throws Exception {
        long seed = Long.getLong("stet.seed", System.nanoTime());
        Random random = new Random(seed);
        long acknowledged = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            acknowledged = appendUntilKilled(random, acknowledged);
            long head = requireWholeLog();
            assertThat(head).as("kill=%d -Dstet.seed=%d", kill, seed).isBetween(acknowledged, acknowledged + 1);
            acknowledged = head;
        }
    }

    private long appendUntilKilled(Random random, long head) throws Exception {
        try (StorageProcess process = StorageProcess.start(folder)) {
            long acknowledged = head;
            int count = 1 + random.nextInt(MAX_REVISIONS_BEFORE_KILL);
            for (int i = 0; i < count; i++) {
                long revision = process.awaitLine();
                assertThat(revision).isEqualTo(acknowledged + 1);
                acknowledged = revision;
            }
            List<Long> more = process.kill();
            return more.isEmpty() ? acknowledged : more.getLast();
        }
    }

    private long requireWholeLog() {
        try (Storage storage = H2Storage.open(folder, Durability.FORCED)) {
            StoredDocument document = storage.find("a").orElseThrow();
            List<LogEntry> log = storage.read(document, 0, Integer.MAX_VALUE);
            assertThat(log).isEqualTo(Entries.of(1, log.size()));
            assertThat(storage.head(document)).isEqualTo(log.size());
            return log.size();
        }
    }
}
