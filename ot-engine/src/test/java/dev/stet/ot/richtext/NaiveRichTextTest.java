package dev.stet.ot.richtext;

import static dev.stet.ot.richtext.RichTextType.RICH_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Side;
import dev.stet.ot.Tries;
import org.junit.jupiter.api.Test;

/** The fast functions and the naive ones give the same operations. */
class NaiveRichTextTest {
    private static final int TRIES_FOR_EACH = 5;
    private static final int SIZE = 16;

    private final RichTextGenerator generator = new RichTextGenerator();

    @Test
    void transformsAlike() {
        Tries.run(getClass(), Tries.count() * TRIES_FOR_EACH, random -> {
            RichText document = generator.snapshot(SIZE, random);
            RichTextOperation a = generator.edit(document, SIZE, random).operation();
            RichTextOperation b = generator.edit(document, SIZE, random).operation();
            for (Side side : Side.values()) {
                assertThat(RICH_TEXT.transform(a, b, side))
                        .as("transform(%s, %s, %s)", a, b, side)
                        .isEqualTo(NaiveRichText.transform(a, b, side));
            }
        });
    }

    @Test
    void composesAlike() {
        Tries.run(getClass(), Tries.count() * TRIES_FOR_EACH, random -> {
            RichText document = generator.snapshot(SIZE, random);
            RichTextOperation a = generator.edit(document, SIZE, random).operation();
            RichText afterA = RICH_TEXT.apply(document, a);
            RichTextOperation b = generator.edit(afterA, SIZE, random).operation();
            assertThat(RICH_TEXT.compose(a, b)).as("compose(%s, %s)", a, b).isEqualTo(NaiveRichText.compose(a, b));
        });
    }
}
