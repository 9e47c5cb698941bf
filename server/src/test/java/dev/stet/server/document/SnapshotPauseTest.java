package dev.stet.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.sync.OperationId;
import dev.stet.server.storage.SnapshotInfo;
import dev.stet.server.storage.StoredDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However many operations come, two snapshots are a second apart. */
class SnapshotPauseTest extends DocumentsUnderTest {
    private volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private int written;

    @Override
    InstantSource clock() {
        return () -> now;
    }

    @Override
    int snapshotEvery() {
        return 2;
    }

    @Test
    void withinTheSecondThereIsNone() {
        Document<?, ?> document = edited(2);
        assertThat(snapshots()).containsExactly(2L);
        now = now.plusMillis(999);
        edit(document, 10);
        assertThat(snapshots()).containsExactly(2L);
    }

    @Test
    void afterTheSecondThereIsOneAtTheNextOperation() {
        Document<?, ?> document = edited(2);
        edit(document, 10);
        now = now.plusMillis(1000);
        edit(document, 1);
        assertThat(snapshots()).containsExactly(2L, 13L);
    }

    @Test
    void timeAloneCallsForNone() {
        Document<?, ?> document = edited(2);
        now = now.plus(Duration.ofHours(1));
        edit(document, 1);
        assertThat(snapshots()).containsExactly(2L);
    }

    @Test
    void aClockThatWasSetBackDoesNotKeepThemAway() {
        Document<?, ?> document = edited(2);
        now = now.minus(Duration.ofHours(1));
        edit(document, 2);
        assertThat(snapshots()).containsExactly(2L, 4L);
    }

    private Document<?, ?> edited(int operations) {
        Document<?, ?> document = documents.open("minutes", "text", true).join();
        edit(document, operations);
        return document;
    }

    private void edit(Document<?, ?> document, int operations) {
        for (int i = 0; i < operations; i++, written++) {
            assertThat(document.edit(new OperationId("writer-01", written + 1), "guest", written, List.of("x"))
                            .join())
                    .isEqualTo(written + 1);
        }
        document.snapshot().join(); // what the document does after an operation is done
    }

    private List<Long> snapshots() {
        StoredDocument document = storage.find("minutes").orElseThrow();
        return storage.snapshots(document).stream().map(SnapshotInfo::revision).toList();
    }
}
