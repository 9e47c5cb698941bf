package dev.stet.ot.text;

import dev.stet.ot.Law;
import dev.stet.ot.OperationTypeLaws;
import dev.stet.ot.Tries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The text type keeps every law. {@code -Dot.tries=N} tries each law N times. */
class TextLawsTest {
    private final OperationTypeLaws<Rope, TextOperation> laws =
            new OperationTypeLaws<>(TextType.TEXT, new TextGenerator(), TextLawsTest.class);

    @ParameterizedTest
    @EnumSource
    void holds(Law law) {
        laws.check(law, Tries.count(), Tries.seed());
    }
}
