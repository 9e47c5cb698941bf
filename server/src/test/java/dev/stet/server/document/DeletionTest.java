package dev.stet.server.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.sync.OperationId;
import dev.stet.server.document.OpenFailedException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A document that is deleted is closed for everybody, and comes back whole. */
class DeletionTest extends DocumentsUnderTest {
    private static Reason reasonOf(CompletableFuture<?> failed) {
        assertThatThrownBy(failed::join).isInstanceOf(CompletionException.class);
        return OpenFailedException.in(failed.exceptionNow()).orElseThrow().reason();
    }

    @Test
    void whoHasItOpenIsShownOutAndNobodyOpensItAgain() {
        RecordingReader reader = new RecordingReader();
        written().join(reader, JoinRequest.fresh());
        documents.delete("minutes").join();
        // the thread that told of the edit may still be at the document, and does there what others bring
        await().untilAsserted(() -> assertThat(reader.heard).containsExactly("joined", "deleted"));
        assertThat(documents.size()).isZero();
        assertThat(reasonOf(documents.find("minutes"))).isEqualTo(Reason.DELETED);
        assertThat(reasonOf(documents.open("minutes", "text", true))).isEqualTo(Reason.DELETED);
    }

    @Test
    void whoGotHoldOfItBeforeCannotJoinOrEditIt() {
        Document<?, ?> document = written();
        documents.delete("minutes").join();
        RecordingReader late = new RecordingReader();
        document.join(late, JoinRequest.fresh());
        await().untilAsserted(() -> assertThat(late.heard).containsExactly("gone"));
        assertThatThrownBy(() -> document.edit(new OperationId("writer-01", 2), "guest", 1, List.of("x"))
                        .join())
                .hasCauseInstanceOf(EditRefusedException.class);
    }

    @Test
    void itComesBackWithAllThatWasInIt() {
        written();
        documents.delete("minutes").join();
        documents.undelete("minutes").join();
        Snapshot snapshot = documents.find("minutes").join().snapshot().join();
        assertThat(snapshot.revision()).isEqualTo(1);
        assertThat(snapshot.text()).contains("Hello");
    }

    @Test
    void deletingTwiceKeepsTheTimeOfTheFirst() {
        written();
        documents.delete("minutes").join();
        var first = storage.info("minutes").orElseThrow().deletedMs();
        documents.delete("minutes").join();
        assertThat(storage.info("minutes").orElseThrow().deletedMs())
                .isEqualTo(first)
                .isPresent();
        documents.undelete("minutes").join();
        documents.undelete("minutes").join();
        assertThat(storage.info("minutes").orElseThrow().isDeleted()).isFalse();
    }

    @Test
    void whatThereIsNotCannotBeDeleted() {
        assertThat(reasonOf(documents.delete("minutes"))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(documents.undelete("minutes"))).isEqualTo(Reason.NOT_FOUND);
    }

    /** Writes down what it is told, by the thread of the test or the journal's. */
    private static final class RecordingReader extends IdleReader {
        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void joined(Joined joined) {
            heard.add("joined");
        }

        @Override
        public void gone() {
            heard.add("gone");
        }

        @Override
        public void deleted() {
            heard.add("deleted");
        }

        @Override
        public void unavailable(String why) {
            heard.add("unavailable");
        }

        @Override
        public void presenceRefused(Reason reason, String message) {
            heard.add("presenceRefused");
        }

        @Override
        public void alreadyStored(long sequence, long revision) {
            heard.add("alreadyStored");
        }

        @Override
        public void refused(long sequence, Reason reason, String message, Optional<InvalidOperationException> cause) {
            heard.add("refused");
        }
    }
}
