package dev.stet.ot.text;

import dev.stet.ot.Tries;
import dev.stet.ot.rebase.InFragments;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text operations are rebased in fragments as they are in the loop. */
class TextRebaseTest {
    private static final int LONG = 200;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void withSmallFragments(int most) {
        InFragments.checkLaw(
                TextType.TEXT, new TextComponents<>(TextOperation.noop()), most, new TextGenerator(), getClass());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void withSmallFragmentsCountedInCodePoints(int most) {
        TextComponents<UnicodeOperation> components = new TextComponents<>(UnicodeOperation.noop());
        InFragments.checkLaw(UnicodeTextType.TEXT_UNICODE, components, most, new UnicodeGenerator(), getClass());
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
