package dev.stet.ot.text;

import dev.stet.ot.Law;
import dev.stet.ot.OperationTypeLaws;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The text type keeps every law. {@code -Dot.tries=N} tries each law N times. */
class TextLawsTest {
    private final OperationTypeLaws<Rope, TextOperation> laws =
            new OperationTypeLaws<>(TextType.TEXT, new TextGenerator(), "mvn -pl ot-engine test -Dtest=TextLawsTest");

    @ParameterizedTest
    @EnumSource
    void holds(Law law) {
        laws.check(law, OperationTypeLaws.tries(), OperationTypeLaws.seed());
    }
}
