package dev.stet.ot.richtext;

import static dev.stet.ot.richtext.RichTextType.RICH_TEXT;

import dev.stet.ot.Tries;
import dev.stet.ot.rebase.InFragments;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rich text operations are rebased in fragments as they are in the loop. */
class RichTextRebaseTest {
    private static final int LONG = 200;
    private static final Attributes BOLD = Attributes.of("bold", true);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void withSmallFragments(int most) {
        InFragments.checkLaw(RICH_TEXT, new RebasedComponents(), most, new RichTextGenerator(), getClass());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000})
    void withLongOperations(int edits) {
        Tries.run(getClass(), Math.max(1, Tries.count() / LONG), random -> {
            RichText document = RichText.of("ab".repeat(1 + random.nextInt(edits)));
            InFragments.checkLong(RICH_TEXT, document, edits, text -> edit(text, random));
        });
    }

    /** An edit anywhere; now and then one that takes much away. */
    private static RichTextOperation edit(RichText text, RandomGenerator random) {
        int at = random.nextInt(text.length() + 1);
        int most = Math.min(text.length() - at, random.nextInt(20) == 0 ? 100 : 4);
        int length = random.nextInt(most + 1);
        return random.nextInt(3) == 0
                ? RichTextOperation.format(at, length, BOLD)
                : RichTextOperation.replace(at, length, random.nextInt(3) == 0 ? "" : "xyz", Attributes.none());
    }
}
