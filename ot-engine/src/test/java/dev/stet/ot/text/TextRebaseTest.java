package dev.stet.ot.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.OperationType;
import dev.stet.ot.Side;
import dev.stet.ot.Tries;
import dev.stet.ot.rebase.InFragments;
import dev.stet.ot.sync.DelegatingType;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text operations are rebased in fragments as they are in the loop. */
class TextRebaseTest {
    private static final int LONG = 200;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void withSmallFragments(int most) {
        InFragments.checkLaw(
                TextType.TEXT,
                new TextComponents<>(TextOperation.noop(), false),
                most,
                new TextGenerator(),
                getClass());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void withSmallFragmentsCountedInCodePoints(int most) {
        TextComponents<UnicodeOperation> components = new TextComponents<>(UnicodeOperation.noop(), true);
        InFragments.checkLaw(UnicodeTextType.TEXT_UNICODE, components, most, new UnicodeGenerator(), getClass());
    }

    /**
     * A delete that says what it takes away forgets it when it meets one that does not, so the two may not be kept apart
     * by lying in two fragments.
     */
    @Test
    void whatADeleteSaysIsForgottenAsInTheLoop() {
        UnicodeOperation said =
                UnicodeOperation.builder().delete("ab").retain(3).delete(1).build();
        List<UnicodeOperation> over = List.of(
                UnicodeOperation.builder().retain(2).delete(3).build(),
                UnicodeOperation.builder().retain(2).insert("x").build(),
                UnicodeOperation.noop(),
                UnicodeOperation.noop());
        OperationType<Rope, UnicodeOperation> loop = new DelegatingType<>(UnicodeTextType.TEXT_UNICODE);
        OperationType<Rope, UnicodeOperation> fragments =
                InFragments.cutting(loop, new TextComponents<>(UnicodeOperation.noop(), true), 1);
        assertThat(fragments.rebase(said, over, Side.LEFT)).isEqualTo(loop.rebase(said, over, Side.LEFT));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000})
    void withLongOperations(int edits) {
        Tries.run(getClass(), Math.max(1, Tries.count() / LONG), random -> {
            Rope document = Rope.of("a😀".repeat(1 + random.nextInt(edits)));
            InFragments.checkLong(TextType.TEXT, document, edits, text -> edit(text, random));
        });
    }

    /** An edit anywhere; now and then one that takes much away. */
    private static TextOperation edit(Rope text, RandomGenerator random) {
        int at = boundary(text, random.nextInt(text.length() + 1));
        int most = random.nextInt(20) == 0 ? 100 : 4;
        int end = boundary(text, Math.min(text.length(), at + random.nextInt(most)));
        return TextOperation.replace(at, Math.max(0, end - at), random.nextInt(3) == 0 ? "" : "xyz");
    }

    private static int boundary(Rope text, int index) {
        return text.isBoundary(index) ? index : index - 1;
    }
}
