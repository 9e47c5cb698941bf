package dev.stet.ot.richtext;

import dev.stet.ot.Tries;
import dev.stet.ot.rebase.InFragments;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations of rich text are rebased in fragments as they are in the loop. */
class RichTextRebaseTest {
    private static final int LONG = 200;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void withSmallFragments(int most) {
        InFragments.checkLaw(
                RichTextType.RICH_TEXT, new RichTextComponents(), most, new RichTextGenerator(), getClass());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000})
    void withLongOperations(int edits) {
        Tries.run(getClass(), Math.max(1, Tries.count() / LONG), random -> {
            RichText document = RichTextType.RICH_TEXT.apply(
                    RichText.empty(),
                    RichTextOperation.replace(0, 0, "ab".repeat(1 + random.nextInt(edits)), Attributes.none()));
            InFragments.checkLong(RichTextType.RICH_TEXT, document, edits, text -> edit(text, random));
        });
    }

    /** An edit anywhere; now and then one that takes much away or formats much. */
    private static RichTextOperation edit(RichText text, RandomGenerator random) {
        int at = random.nextInt(text.length() + 1);
        int most = random.nextInt(20) == 0 ? 100 : 4;
        int length = Math.min(text.length() - at, random.nextInt(most));
        if (random.nextInt(4) == 0) {
            return RichTextOperation.format(at, length, Attributes.of(Map.of("bold", random.nextBoolean())));
        }
        return RichTextOperation.replace(at, length, random.nextInt(3) == 0 ? "" : "xyz", Attributes.none());
    }
}
