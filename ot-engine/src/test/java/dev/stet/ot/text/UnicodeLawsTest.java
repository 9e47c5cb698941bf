package dev.stet.ot.text;

import dev.stet.ot.Law;
import dev.stet.ot.OperationTypeLaws;
import dev.stet.ot.Tries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The type that counts code points keeps every law. {@code -Dot.tries=N} tries each law N times. */
class UnicodeLawsTest {
    private final OperationTypeLaws<Rope, UnicodeOperation> laws =
            new OperationTypeLaws<>(UnicodeTextType.TEXT_UNICODE, new UnicodeGenerator(), UnicodeLawsTest.class);

    @ParameterizedTest
    @EnumSource
    void holds(Law law) {
        laws.check(law, Tries.count(), Tries.seed());
    }
}
