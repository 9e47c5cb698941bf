package dev.stet.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.sync.OperationId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A document that does not change is encoded once for all who come in. */
class SharedSnapshotTest extends DocumentsUnderTest {
    @Test
    void whileNothingChangesTheBytesAreTheSame() {
        Document<?, ?> document = written();
        Snapshot first = document.snapshot().join();
        assertThat(text(first)).isEqualTo("\"Hello\"");
        assertThat(document.snapshot().join().encode()).isSameAs(first.encode());
    }

    @Test
    void anEditMakesOthersAndLeavesThoseOfBefore() {
        Document<?, ?> document = written();
        Snapshot before = document.snapshot().join();
        assertThat(text(before)).isEqualTo("\"Hello\"");
        assertThat(document.edit(new OperationId("writer-01", 2), "guest", 1, List.of(5, " again"))
                        .join())
                .isEqualTo(2);
        Snapshot after = document.snapshot().join();
        assertThat(after.revision()).isEqualTo(2);
        assertThat(text(after)).isEqualTo("\"Hello again\"");
        assertThat(text(before)).isEqualTo("\"Hello\"");
    }

    private static String text(Snapshot snapshot) {
        return new String(snapshot.encode(), StandardCharsets.UTF_8);
    }
}
