package dev.stet.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.text.TextType;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.history.DocumentHistory;
import dev.stet.server.history.Histories;
import dev.stet.server.history.HistoryException;
import dev.stet.server.history.HistoryException.Reason;
import dev.stet.server.history.HistoryLimits;
import dev.stet.server.history.Part;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.Slice;
import dev.stet.server.storage.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The past of a document whose beginning is squashed: it reads as before, at the ends of slices. */
class SquashedPastTest {
    private static final RetentionPolicy POLICY = new RetentionPolicy(Duration.ofHours(1), Duration.ofMinutes(10), 100);

    @TempDir
    Path folder;

    private Storage storage;
    private TypedDocument document;
    private List<Part> authorsBefore;
    private DocumentHistory<?, ?> history;

    @BeforeEach
    void squash() throws Exception {
        storage = H2Storage.open(folder, Durability.RELAXED);
        document = new TypedDocument(storage, "a", 3, new Random(1)).type(1_200, 5_000);
        storage.addVersion(document.stored, new NamedVersion("named", 77, 0, ""));
        history = new Histories(storage, DocumentTypes.all(), new HistoryLimits(10_000, 2, Duration.ofSeconds(10)))
                .of("a");
        authorsBefore = history.authorship(0, document.head());
        new Squashing<>(storage, document.stored, TextType.TEXT, POLICY).all(document.timeMs(), () -> false);
        assertThat(storage.squashedUpTo(document.stored)).isGreaterThan(300);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void theContentIsReadAtEveryEndOfASliceAndAtEveryRevisionAfter() throws Exception {
        for (Slice slice : history.slices(0, 1_000)) {
            assertThat(text(slice.lastRevision()))
                    .isEqualTo(document.contents.get((int) slice.lastRevision()).toString());
        }
        for (long revision = storage.squashedUpTo(document.stored); revision <= document.head(); revision += 50) {
            assertThat(text(revision))
                    .isEqualTo(document.contents.get((int) revision).toString());
        }
        assertThat(text(77)).isEqualTo(document.contents.get(77).toString());
    }

    private String text(long revision) throws HistoryException {
        return history.at(revision).text().orElseThrow();
    }

    @Test
    void aRevisionInsideOfASliceIsNoMore() {
        Slice slice = storage.slices(document.stored, 0, 1).getFirst().slice();
        long inside = slice.lastRevision() - 1;
        for (long after : new long[] {inside, inside - 1}) {
            assertThatThrownBy(() -> history.at(after))
                    .isInstanceOfSatisfying(
                            HistoryException.class,
                            gone -> assertThat(gone.reason()).isEqualTo(Reason.REVISION_SQUASHED));
        }
        assertThatThrownBy(() -> history.change(inside, document.head())).isInstanceOf(HistoryException.class);
    }

    @Test
    void whoWroteWhatIsTheSameButForTheExactRevisions() throws Exception {
        assertThat(authors(history.authorship(0, document.head()))).isEqualTo(authors(authorsBefore));
    }

    /** Returns the author of every character. */
    private static String authors(List<Part> parts) {
        StringBuilder authors = new StringBuilder();
        for (Part part : parts) {
            String author = part.by().orElseThrow().author();
            authors.append(author.substring(author.length() - 1).repeat(part.to() - part.from()));
        }
        return authors.toString();
    }

    @Test
    void whatChangedIsToldFromTheEndOfASlice() throws Exception {
        Object change = history.change(77, document.head()).operation();
        assertThat(TextType.TEXT.apply(document.contents.get(77), TextType.TEXT.decode(change)))
                .isEqualTo(document.contents.getLast());
    }
}
