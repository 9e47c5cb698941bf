package dev.stet.ot.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.DocumentGenerator;
import dev.stet.ot.Side;
import dev.stet.ot.Tries;
import org.junit.jupiter.api.Test;

/** Operations that do not meet are transformed at once, with the result of walking over both. */
class TransformShortcutTest {
    private static final int TRIES_FOR_EACH = 5;

    @Test
    void codeUnits() {
        check(new TextGenerator());
    }

    @Test
    void codePoints() {
        check(new UnicodeGenerator());
    }

    private static <O extends PackedOperation<O>> void check(DocumentGenerator<Rope, O> generator) {
        int[] skipped = new int[1];
        Tries.run(TransformShortcutTest.class, Tries.count() * TRIES_FOR_EACH, random -> {
            Rope document = generator.snapshot(random.nextInt(30), random);
            O a = generator.edit(document, 2, random).operation();
            O b = generator.edit(document, 2, random).operation();
            for (Side side : Side.values()) {
                O transformed = TextTransform.transform(a, b, side);
                assertThat(transformed)
                        .as("transform(%s, %s, %s)", a, b, side)
                        .isEqualTo(TextTransform.walk(a, b, side));
                assertThat(transformed.baseLengthAtLeast())
                        .isEqualTo(TextTransform.walk(a, b, side).baseLengthAtLeast());
                assertThat(transformed.caretAfter())
                        .isEqualTo(TextTransform.walk(a, b, side).caretAfter());
            }
            skipped[0] += a.start() > b.baseLengthAtLeast() && !b.isNoop() ? 1 : 0;
        });
        assertThat(skipped[0]).as("operations that did not meet").isPositive();
    }
}
