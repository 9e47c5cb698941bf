package dev.stet.ot.text;

import static dev.stet.ot.text.TextType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Side;
import dev.stet.ot.Tries;
import org.junit.jupiter.api.Test;

/** The fast functions and the naive ones give the same operations. */
class NaiveTextTest {
    private static final int TRIES_FOR_EACH = 10;
    private static final int SIZE = 16;

    private final TextGenerator generator = new TextGenerator();

    @Test
    void transformsAlike() {
        Tries.run(getClass(), Tries.count() * TRIES_FOR_EACH, random -> {
            Rope document = generator.snapshot(SIZE, random);
            TextOperation a = generator.edit(document, SIZE, random).operation();
            TextOperation b = generator.edit(document, SIZE, random).operation();
            for (Side side : Side.values()) {
                assertThat(TEXT.transform(a, b, side))
                        .as("transform(%s, %s, %s)", a, b, side)
                        .isEqualTo(NaiveText.transform(a, b, side));
            }
        });
    }

    @Test
    void composesAlike() {
        Tries.run(getClass(), Tries.count() * TRIES_FOR_EACH, random -> {
            Rope document = generator.snapshot(SIZE, random);
            TextOperation a = generator.edit(document, SIZE, random).operation();
            TextOperation b =
                    generator.edit(TEXT.apply(document, a), SIZE, random).operation();
            assertThat(TEXT.compose(a, b)).as("compose(%s, %s)", a, b).isEqualTo(NaiveText.compose(a, b));
        });
    }
}
