package dev.stet.ot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blame says of each character what plain code says, which keeps a list of revisions. */
class BlameTest {
    /** A type, and a way in which its documents are characters. */
    record Characters<S, O>(OperationType<S, O> type, CharacterSequence<S, O> characters) {}

    static Stream<Named<Characters<?, ?>>> characters() {
        return Subject.all().flatMap(BlameTest::characters);
    }

    private static <S, O> Stream<Named<Characters<?, ?>>> characters(Subject<S, O> subject) {
        return subject.characters().stream()
                .map(way -> Named.of(way.getClass().getSimpleName(), new Characters<>(subject.type(), way)));
    }

    @ParameterizedTest
    @MethodSource("characters")
    void everyCharacterBelongsToTheRevisionThatTypedIt(Characters<?, ?> characters) {
        Tries.run(BlameTest.class, Tries.count(), random -> typed(characters, random));
    }

    private static <S, O> void typed(Characters<S, O> way, RandomGenerator random) {
        List<Long> expected = new ArrayList<>(Collections.nCopies(random.nextInt(6), 7L));
        S document = way.characters().document("x".repeat(expected.size()));
        Blame<O> blame = way.type().blame(document, 7);
        for (long revision = 8; revision < 8 + random.nextInt(12); revision++) {
            O operation = way.type().noop();
            for (int i = random.nextInt(3); i >= 0; i--) {
                int at = random.nextInt(expected.size() + 1);
                int deleted = random.nextBoolean() ? random.nextInt(Math.min(expected.size() - at, 4) + 1) : 0;
                String inserted = "a😀".repeat(random.nextInt(3));
                O step = way.characters().replace(document, at, deleted, inserted);
                expected.subList(at, at + deleted).clear();
                expected.addAll(at, Collections.nCopies(inserted.codePointCount(0, inserted.length()), revision));
                document = way.type().apply(document, step);
                operation = way.type().compose(operation, step);
            }
            blame = blame.after(operation, revision);
            assertThat(way.characters().revisions(document, blame.spans(), expected.size()))
                    .isEqualTo(expected);
        }
    }

    @Test
    void spansCoverATextWithoutGapsAndNeighboursDiffer() {
        Blame<TextOperation> blame = TextType.TEXT
                .blame(Rope.of("The fox"), 1)
                .after(TextOperation.replace(4, 0, "quick "), 2)
                .after(TextOperation.replace(0, 3, "A"), 3)
                .after(TextOperation.replace(2, 0, "re"), 4)
                .after(TextOperation.replace(2, 2, ""), 5);
        assertThat(blame.spans())
                .containsExactly(
                        Blame.Span.of(0, 1, 3),
                        Blame.Span.of(1, 2, 1),
                        Blame.Span.of(2, 8, 2),
                        Blame.Span.of(8, 11, 1));
        assertThat(TextType.TEXT.blame(Rope.empty(), 1).spans()).isEmpty();
    }

    @Test
    void typeThatTellsNothingApartIsLaidToItsLastChange() {
        Blame<TextOperation> blame = new WholeBlame<>(TextType.TEXT, Rope.of("ab"), 3);
        assertThat(blame.after(TextOperation.noop(), 4).spans()).containsExactly(Blame.Span.of(0, 2, 3));
        assertThat(blame.after(TextOperation.replace(0, 1, ""), 4).spans()).containsExactly(Blame.Span.of(0, 1, 4));
        assertThat(blame.after(TextOperation.replace(0, 2, ""), 4).spans()).isEmpty();
    }

    @Test
    void operationThatDoesNotFitIsRefused() {
        Blame<TextOperation> blame = TextType.TEXT.blame(Rope.of("ab"), 3);
        assertThatThrownBy(() -> blame.after(TextOperation.replace(1, 2, ""), 4))
                .isInstanceOfSatisfying(
                        InvalidOperationException.class,
                        refused -> assertThat(refused.rule()).isEqualTo(Rule.PAST_THE_END));
        assertThatThrownBy(() -> blame.after(TextOperation.replace(3, 0, "x"), 4))
                .isInstanceOf(InvalidOperationException.class);
    }

    @Test
    void keystrokeAmongManyRunsIsCheap() {
        Blame<TextOperation> blame = TextType.TEXT.blame(Rope.of("x".repeat(200_000)), 0);
        for (int revision = 1; revision <= 100_000; revision++) {
            blame = blame.after(TextOperation.replace(2 * revision, 0, "y"), revision);
        }
        assertThat(blame.spans()).hasSizeGreaterThan(190_000);
    }
}
