package dev.stet.cli.load.edits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.cli.TraceFiles;
import dev.stet.cli.replay.Replay;
import dev.stet.ot.OperationType;
import dev.stet.ot.Side;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What writers do fits the document they see, and always changes something. */
class DocumentKindTest {
    private static final int OPERATIONS = 2_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"text", "rich-text", "json0"})
    void everyOperationOfTwoWritersFitsAndIsOne(String type) {
        write(DocumentKind.of(type, new Mix(0.5, 7, Optional.empty())), 300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "rich-text", "json0"})
    void writersBeginInAnEmptyDocumentToo(String type) {
        write(DocumentKind.of(type, new Mix(1, 3, Optional.empty())), 0);
    }

    @Test
    void aTraceIsTypedInADocumentThatIsAnother() throws Exception {
        Mix mix = new Mix(0, 1, Optional.of(Replay.read(TraceFiles.copy("friendsforever_flat", folder))));
        write(DocumentKind.of("text", mix), 500);
        assertThatThrownBy(() -> DocumentKind.of("json0", mix)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDocumentBeginsAboutAsLongAsItShould() {
        assertThat(size(DocumentKind.of("text", Mix.DEFAULT), 200_000)).isEqualTo(200_000);
        assertThat(size(DocumentKind.of("rich-text", Mix.DEFAULT), 200_000)).isEqualTo(200_000);
        assertThat(size(DocumentKind.of("json0", Mix.DEFAULT), 200_000)).isBetween(200_000L, 300_000L);
    }

    private static <S, O> long size(DocumentKind<S, O> kind, int characters) {
        return kind.type().size(content(kind, characters, new SplittableRandom(1)));
    }

    private static <S, O> S content(DocumentKind<S, O> kind, int characters, RandomGenerator random) {
        S document = kind.type().empty();
        for (O operation : kind.content().apply(characters, random)) {
            document = kind.type().apply(document, operation);
        }
        return document;
    }

    /** Two writers take turns, now and then at the same time. */
    private static <S, O> void write(DocumentKind<S, O> kind, int characters) {
        long seed = Long.getLong("stet.seed", System.nanoTime());
        try {
            RandomGenerator random = new SplittableRandom(seed);
            OperationType<S, O> type = kind.type();
            S document = content(kind, characters, random);
            Edits<S, O> ann = kind.writing().apply(new SplittableRandom(seed + 1));
            Edits<S, O> bob = kind.writing().apply(new SplittableRandom(seed + 2));
            for (int i = 0; i < OPERATIONS; i++) {
                O anns = type.complete(ann.next(document), document);
                S both = type.apply(document, anns);
                assertThat(anns).isNotEqualTo(type.noop());
                if (random.nextBoolean()) {
                    O bobs = type.complete(bob.next(document), document);
                    O after = type.transform(bobs, anns, Side.LEFT);
                    both = type.apply(both, after);
                    ann.others(after);
                    bob.others(type.transform(anns, bobs, Side.RIGHT));
                } else {
                    bob.others(anns);
                }
                document = both;
            }
        } catch (Throwable e) {
            System.err.println("Again with: mvn -B test -pl cli -am -Dtest=DocumentKindTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dstet.seed=" + seed);
            throw e;
        }
    }
}
