package dev.stet.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.sync.OperationId;
import dev.stet.server.storage.SnapshotInfo;
import dev.stet.server.storage.StoredDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Before a document goes out of memory, a snapshot is stored unless what came after the last one is read as quickly. */
class LastSnapshotTest extends DocumentsUnderTest {
    /** What stands around the text of an operation that inserts it at the front, in bytes. */
    private static final int FRAME = "[\"\"]".length();

    private int written;

    @Test
    void aFewShortOperationsAreLeftToTheLog() {
        for (int i = 0; i < SnapshotWriter.FEW; i++) {
            edit("x");
        }
        assertThat(snapshotsAtTheEnd()).isEmpty();
    }

    @Test
    void oneMoreIsNot() {
        for (int i = 0; i < SnapshotWriter.FEW + 1; i++) {
            edit("x");
        }
        assertThat(snapshotsAtTheEnd()).containsExactly(SnapshotWriter.FEW + 1L);
    }

    @Test
    void aLongOneIsNot() {
        edit("x");
        edit("x".repeat(SnapshotWriter.SHORT - FRAME));
        assertThat(snapshotsAtTheEnd()).containsExactly(2L);
    }

    @Test
    void oneThatIsNearlyAsLongIs() {
        edit("x".repeat(SnapshotWriter.SHORT - FRAME - 1));
        assertThat(snapshotsAtTheEnd()).isEmpty();
    }

    @Test
    void whatIsInTheLastSnapshotCountsNoMore() {
        edit("x".repeat(SnapshotWriter.SHORT));
        assertThat(snapshotsAtTheEnd()).containsExactly(1L);
        edit("x");
        assertThat(snapshotsAtTheEnd()).containsExactly(1L);
    }

    @Test
    void nothingIsStoredForWhatWasOnlyRead() {
        for (int i = 0; i < SnapshotWriter.FEW + 1; i++) {
            edit("x");
        }
        assertThat(snapshotsAtTheEnd()).hasSize(1);
        assertThat(snapshotsAtTheEnd()).hasSize(1);
    }

    private void edit(String text) {
        Document<?, ?> document = documents.open("minutes", "text", true).join();
        assertThat(document.edit(new OperationId("writer-01", written + 1), "guest", written, List.of(text))
                        .join())
                .isEqualTo(++written);
    }

    private List<Long> snapshotsAtTheEnd() {
        documents.storeSnapshots().join();
        StoredDocument document = storage.find("minutes").orElseThrow();
        return storage.snapshots(document).stream().map(SnapshotInfo::revision).toList();
    }
}
